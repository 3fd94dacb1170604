# exercise: 3
# source: pytorch/pytorch issue 10065: w1 = w.type(torch.float), and after backward() w1.grad is None
# mistake: The gradient is asked of the weights cast to another type, a new tensor that has no gradient; indexing None stops.
# lines: 17
# crash: yes
# first wrong: -
import torch


def to_float(tensor):
    return tensor.type(torch.float)


def exercise3(net):
    layer = net[0]
    w = layer.weight
    g = to_float(w).grad[0, 0]
    value = g.abs()
    print(value.item())
