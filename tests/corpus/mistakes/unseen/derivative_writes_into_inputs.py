# exercise: 1
# source: borgwang/tinynn (Python, numpy), commit e0c3d9a "fix a bug inside LeakyReLU", core/layers.py: derivative_func put the slope into x where x < 0 and returned x; it became an array of ones, dx, with the slope where x < 0 (translated to slope 0)
# mistake: derivative_func changes the negative inputs in place and returns the inputs themselves, so where the unit is on, the derivative is the preactivation and not 1.
# lines: 43, 44
# crash: no
# first wrong: DW[2]
import numpy as np


class Dense:
    def __init__(self, w, b):
        self.params, self.grads = {"w": w, "b": b}, {}

    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.params["w"] + self.params["b"]

    def backward(self, grad):
        self.grads["w"] = self.inputs.T @ grad
        self.grads["b"] = np.sum(grad, axis=0)
        return grad @ self.params["w"].T


class Activation:
    def forward(self, inputs):
        self.inputs = inputs
        return self.func(inputs)

    def backward(self, grad):
        return self.derivative_func(self.inputs) * grad


class LeakyReLU(Activation):
    def __init__(self, slope=0.0):
        self._slope = slope

    def func(self, x):
        x = x.copy()
        x[x < 0.0] *= self._slope
        return x

    def derivative_func(self, x):
        x[x <= 0.0] = self._slope
        return x


class Net:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, inputs):
        for layer in self.layers:
            inputs = layer.forward(inputs)
        return inputs

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)


def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers += [Dense(w, b), LeakyReLU()]
    net = Net(layers[:-1])
    pred = net.forward(A[0])
    net.backward(2.0 * (pred - T) / len(T))
    dense = net.layers[::2]
    return [d.grads["w"] for d in dense], [d.grads["b"] for d in dense]
