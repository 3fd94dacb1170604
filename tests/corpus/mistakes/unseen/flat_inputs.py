# exercise: 1
# source: forums.fast.ai topic 7398 'Understanding Michael Nielsen's backpropagation code': net.backprop([1,2], [3,4]) with flat lists where the code wants columns (n, 1); z becomes a matrix by broadcasting, np.dot(delta, activations[-2].transpose()) stops
# mistake: The inputs and targets are given as flat vectors, not as columns; the biases are columns, so the pre-activations are broadcast to matrices.
# lines: 46
# crash: yes
# first wrong: -
import numpy as np


def relu_prime(z):
    return (z > 0).astype(float)


class Network(object):
    def __init__(self, weights, biases):
        self.num_layers = len(weights) + 1
        self.weights = weights
        self.biases = biases

    def cost_derivative(self, output_activations, y):
        return 2 * (output_activations - y)

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = np.maximum(z, 0)
            activations.append(activation)
        delta = self.cost_derivative(zs[-1], y)
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * relu_prime(zs[-l])
            nabla_b[-l] = delta
            nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return nabla_b, nabla_w


def exercise1(W, B, A, Y, T):
    net = Network([w.T for w in W], [b.reshape(-1, 1) for b in B])
    mini_batch = [(x, y) for x, y in zip(A[0], T)]
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for x, y in mini_batch:
        nabla_b, nabla_w = net.backprop(x, y)
        DB = [d + nb.ravel() / len(mini_batch) for d, nb in zip(DB, nabla_b)]
        DW = [d + nw.T / len(mini_batch) for d, nw in zip(DW, nabla_w)]
    return DW, DB
