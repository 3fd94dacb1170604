# exercise: 3
# source: chenyuntc/pytorch-book, pull request 76: net.classifier[3] is a ReLU layer, not a linear one
# mistake: net[1] is a ReLU layer, which has no weight; the second linear layer is net[2].
# lines: 13
# crash: yes
# first wrong: -
import torch
from torch import nn


def exercise3(net):
    # the two layers next to the data
    special_layers = nn.ModuleList([net[0], net[1]])
    grads = [layer.weight.grad for layer in special_layers]
    for k, g in enumerate(grads):
        if k == 0:
            print(g[0, 0].norm().item())
