# exercise: 1
# source: CS231n style, masks set in place on copies
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    grads = {}
    dscores = (Y - T).copy()
    dscores *= 2
    dscores /= dscores.shape[0]
    dh = dscores
    for i in range(len(W), 0, -1):
        hidden = A[i - 1]
        grads["W%d" % i] = hidden.T.dot(dh)
        grads["b%d" % i] = np.sum(dh, axis=0)
        if i > 1:
            down = np.array(dh.dot(W[i - 1].T))
            dead = hidden <= 0
            down[dead] = 0
            dh = down
    keys = range(1, len(W) + 1)
    return [grads["W%d" % k] for k in keys], [grads["b%d" % k] for k in keys]
