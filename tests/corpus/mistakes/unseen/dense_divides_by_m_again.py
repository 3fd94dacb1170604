# exercise: 1
# source: Muriel-Salvan/ruby-neural-nets (Ruby), commit 048a842 '... fixed the dense layer gradient': @w.learn(da.dot(input.transpose) / m) and @b.learn(da.sum / m) lost their / m, which the gradient check had shown
# mistake: The gradients of weights and biases are divided by the number of samples, but the gradient that comes from the loss contains this factor already.
# lines: 30, 31
# crash: no
# first wrong: DW[3]
import numpy as np


class Parameter:
    def __init__(self, values):
        self.values = values

    def learn(self, dw):
        self.dw = dw


class Dense:
    def __init__(self, w, b):
        self.w = Parameter(w.T)
        self.b = Parameter(b.reshape(-1, 1))

    def forward_propagate(self, x):
        self.cache = {"input": x}
        return np.dot(self.w.values, x) + self.b.values

    def backward_propagate(self, da):
        m = self.cache["input"].shape[1]
        assert da.shape[1] == m
        self.w.learn(da.dot(self.cache["input"].T) / m)
        self.b.learn(da.sum(axis=1, keepdims=True) / m)
        return self.w.values.T.dot(da)


class Relu:
    def forward_propagate(self, x):
        self.cache = {"input": x}
        return np.maximum(x, 0)

    def backward_propagate(self, da):
        return da * (self.cache["input"] > 0)


class MeanSquaredError:
    def compute_loss_gradient(self, a, y):
        return 2 * (a - y) / y.size


def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers += [Dense(w, b), Relu()]
    layers.pop()
    a = A[0].T
    for layer in layers:
        a = layer.forward_propagate(a)
    da = MeanSquaredError().compute_loss_gradient(a, T.T)
    for layer in reversed(layers):
        da = layer.backward_propagate(da)
    return [d.w.dw.T for d in layers[::2]], [d.b.dw[:, 0] for d in layers[::2]]
