# exercise: 3
# source: a learner's training script for U-Nets (PyTorch): print(list(model.parameters())[0][0].grad), beside print('Gradient', list(model.parameters())[5].grad)
# mistake: The grad is asked of an entry taken out of the parameter, which is a new tensor and no leaf, and not of the parameter; it is None.
# lines: 13
# crash: no
# first wrong: -
import torch.nn as nn


def first_entry(model):
    params = list(model.parameters())
    weight = params[0]
    return weight[0][0].grad


def exercise3(net):
    layers = [m for m in net.modules() if isinstance(m, nn.Linear)]
    if len(layers) > 0:
        print(first_entry(net))
