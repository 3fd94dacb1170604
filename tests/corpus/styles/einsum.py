"""Sums over named indices."""

import numpy as np


def exercise1(W, B, A, Y, T):
    signal = 2 * (Y - T) / Y.size
    DW, DB = [], []
    for layer in range(3, -1, -1):
        DW.insert(0, np.einsum("ni,nj->ij", A[layer], signal))
        DB.insert(0, np.einsum("nj->j", signal))
        if layer:
            signal = np.einsum("nj,ij->ni", signal, W[layer])
            signal = signal * (A[layer] > 0)
    return DW, DB
