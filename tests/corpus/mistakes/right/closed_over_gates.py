# exercise: 1
# source: style of reverse-mode tapes in which every gate appends a closure
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    tape, DW, DB = [], [None] * len(W), [None] * len(B)

    def record_affine(k):
        def back(g):
            DW[k] = np.tensordot(A[k], g, axes=([0], [0]))
            DB[k] = g.sum(axis=0)
            return np.tensordot(g, W[k], axes=([1], [1]))

        tape.append(back)

    def record_gate(k):
        tape.append(lambda g: np.where(A[k] > 0, g, 0))

    for k in range(len(W)):
        if k:
            record_gate(k)
        record_affine(k)
    g = 2 * (Y - T) / Y.shape[0]
    for back in reversed(tape):
        g = back(g)
    return DW, DB
