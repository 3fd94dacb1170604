# exercise: 1
# source: datascience.stackexchange.com question 120115 (Bugs in the backpropagation algorithm in Python): delta_w1 = np.dot(np.dot(w2.reshape(4, 1), (y2 - y).reshape(1, 10)), x), without the derivative of ReLU
# mistake: The derivative of ReLU is missing wherever the error is carried back through a hidden layer.
# lines: 17, 18, 19
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = [w.T for w in W]
    x = A[0]
    y1, y2, y3 = A[1].T, A[2].T, A[3].T
    y4, y = Y.T, T.T

    e4 = 2 * (y4 - y) / y.shape[1]
    e3 = np.dot(w4.T, e4)
    e2 = np.dot(w3.T, e3)
    e1 = np.dot(w2.T, e2)

    delta_w4 = np.dot(e4, y3.T)
    delta_w3 = np.dot(e3, y2.T)
    delta_w2 = np.dot(e2, y1.T)
    delta_w1 = np.dot(e1, x)

    DW = [delta_w1.T, delta_w2.T, delta_w3.T, delta_w4.T]
    DB = [np.sum(e, axis=1) for e in (e1, e2, e3, e4)]
    return DW, DB
