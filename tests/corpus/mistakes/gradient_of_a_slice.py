# exercise: 3
# source: pytorch/pytorch, issue 4649: "grad" is "None" on sliced section of Variable
# mistake: The entry is taken out of the parameter first, and such a slice has no gradient of its own.
# lines: 12, 13
# crash: no
# first wrong: -
import torch


def exercise3(net):
    weight = net[0].weight
    first = weight[0, 0]
    print(first.grad)
