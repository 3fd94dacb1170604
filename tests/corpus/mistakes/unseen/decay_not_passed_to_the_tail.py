# exercise: 1
# source: JanPokorny/mnist-from-scratch (C++), commit 991a958 "Remove bug in update_weights", src/network.h: update_weights(nabla, eta_piece, lambda) of the recursive network called tail_network.update_weights(nabla.tail_nabla, eta_piece), to which lambda was added
# mistake: update_weights of the network takes three arguments, but calls itself for the tail of the network with two of them: the coefficient of the weight decay is not passed on.
# lines: 47
# crash: yes
# first wrong: -
import numpy as np


def relu(z):
    return z * (z > 0)


class Nabla:
    def __init__(self, network):
        self.weights = np.zeros_like(network.weights)
        self.biases = np.zeros_like(network.biases)
        self.tail_nabla = Nabla(network.tail_network) if isinstance(network.tail_network, Network) else None


class Output:
    def update_weights(self, tail_nabla, eta_piece, lam):
        pass


class Network:
    def __init__(self, weights, biases):
        self.weights = weights[0].T.copy()
        self.biases = biases[0].copy()
        self.is_output = len(weights) == 1
        self.tail_network = Output() if self.is_output else Network(weights[1:], biases[1:])

    def backprop(self, nabla, prev_activation, y):
        z = self.weights @ prev_activation + self.biases
        if self.is_output:
            delta = 2 * (z - y)
        else:
            next_delta = self.tail_network.backprop(nabla.tail_nabla, relu(z), y)
            delta = self.tail_network.weights.T @ next_delta * (z > 0)
        nabla.biases += delta
        nabla.weights += np.outer(delta, prev_activation)
        return delta

    def update_weights(self, nabla, eta_piece, lam):
        self.weights = self.weights * (1 - lam * eta_piece) - nabla.weights * eta_piece
        self.biases = self.biases - nabla.biases * eta_piece
        self.tail_network.update_weights(nabla.tail_nabla, eta_piece)

    def parameters(self):
        own = [(self.weights.T, self.biases)]
        return own if self.is_output else own + self.tail_network.parameters()


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    nabla = Nabla(network)
    for x, y in zip(A[0], T):
        network.backprop(nabla, x, y)
    network.update_weights(nabla, 1 / len(T), 0.0)
    after = network.parameters()
    return [w - p[0] for w, p in zip(W, after)], [b - p[1] for b, p in zip(B, after)]
