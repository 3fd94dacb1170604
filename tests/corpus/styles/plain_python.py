"""Numbers in nested loops; arrays only at the end."""

import numpy as np


def exercise1(W, B, A, Y, T):
    N = len(Y)
    DW = [[[0.0] * w.shape[1] for _ in range(w.shape[0])] for w in W]
    DB = [[0.0] * len(b) for b in B]
    for n in range(N):
        delta = [2 * (Y[n][k] - T[n][k]) / N for k in range(Y.shape[1])]
        for l in range(len(W) - 1, -1, -1):
            inputs = A[l][n]
            for j, d in enumerate(delta):
                DB[l][j] += d
                for i, a in enumerate(inputs):
                    DW[l][i][j] += a * d
            below = []
            for i, a in enumerate(inputs):
                total = sum(W[l][i][j] * d for j, d in enumerate(delta))
                below.append(total if a > 0 else 0.0)
            delta = below
    return [np.array(dw) for dw in DW], [np.array(db) for db in DB]
