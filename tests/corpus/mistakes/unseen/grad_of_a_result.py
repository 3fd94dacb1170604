# exercise: 3
# source: mathematicsofpaul/simplicial-paulversion (Python, PyTorch), mycode.py: b = w1*a and d = w3*b + w4*c of tensors that require gradients, and print('The grad for d is', d.grad): the gradient of a result, not of a leaf (there without a call of backward())
# mistake: The entry that is taken out of the weights is a new tensor, the result of an operation; its grad is None, the gradient is at the weights.
# lines: 16
# crash: no
# first wrong: -
import torch

def first_layer(net):
    for layer in net:
        if isinstance(layer, torch.nn.Linear):
            return layer

def exercise3(net):
    w1 = first_layer(net).weight
    b = w1[0, 0].grad
    print(f"{b}")
