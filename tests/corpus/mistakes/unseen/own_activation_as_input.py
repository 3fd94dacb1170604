# exercise: 1
# source: datascience.stackexchange.com question 25394 'Why can it be that my neural network is predicting the contrary?': gradients() takes dz.dot(activations[d].T); the answer: it must be activations[d-1]
# mistake: The weight gradient of a layer is taken with the activations of that layer itself, not with those of the layer before it (its inputs).
# lines: 26
# crash: no
# first wrong: DW[3]
import numpy as np


class NeuralNet:
    def __init__(self, weights, biases):
        self.weights = [None] + weights
        self.biases = [None] + biases

    def gradients(self, X, Y, activations):
        dws = []
        dbs = []
        h = activations[-1]
        m = X.shape[1]
        da = 2 * (h - Y)
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]

            dz = da if d == len(self.weights) - 1 else da * (a > 0)
            dw = 1. / m * dz.dot(activations[d].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = w.T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        return dws, dbs


def exercise1(W, B, A, Y, T):
    net = NeuralNet([w.T for w in W], [b.reshape(-1, 1) for b in B])
    activations = [a.T for a in A] + [Y.T]
    dws, dbs = net.gradients(activations[0], T.T, activations)
    return [dw.T for dw in dws], [db[:, 0] for db in dbs]
