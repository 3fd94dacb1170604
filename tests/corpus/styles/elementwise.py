"""Every entry on its own, over samples, layers and units."""

import numpy as np


def exercise1(W, B, A, Y, T):
    N = len(Y)
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    for n in range(N):
        delta = 2 * (Y[n] - T[n]) / N
        for l in (3, 2, 1, 0):
            a = A[l][n]
            for i in range(len(a)):
                DW[l][i] += a[i] * delta
            DB[l] += delta
            below = np.zeros(len(a))
            for i in range(len(a)):
                if a[i] > 0:
                    below[i] = np.dot(W[l][i], delta)
            delta = below
    return DW, DB
