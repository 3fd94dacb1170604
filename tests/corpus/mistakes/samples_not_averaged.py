# exercise: 1
# source: hunkim/DeepLearningZeroToAll, issue 173 "Our manual backprop weight average is missing"
# mistake: The gradients are summed over the samples without ever dividing by their number, although the error is a mean.
# lines: 24
# crash: no
# first wrong: DW[3]
import numpy as np


def sample_gradients(W, a, y, t):
    d = 2 * (y - t)
    for l in range(len(W) - 1, -1, -1):
        yield l, np.outer(a[l], d), d
        d = W[l].dot(d) * (a[l] > 0)


def exercise1(W, B, A, Y, T):
    d_W = [np.zeros(w.shape) for w in W]
    d_b = [np.zeros(b.shape) for b in B]
    for n in range(len(Y)):
        for l, dw, db in sample_gradients(W, [a[n] for a in A], Y[n], T[n]):
            d_W[l] += dw
            d_b[l] += db
    return d_W, d_b
