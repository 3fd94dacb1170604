"""Gradients in dictionaries, by the number of the layer."""

import numpy as np


def exercise1(W, B, A, Y, T):
    grads = {"W": {}, "B": {}}
    L = len(W)
    dZ = {L: (Y - T) * 2 / Y.shape[0]}
    for l in range(L, 0, -1):
        grads["W"][l - 1] = np.matmul(A[l - 1].T, dZ[l])
        grads["B"][l - 1] = np.sum(dZ[l], axis=0)
        if l > 1:
            dA = np.matmul(dZ[l], W[l - 1].T)
            dZ[l - 1] = np.where(A[l - 1] > 0, dA, 0)
    DW = [grads["W"][l] for l in range(L)]
    DB = [grads["B"][l] for l in range(L)]
    return DW, DB
