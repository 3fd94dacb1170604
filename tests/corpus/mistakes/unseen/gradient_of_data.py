# exercise: 3
# source: a learner's script for the linear regression of Dive into Deep Learning (PyTorch, in Chinese): print(net[0].weight.data.grad)
# mistake: .data gives a tensor that is detached from the parameter and has no gradient; .grad belongs to the parameter itself.
# lines: 14
# crash: yes
# first wrong: -
from torch import nn


def report(net, row, column):
    w = net[0].weight.data
    b = net[0].bias.data
    assert isinstance(net[0], nn.Linear) and len(b) == len(w)
    g = net[0].weight.data.grad
    return g[row, column].item()


def exercise3(net):
    print(report(net, 0, 0))
