# exercise: 1
# source: fancompute/neuroptica, issue 2 "IndexError when trying to train a network", in the loop over the layers of backward_pass
# mistake: The loop begins one layer too high, so it asks for weights that do not exist.
# lines: 15
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    n_layers = len(W) + 1
    outputs = A + [Y]
    deltas = [None] * n_layers
    deltas[n_layers - 1] = 2 * (outputs[-1] - T) / len(T)
    for k in range(n_layers - 1, 0, -1):
        backprop_signal = deltas[k + 1] @ W[k].T
        deltas[k] = backprop_signal * (outputs[k] > 0)
    gradients = [outputs[k].T @ deltas[k + 1] for k in range(n_layers - 1)]
    return gradients, [deltas[k + 1].sum(axis=0) for k in range(n_layers - 1)]
