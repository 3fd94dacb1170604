# exercise: 1
# source: hanbt/learn_dl, issue 6 "error": ValueError in fc.py; the answer is that W_grad has to be made of matrices, np.array(mat(delta_array).T * mat(self.input))
# mistake: The inputs and the deltas of one sample are vectors, for which .T changes nothing, so dot is not the product of a column with a row.
# lines: 18
# crash: yes
# first wrong: -
import numpy as np


class FullConnectedLayer(object):
    def __init__(self, W, inputs, activator):
        self.W = W
        self.input = inputs
        self.activator = activator

    def backward(self, delta_array):
        self.delta = self.activator.backward(self.input) * np.dot(self.W, delta_array)
        self.W_grad = np.dot(self.input.T, delta_array)
        self.b_grad = delta_array


class ReluActivator(object):
    def backward(self, output):
        return np.array([1.0 if o > 0 else 0.0 for o in output])


class Network(object):
    def __init__(self, W, rows):
        self.layers = []
        for i in range(len(W)):
            self.layers.append(FullConnectedLayer(W[i], rows[i], ReluActivator()))

    def calc_gradient(self, label, output, n):
        delta = 2.0 * (output - label) / n
        for layer in self.layers[::-1]:
            layer.backward(delta)
            delta = layer.delta


def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for d in range(len(T)):
        network = Network(W, [a[d] for a in A])
        network.calc_gradient(T[d], Y[d], len(T))
        for i, layer in enumerate(network.layers):
            DW[i] += layer.W_grad
            DB[i] += layer.b_grad
    return DW, DB
