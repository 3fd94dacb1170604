# exercise: 1
# source: style of books that write target minus output and change the sign in the end
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    residual = T - Y
    delta = residual
    steps = []
    for layer in range(len(W) - 1, -1, -1):
        steps.append((layer, delta))
        delta = np.dot(delta, W[layer].T)
        delta = delta - delta * (A[layer] <= 0)
    DW, DB = list(W), list(B)
    for layer, delta in steps:
        DW[layer] = -2.0 * np.dot(A[layer].T, delta) / len(T)
        DB[layer] = -2.0 * np.average(delta, axis=0)
    return DW, DB
