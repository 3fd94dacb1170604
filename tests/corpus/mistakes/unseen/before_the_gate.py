# exercise: 1
# source: Stack Overflow 59399842 "XOR gate with backpropagation": deW1_00 = dey0 * h0, without y0 * (1 - y0), which deW0_00 has
# mistake: The gradient of the weights of the hidden layers is computed from the gradient with respect to the activations, without the slope.
# lines: 24
# crash: no
# first wrong: DW[2]
import numpy as np


def dsig(h):
    return np.array(h > 0, dtype=float)


def exercise1(W, B, A, Y, T):
    deW, deB = {}, {}
    # output
    dez = 2 * (Y - T) / len(Y)
    deW[3] = A[3].T @ dez
    deB[3] = dez.sum(axis=0)
    # hidden
    for i in (2, 1, 0):
        deh = dez @ W[i + 1].T
        dez = deh * dsig(A[i + 1])
        deW[i] = A[i].T @ deh
        deB[i] = dez.sum(axis=0)
    return [deW[i] for i in range(4)], [deB[i] for i in range(4)]
