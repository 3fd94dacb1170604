# exercise: 1
# source: functional style with functools.reduce
# mistake: none
# lines: -
# crash: no
# first wrong: -
from functools import reduce

import numpy as np


def exercise1(W, B, A, Y, T):
    def step(state, layer):
        signal, grads = state
        w, a = layer
        grads = ((a.T @ signal, signal.sum(0)),) + grads
        return ((signal @ w.T) * (a > 0), grads)

    start = (2 * (Y - T) / len(T), ())
    _, grads = reduce(step, zip(reversed(W), reversed(A)), start)
    return [dw for dw, _ in grads], [db for _, db in grads]
