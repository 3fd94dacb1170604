# exercise: 1
# source: amuhak/BackPropagation (C++), commit 1ed97f7: (1.0 / InData.rows) became (1.0 / InAns.rows)
# mistake: The number of samples is read from the rows of the transposed data, which is the number of inputs.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_derivative(z):
    return z > 0


def backward_prop(weights, activations, out, ans):
    """Everything is stored with one sample per column."""
    m = activations[0].shape[0]
    dw, db = [], []
    dz = 2 * (out - ans)
    for i in range(len(weights) - 1, -1, -1):
        dw.append(1.0 / m * dz.dot(activations[i].T))
        db.append(1.0 / m * dz.sum(axis=1))
        if i:
            mult = weights[i].T.dot(dz)
            dz = mult * relu_derivative(activations[i])
    return dw[::-1], db[::-1]


def exercise1(W, B, A, Y, T):
    dw, db = backward_prop([w.T for w in W], [a.T for a in A], Y.T, T.T)
    return [g.T for g in dw], db
