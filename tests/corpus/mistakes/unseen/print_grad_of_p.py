# exercise: 3
# source: greenlet/mllm (Python, PyTorch), mllm/train/utils.py, print_grad: grad = p.grad.cpu().detach().numpy(), then p = p.cpu().detach().numpy(), and beside shapes and a count it is p.min(), p.mean(), p.max() that are printed
# mistake: The function that is to show the gradients shows the values of the parameters: p in place of grad.
# lines: 16
# crash: no
# first wrong: -
import numpy as np
import torch

def print_grad(model):
    for name, p in model.named_parameters():
        grad = p.grad.cpu().detach().numpy()
        p = p.cpu().detach().numpy()
        if name == "0.weight":
            assert p.shape == grad.shape
            print(np.abs(p[0, 0]))

def exercise3(net):
    print_grad(net)
