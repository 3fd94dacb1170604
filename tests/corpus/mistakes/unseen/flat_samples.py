# exercise: 1
# source: mnielsen/neural-networks-and-deep-learning (Python), issue 36 'Exception when running network.py with different number of hidden neurons': the data are (np.array([0,0]), 0), ..., not columns, and nabla_w[-l] = np.dot(delta, activations[-l-1].transpose()) stops with 'shapes (3,3) and (2,) not aligned'
# mistake: The network expects every sample as a column of shape (n, 1), but gets it as a flat array of shape (n,): added to the biases it becomes a square matrix, and the outer product fails.
# lines: 58
# crash: yes
# first wrong: -
import numpy as np


def relu(z):
    return np.maximum(z, 0.0)


def relu_prime(z):
    return (z > 0).astype(float)


class Network(object):

    def __init__(self, weights, biases):
        self.num_layers = len(weights) + 1
        self.weights = [w.transpose() for w in weights]
        self.biases = [b.reshape(-1, 1) for b in biases]

    def update_mini_batch(self, mini_batch):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_nabla_b, delta_nabla_w = self.backprop(x, y)
            nabla_b = [nb + dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]
            nabla_w = [nw + dnw for nw, dnw in zip(nabla_w, delta_nabla_w)]
        m = len(mini_batch)
        return [nb / m for nb in nabla_b], [nw / m for nw in nabla_w]

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = relu(z)
            activations.append(activation)
        delta = 2 * (zs[-1] - y)
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * relu_prime(zs[-l])
            nabla_b[-l] = delta
            nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return (nabla_b, nabla_w)


def exercise1(W, B, A, Y, T):
    net = Network(W, B)
    training_data = [(x, y) for x, y in zip(A[0], T)]
    nabla_b, nabla_w = net.update_mini_batch(training_data)
    return [nw.transpose() for nw in nabla_w], [nb.ravel() for nb in nabla_b]
