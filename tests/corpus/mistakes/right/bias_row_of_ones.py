# exercise: 1
# source: Octave style of the first Coursera course, with a column of ones and theta matrices
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def with_ones(a):
    return np.c_[np.ones(len(a)), a]


def exercise1(W, B, A, Y, T):
    Theta = [np.r_[b[None], w].T for w, b in zip(W, B)]
    m = len(Y)
    d = 2 * (Y - T)
    grads = [None] * len(W)
    for l in range(len(W))[::-1]:
        a = with_ones(A[l])
        grads[l] = d.T @ a / m
        d = (d @ Theta[l])[:, 1:] * (A[l] > 0)
    return [g[:, 1:].T for g in grads], [g[:, 0] for g in grads]
