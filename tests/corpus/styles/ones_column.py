"""Biases as weights of a constant input, kept dimensions, a sign for the slope."""

import numpy as np

FACTOR = 2.0


def exercise1(W, B, A, Y, T):
    n = float(T.shape[0])
    ones = np.ones((1, T.shape[0]))
    e = FACTOR * np.subtract(Y, T) / n
    DW, DB = [], []
    for k in range(len(W))[::-1]:
        DW = [A[k].transpose() @ e] + DW
        DB = [(ones @ e).flatten()] + DB
        e = np.multiply(e @ W[k].transpose(), np.sign(A[k]))
    return DW, DB
