# exercise: 1
# source: generator style, the function is a generator that yields both lists
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def signals(W, A, Y, T):
    signal = 2 * (Y - T) / len(Y)
    yield signal
    for w, a in zip(W[:0:-1], A[:0:-1]):
        signal = np.multiply(signal @ w.T, a > 0)
        yield signal


def exercise1(W, B, A, Y, T):
    back = list(signals(W, A, Y, T))
    back.reverse()
    weights = (a.T @ s for a, s in zip(A, back))
    biases = (s.sum(axis=0) for s in back)
    return list(weights), list(biases)
