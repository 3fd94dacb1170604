# exercise: 1
# source: Stack Overflow 50121887 "ReLU derivative with NumPy" (read at e-learn.cn)
# mistake: d_relu writes its zeros and ones into the activations themselves, which are then used for the gradients of the weights.
# lines: 11, 12
# crash: no
# first wrong: DW[3]
import numpy as np


def d_relu(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


def exercise1(W, B, A, Y, T):
    dz = 2 * (Y - T) / len(Y)
    dzs = [dz]
    for w, a in zip(W[:0:-1], A[:0:-1]):
        dz = dz.dot(w.T) * d_relu(a)
        dzs.append(dz)
    dzs.reverse()

    DW = [a.T.dot(d) for a, d in zip(A, dzs)]
    DB = [d.sum(axis=0) for d in dzs]
    return DW, DB
