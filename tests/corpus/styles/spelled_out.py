"""Every layer spelled out."""

import numpy as np


def exercise1(W, B, A, Y, T):
    N = Y.shape[0]
    dY = 2.0 * (Y - T) / N

    DW3 = np.dot(A[3].T, dY)
    DB3 = np.sum(dY, axis=0)

    dA3 = np.dot(dY, W[3].T)
    dZ3 = dA3 * (A[3] > 0)
    DW2 = np.dot(A[2].T, dZ3)
    DB2 = np.sum(dZ3, axis=0)

    dA2 = np.dot(dZ3, W[2].T)
    dZ2 = dA2 * (A[2] > 0)
    DW1 = np.dot(A[1].T, dZ2)
    DB1 = np.sum(dZ2, axis=0)

    dA1 = np.dot(dZ2, W[1].T)
    dZ1 = dA1 * (A[1] > 0)
    DW0 = np.dot(A[0].T, dZ1)
    DB0 = np.sum(dZ1, axis=0)

    DW = [DW0, DW1, DW2, DW3]
    DB = [DB0, DB1, DB2, DB3]
    return DW, DB
