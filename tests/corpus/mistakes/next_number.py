# exercise: 1
# source: Data Science Stack Exchange 120115 "Bugs in the backpropagation algorithm in Python"
# mistake: No derivative of ReLU in the deltas of the hidden layers, and the error is neither doubled nor divided by the number of samples.
# lines: 15, 18, 21, 24
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = (w.T for w in W)
    x, y1, y2, y3 = (a.T for a in A)
    y4, t = Y.T, T.T

    e4 = y4 - t
    delta_w4 = np.dot(e4, y3.T)

    e3 = np.dot(w4.T, e4)
    delta_w3 = np.dot(e3, y2.T)

    e2 = np.dot(w3.T, e3)
    delta_w2 = np.dot(e2, y1.T)

    e1 = np.dot(w2.T, e2)
    delta_w1 = np.dot(e1, x.T)

    DW = [delta_w1.T, delta_w2.T, delta_w3.T, delta_w4.T]
    DB = [np.sum(e, axis=1) for e in (e1, e2, e3, e4)]
    return DW, DB
