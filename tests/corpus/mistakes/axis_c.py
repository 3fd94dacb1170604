# exercise: 1
# source: israfelsr/CS231n, issue 5 "a bug?": axis=c for axis=1 in neural_net.py
# mistake: The axis of the sum is given as the name c, which does not exist; the number 0 is meant.
# lines: 26
# crash: yes
# first wrong: -
import numpy as np


class FullNet(object):
    def __init__(self, W, B):
        self.params = {}
        for i in range(4):
            self.params["W%d" % (i + 1)] = W[i]
            self.params["b%d" % (i + 1)] = B[i]

    def loss(self, hidden, scores, y):
        N = y.shape[0]
        grads = {}
        dscores = 2 * (scores - y)
        dscores /= N
        dout = dscores
        for i in range(4, 0, -1):
            h = hidden[i - 1]
            grads["W%d" % i] = h.T.dot(dout)
            grads["b%d" % i] = np.sum(dout, axis=c)
            dh = dout.dot(self.params["W%d" % i].T)
            dh[h <= 0] = 0
            dout = dh
        return grads


def exercise1(W, B, A, Y, T):
    grads = FullNet(W, B).loss(A, Y, T)
    return [grads["W%d" % i] for i in range(1, 5)], [grads["b%d" % i] for i in range(1, 5)]
