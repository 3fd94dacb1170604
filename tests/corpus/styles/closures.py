"""Functions that return functions: one step back per layer."""

import numpy as np


def linear(w, x):
    def back(dy):
        return x.T @ dy, np.sum(dy, axis=0), dy @ w.T

    return back


def rectifier(x):
    gate = np.vectorize(lambda v: 1.0 if v > 0 else 0.0)(x)

    def back(dy):
        return gate * dy

    return back


def exercise1(W, B, A, Y, T):
    pulls = [linear(w, x) for w, x in zip(W, A)]
    gates = [rectifier(a) for a in A]
    d = (2 / len(Y)) * (Y - T)
    DW, DB = [], []
    for pull, gate in zip(pulls[::-1], gates[::-1]):
        dw, db, d = pull(d)
        d = gate(d)
        DW.append(dw)
        DB.append(db)
    DW.reverse()
    DB.reverse()
    return DW, DB
