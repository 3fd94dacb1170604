# exercise: 3
# source: openai/spinningup (Python, PyTorch), pull request 320 'Fixes sac critic grad freeze bug', spinup/algos/pytorch/sac/sac.py: q_params = itertools.chain(ac.q1.parameters(), ac.q2.parameters()) is read by the optimizer and then looped over again
# mistake: parameters() gives a generator; the first loop uses it up, and the second one, which prints, finds nothing.
# lines: 23
# crash: no
# first wrong: -
import itertools

import torch.nn as nn


def count_vars(parameters):
    return sum(p.numel() for p in parameters)


def first_layers(net, number):
    linear = [module for module in net if isinstance(module, nn.Linear)]
    return linear[:number]


def exercise3(net):
    l1, l2 = first_layers(net, 2)
    params = itertools.chain(l1.parameters(), l2.parameters())
    number = count_vars(params)
    for i, p in enumerate(params):
        if i == 0 and number > 0:
            print(p.grad[0, 0].item())
