# exercise: 1
# source: chickenspaceprogram/digit-recognizer (C++), commit 4dbaf7d "Fixed a bug, fiddled with parameters.", network.cpp, GetCurrentDerivatives: the derivatives of hidden layer 0 are collected first and the others by a loop from 1 to below num_hidden_layers - 1, so those of the last hidden layer were missing; the bound became num_hidden_layers
# mistake: The loop that collects the derivatives of the hidden layers ends one layer too early, so the last hidden layer gets none.
# lines: 58
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.activations_no_fn = None
        self.activations = self.error = None

    def set_activations(self, prev, fn):
        self.activations_no_fn = prev.activations @ self.weights + self.biases
        self.activations = fn(self.activations_no_fn)

    def calc_error(self, last, deriv):
        self.error = self.error * deriv(self.activations_no_fn)
        last.error = self.weights @ self.error


def relu(v):
    return np.where(v > 0, v, 0)


def relu_deriv(v):
    return np.where(v > 0, 1, 0)


class Network:
    def __init__(self, W, B):
        self.start = Layer(None, None)
        self.hidden = [Layer(w, b) for w, b in zip(W[:-1], B[:-1])]
        self.end = Layer(W[-1], B[-1])
        self.num_hidden_layers = len(self.hidden)

    def run(self, inputs):
        self.start.activations = inputs
        self.hidden[0].set_activations(self.start, relu)
        for i in range(1, self.num_hidden_layers):
            self.hidden[i].set_activations(self.hidden[i - 1], relu)
        self.end.set_activations(self.hidden[-1], lambda v: v)

    def back_prop(self, target):
        self.end.error = 2 * (self.end.activations - target)
        self.end.calc_error(self.hidden[-1], np.ones_like)
        for i in range(self.num_hidden_layers - 1, 0, -1):
            self.hidden[i].calc_error(self.hidden[i - 1], relu_deriv)
        self.hidden[0].calc_error(self.start, relu_deriv)

    def current_derivatives(self):
        output = (np.outer(self.hidden[-1].activations, self.end.error), self.end.error)
        hidden = [(np.outer(self.start.activations, self.hidden[0].error), self.hidden[0].error)]
        for i in range(1, self.num_hidden_layers - 1):
            layer, last = self.hidden[i], self.hidden[i - 1]
            hidden.append((np.outer(last.activations, layer.error), layer.error))
        return hidden, output


def exercise1(W, B, A, Y, T):
    net = Network(W, B)
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for x, t in zip(A[0], T):
        net.run(x)
        net.back_prop(t)
        hidden, output = net.current_derivatives()
        for i in range(len(hidden)):
            DW[i] += hidden[i][0] / len(T)
            DB[i] += hidden[i][1] / len(T)
        DW[-1] += output[0] / len(T)
        DB[-1] += output[1] / len(T)
    return DW, DB
