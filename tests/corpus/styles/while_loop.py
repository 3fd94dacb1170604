"""A counter that runs down, sums that keep their dimensions."""

import numpy as np


def exercise1(W, B, A, Y, T):
    l = len(W) - 1
    dw, db = [0] * 4, [0] * 4
    diff = Y - T
    g = 2 * diff / diff.shape[0]
    while l >= 0:
        dw[l] = np.dot(np.transpose(A[l]), g)
        row = g.sum(axis=0, keepdims=True)
        db[l] = row[0]
        g = np.dot(g, np.transpose(W[l]))
        g *= A[l] > 0
        l -= 1
    return dw, db
