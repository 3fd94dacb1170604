# exercise: 1
# source: djib2011/python_ml_tutorial, issue 1 "Calculating partial derivatives": 2 / sum(x) for 2 / len(x)
# mistake: The mean is formed by dividing by the sum of the numbers, where it should be divided by how many there are.
# lines: 11
# crash: no
# first wrong: DW[3]
import numpy as np


def compute_derivatives(y_hat, y):
    return -(2 / sum(y)) * (y - y_hat)


def exercise1(W, B, A, Y, T):
    d = compute_derivatives(Y, T)
    dw, db = [], []
    for w, x in list(zip(W, A))[::-1]:
        dw.append(np.tensordot(x, d, axes=(0, 0)))
        db.append(np.tensordot(np.ones(len(d)), d, axes=1))
        d = np.tensordot(d, w, axes=(1, 1)) * (x > 0)
    return dw[::-1], db[::-1]
