# exercise: 1
# source: a Stack Overflow question about an XOR network in Python (answer read in Russian at pullrequest.ru, 13115198): * of numpy.matrix is the matrix product
# mistake: The arrays are of the class numpy.matrix, for which * is the matrix product and not elementwise.
# lines: 11, 16, 22
# crash: yes
# first wrong: -
import numpy as np


def deriv_relu(x):
    return np.matrix(np.where(np.asarray(x) > 0, 1.0, 0.0))


def exercise1(W, B, A, Y, T):
    W = [np.matrix(w) for w in W]
    A = [np.matrix(a) for a in A]
    d_ypred = np.matrix(2 * (Y - T) / len(T))
    # backprop
    signals = [d_ypred]
    for i in (3, 2, 1):
        d_a = signals[0] * W[i].T
        signals.insert(0, d_a * deriv_relu(A[i]))
    d_W = [np.asarray(A[i].T * signals[i]) for i in range(4)]
    d_b = [np.asarray(s.sum(axis=0)).ravel() for s in signals]
    return d_W, d_b
