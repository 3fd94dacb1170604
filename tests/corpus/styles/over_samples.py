"""One sample at a time, with outer products."""

import numpy


def exercise1(W, B, A, Y, T):
    DW = [numpy.zeros(w.shape) for w in W]
    DB = [numpy.zeros(b.shape) for b in B]
    for n in range(len(Y)):
        dz = 2 * (Y[n] - T[n]) / len(Y)
        for l in range(len(W) - 1, -1, -1):
            DW[l] += numpy.outer(A[l][n], dz)
            DB[l] += dz
            if l > 0:
                dz = W[l].dot(dz) * (A[l][n] > 0)
    return DW, DB
