"""Without a loop: the signals by accumulate, the gradients by map."""

from itertools import accumulate

import numpy as np


def exercise1(W, B, A, Y, T):
    start = (Y - T) * (2.0 / len(T))
    steps = zip(W[:0:-1], A[:0:-1])
    step = lambda delta, wa: np.multiply(delta @ wa[0].T, wa[1] > 0)
    deltas = list(accumulate(steps, step, initial=start))[::-1]
    DW = list(map(lambda a, delta: a.T @ delta, A, deltas))
    DB = list(map(lambda delta: delta.sum(axis=0), deltas))
    return DW, DB
