# exercise: 1
# source: Cross Validated, "Why can it be that my neural network is predicting the contrary?": dw from activations[d], the output of the layer itself
# mistake: The gradient of the weights is built with the activations that leave the layer, one index too high, and not with those that enter it.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np


class Net:
    def __init__(self, weights, activations):
        self.weights = weights
        self.activations = activations

    def gradients(self, Y):
        dws, dbs = [], []
        h = self.activations[-1]
        da = 2 * (h - Y) / Y.shape[1]
        for d in np.arange(1, len(self.weights))[::-1]:
            a = self.activations[d]
            w = self.weights[d]
            dz = da * (a > 0) if d < len(self.weights) - 1 else da
            dw = dz.dot(self.activations[d].T)
            db = np.sum(dz, axis=1)
            da = w.T.dot(dz)
            dws.insert(0, dw.T)
            dbs.insert(0, db)
        return dws, dbs


def exercise1(W, B, A, Y, T):
    net = Net([None] + [w.T for w in W], [a.T for a in A] + [Y.T])
    return net.gradients(T.T)
