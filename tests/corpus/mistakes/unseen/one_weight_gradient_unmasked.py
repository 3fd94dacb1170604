# exercise: 1
# source: Stack Overflow 59399842 "XOR gate with backpropagation": deW1_00 = dey0 * h0 without y0 * (1 - y0), which the gradients of the other layer do have
# mistake: The gradient of W[2] is taken from what comes back to A3, without the derivative of ReLU at the units of A3, which the other gradients have.
# lines: 25
# crash: no
# first wrong: DW[2]
import numpy as np


def step(a):
    return (a > 0).astype(float)


def exercise1(W, B, A, Y, T):
    x, h1, h2, h3 = A
    w0, w1, w2, w3 = W
    n = x.shape[0]

    dey = (2 / n) * (Y - T)
    deh3 = np.dot(dey, w3.T)
    deh2 = np.dot(deh3 * step(h3), w2.T)
    deh1 = np.dot(deh2 * step(h2), w1.T)

    deW3 = np.dot(h3.T, dey)
    deW2 = np.dot(h2.T, deh3)
    deW1 = np.dot(h1.T, deh2 * step(h2))
    deW0 = np.dot(x.T, deh1 * step(h1))

    deB3 = np.sum(dey, axis=0)
    deB2 = np.sum(deh3 * step(h3), axis=0)
    deB1 = np.sum(deh2 * step(h2), axis=0)
    deB0 = np.sum(deh1 * step(h1), axis=0)
    return [deW0, deW1, deW2, deW3], [deB0, deB1, deB2, deB3]
