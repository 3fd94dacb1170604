# exercise: 1
# source: C style, four nested loops over single numbers
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    n_samples, n_out = Y.shape
    delta = np.empty((n_samples, n_out))
    for s in range(n_samples):
        for o in range(n_out):
            delta[s, o] = 2.0 * (Y[s, o] - T[s, o]) / (n_samples * n_out)
    DW, DB = [], []
    for w, a in zip(W[::-1], A[::-1]):
        n_in, n_out = w.shape
        dw, db, lower = np.zeros((n_in, n_out)), np.zeros(n_out), np.zeros((n_samples, n_in))
        for s in range(n_samples):
            for o in range(n_out):
                db[o] += delta[s, o]
                for i in range(n_in):
                    dw[i, o] += a[s, i] * delta[s, o]
                    if a[s, i] > 0:
                        lower[s, i] += w[i, o] * delta[s, o]
        delta = lower
        DW = [dw] + DW
        DB = [db] + DB
    return DW, DB
