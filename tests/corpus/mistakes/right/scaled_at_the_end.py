# exercise: 1
# source: style in which 2 / N is multiplied once, at the very end
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    r = Y - T
    ws, bs = [], []
    for w, a in zip(reversed(W), reversed(A)):
        ws.append(a.T.dot(r))
        bs.append(r.T.sum(axis=1))
        r = r.dot(w.T) * (a != 0)
    c = 2 / T.size
    return [c * x for x in ws[::-1]], [c * x for x in bs[::-1]]
