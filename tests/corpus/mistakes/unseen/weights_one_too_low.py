# exercise: 1
# source: hanbt/learn_dl, issue 1 (in Chinese) on the numpy version of bp.py: the gradient of layer i is computed with the W of layer i
# mistake: The delta of a layer is computed with the weights of this layer, not with those of the layer above it.
# lines: 20
# crash: yes
# first wrong: -
import numpy as np


class Network:
    def __init__(self, W, outputs):
        self.W = W
        self.outputs = outputs
        self.layer_count = len(W)

    def calc_gradient(self, label):
        delta = [None] * self.layer_count
        delta[-1] = 2 * (self.outputs[-1] - label) / label.shape[0]
        for i in range(self.layer_count - 2, -1, -1):
            delta[i] = np.dot(delta[i + 1], self.W[i].T) * (self.outputs[i + 1] > 0)
        return delta


def exercise1(W, B, A, Y, T):
    network = Network(W, A + [Y])
    delta = network.calc_gradient(T)
    DW = [np.dot(network.outputs[i].T, delta[i]) for i in range(network.layer_count)]
    DB = [delta[i].sum(axis=0) for i in range(network.layer_count)]
    return DW, DB
