# exercise: 1
# source: Kulbear/deep-learning-coursera, issue 8: "exactly, the db shape is not as expected", in an exercise whose template asserts the shapes
# mistake: The sum for the bias gradient lacks axis and keepdims, so it is a single number and the assertion on its shape fails.
# lines: 13
# crash: yes
# first wrong: -
import numpy as np


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    dW = np.dot(dZ, A_prev.T)
    db = np.squeeze(np.sum(dZ))
    dA_prev = np.dot(W.T, dZ)

    assert dA_prev.shape == A_prev.shape
    assert dW.shape == W.shape
    assert db.shape == b.shape

    return dA_prev, dW, db


def exercise1(W, B, A, Y, T):
    DW, DB = [], []
    dZ = 2 * (Y - T).T / len(T)
    for w, b, a in zip(reversed(W), reversed(B), reversed(A)):
        dA_prev, dW, db = linear_backward(dZ, (a.T, w.T, b[:, np.newaxis]))
        DW.insert(0, dW.T)
        DB.insert(0, db[:, 0])
        dZ = np.where(a.T > 0, dA_prev, 0)
    return DW, DB
