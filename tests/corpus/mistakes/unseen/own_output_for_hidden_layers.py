# exercise: 1
# source: Zach417/ml-neural-network-js (JavaScript), commit d8cb33b "updated models", models/trainer.js, computeGradient: in the loop over the inner layers stood dJdW[i] = nj.dot(hl[i].a.T, delta[i]), the activations of the layer itself; it became hidden[i - 1].a.T
# mistake: In the loop over the inner layers the weight gradient is made with the activations that come out of the layer, not with those that go into it.
# lines: 44
# crash: no
# first wrong: DW[2]
import numpy as np
from types import SimpleNamespace


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.hidden = [SimpleNamespace(z=None, a=None) for _ in weights[:-1]]

    def forward(self, x):
        a = x
        for i, layer in enumerate(self.hidden):
            layer.z = a.dot(self.weights[i]) + self.biases[i]
            layer.a = np.maximum(layer.z, 0)
            a = layer.a
        return a.dot(self.weights[-1]) + self.biases[-1]

    def activate_prime(self, z):
        return np.greater(z, 0).astype(float)


class Trainer:
    def __init__(self, network):
        self.network = network
        self.delta = {}
        self.dJdW = {}

    def compute_gradient(self, x, y):
        net, hidden, weights = self.network, self.network.hidden, self.network.weights
        y_hat = net.forward(x)
        last = len(hidden)
        self.delta[last] = np.negative(y - y_hat) * 2 / len(y)
        self.dJdW[last] = hidden[last - 1].a.T.dot(self.delta[last])
        for i in range(last - 1, 0, -1):
            back = self.delta[i + 1].dot(weights[i + 1].T)
            self.delta[i] = back * net.activate_prime(hidden[i].z)
            self.dJdW[i] = hidden[i].a.T.dot(self.delta[i])
        back = self.delta[1].dot(weights[1].T)
        self.delta[0] = back * net.activate_prime(hidden[0].z)
        self.dJdW[0] = x.T.dot(self.delta[0])


def exercise1(W, B, A, Y, T):
    trainer = Trainer(NeuralNetwork(W, B))
    trainer.compute_gradient(A[0], T)
    count = range(len(W))
    return [trainer.dJdW[i] for i in count], [trainer.delta[i].sum(axis=0) for i in count]
