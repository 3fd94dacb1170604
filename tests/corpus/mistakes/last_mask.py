# exercise: 1
# source: iyasinn/micrograd-plusplus (C++), commit b4b9fd2 "Fix lambda captures": [&output] became [output]
# mistake: The lambdas do not keep the mask of their layer: all of them see the last value of the variable.
# lines: 24
# crash: no
# first wrong: DW[1]
import functools

import numpy as np


def linear_back(k, x, w, grads, d):
    grads[k] = (x.T @ d, d.sum(axis=0))
    return d @ w.T


def exercise1(W, B, A, Y, T):
    grads = {}
    tape = []
    for k in range(len(W)):
        tape.append(functools.partial(linear_back, k, A[k], W[k], grads))
        if k < len(W) - 1:
            mask = A[k + 1] > 0
            tape.append(lambda d: d * mask)
    d = 2 * (Y - T) / len(Y)
    while tape:
        d = tape.pop()(d)
    return [grads[k][0] for k in range(len(W))], [grads[k][1] for k in range(len(W))]
