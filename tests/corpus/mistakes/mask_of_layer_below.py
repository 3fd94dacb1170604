# exercise: 1
# source: unda-ml/unda, issue 1 (Rust): data from a previous layer are used for the activation derivative of the current one
# mistake: The mask is taken one layer too low: the layer's own inputs say which units are on, where its outputs should.
# lines: 22, 23
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    weights, data = W, A
    errors = (Y - T) * 2 / len(T)
    gradients = errors
    dws = [None] * len(weights)
    dbs = [None] * len(weights)
    for i in range(len(weights) - 1, -1, -1):
        dws[i] = data[i].T @ gradients
        dbs[i] = np.add.reduce(gradients, axis=0)
        if i == 0:
            continue
        errors = gradients @ weights[i].T
        below = data[i - 1] if data[i - 1].shape == errors.shape else data[i]
        gradients = errors * np.greater(below, 0)
    return dws, dbs
