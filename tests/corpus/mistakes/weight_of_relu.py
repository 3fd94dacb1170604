# exercise: 3
# source: mightydeveloper/Deep-Compression-PyTorch, issue 10: 'ReLU' object has no attribute 'weight'
# mistake: The loop takes the entry 1 of the network, which is a ReLU and has no weight; the first linear layer is entry 0.
# lines: 12
# crash: yes
# first wrong: -
import torch


def exercise3(net):
    modules = list(net.children())
    first = modules[1]
    grad = first.weight.grad
    print(torch.linalg.norm(grad[0, 0]).item())
