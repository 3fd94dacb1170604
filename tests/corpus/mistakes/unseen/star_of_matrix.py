# exercise: 1
# source: pullrequest.ru 13115198 (in Russian, a translated answer on an XOR network): with np.matrix, * is the matrix product, also where the derivative is to be multiplied entry by entry
# mistake: Of objects of np.matrix, * is the matrix product, but the derivative of ReLU has to be multiplied entry by entry.
# lines: 26
# crash: yes
# first wrong: -
import numpy as np


def deriv_relu(a):
    return np.matrix(a > 0, dtype=float)


def exercise1(W, B, A, Y, T):
    W = [np.matrix(w) for w in W]
    A = [np.matrix(a) for a in A]
    d_W = [None] * 4
    d_B = [None] * 4

    d_z = np.matrix(2 * (Y - T) / len(T))
    for l in (3, 2, 1, 0):
        d_W[l] = np.asarray(A[l].T * d_z)
        d_B[l] = np.asarray(d_z.sum(axis=0)).flatten()
        if l > 0:
            d_a = d_z * W[l].T
            d_z = d_a * deriv_relu(A[l])
    return d_W, d_B
