# exercise: 1
# source: a learner's class neural (C++, matrices, one sample at a time), back(): net[2].weights = net[2].weights - net[2].gradient.scalarmul(eta), and after it temp = net[2].weights.transpose() * net[2].del, the same for net[1]
# mistake: The weights of a layer are updated before the error is sent through them to the layer below, so the gradient is that of changed weights.
# lines: 46, 47, 48
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, b):
        self.weights = weights.T.copy()
        self.b = b.reshape(-1, 1).copy()

    def linear(self, inp):
        self.inp = inp
        self.z = self.weights @ inp + self.b

    def activation(self):
        self.a = np.maximum(self.z, 0)

    def deriver(self):
        self.a_error = (self.z > 0).astype(float)


class Neural:
    def __init__(self, W, B, eta):
        self.net = [Layer(w, b) for w, b in zip(W, B)]
        self.eta = eta

    def forward(self, inp):
        for layer in self.net:
            layer.linear(inp)
            layer.activation()
            layer.deriver()
            inp = layer.a
        self.net[-1].a = self.net[-1].z
        self.net[-1].a_error = np.ones(self.net[-1].z.shape)

    def back(self, actual, n):
        temp = 2 * (self.net[-1].a - actual) / n
        for i in range(len(self.net) - 1, -1, -1):
            layer = self.net[i]
            layer.delta = temp * layer.a_error
            layer.gradient = layer.delta @ layer.inp.T
            layer.weights = layer.weights - self.eta * layer.gradient
            layer.b = layer.b - self.eta * layer.delta
            temp = layer.weights.T @ layer.delta


def exercise1(W, B, A, Y, T):
    total = [[np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]]
    for j in range(len(T)):
        nn = Neural(W, B, 0.01)
        nn.forward(A[0][j].reshape(-1, 1))
        nn.back(T[j], len(T))
        for l, layer in enumerate(nn.net):
            total[0][l] += layer.gradient.T
            total[1][l] += layer.delta[:, 0]
    return total[0], total[1]
