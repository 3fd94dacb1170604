"""First all signals, then all gradients."""

import numpy


def exercise1(W, B, A, Y, T):
    deltas = [2 * (Y - T) / Y.size]
    masks = [a > 0 for a in A]
    for l in [3, 2, 1]:
        back = numpy.dot(deltas[0], W[l].T)
        deltas.insert(0, back * masks[l])
    DW = []
    DB = []
    for l in range(4):
        DW.append(numpy.dot(A[l].T, deltas[l]))
        DB.append(numpy.sum(deltas[l], axis=0))
    return DW, DB
