"""The pass calls itself for the layer below."""

import numpy as np


def back(layer, signal, W, A):
    dw = A[layer].T @ signal
    db = np.sum(signal, 0)
    if layer == 0:
        return [dw], [db]
    below = (signal @ W[layer].T) * (A[layer] > 0)
    DW, DB = back(layer - 1, below, W, A)
    return DW + [dw], DB + [db]


def exercise1(W, B, A, Y, T):
    samples = Y.shape[0]
    return back(len(W) - 1, 2 / samples * (Y - T), W, A)
