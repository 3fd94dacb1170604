# exercise: 1
# source: bradjohns94/MNIST-From-Scratch (Scala), commit cb502a7 "Make back propagation work", FullyConnectedLayer.scala, fit: error = weightedError *:* derivative.transpose, res = weights.transpose * error, biases -= error.transpose, weights -= inputs * error; it became weightedError *:* derivative, error * weights.transpose, error, inputs.transpose * error
# mistake: The samples are rows and the weights are of shape (inputs, outputs), but fit is written for columns: the weights transposed stand before the error, and the inputs are not transposed. The shapes of the products do not match.
# lines: 37, 38, 39, 40
# crash: yes
# first wrong: -
import numpy as np


class Activation:
    def __init__(self, fn, derivative):
        self.fn = fn
        self.derivative = derivative


ReLU = Activation(lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float))
Identity = Activation(lambda z: z, lambda z: np.ones_like(z))


class FullyConnectedLayer:
    def __init__(self, weights, biases, activation_fn):
        self.weights = weights
        self.biases = biases.reshape(1, -1)
        self.activation_fn = activation_fn
        self.weight_change = np.zeros_like(self.weights)
        self.bias_change = np.zeros_like(self.biases)

    def calc_z(self, inputs):
        if inputs.shape != (1, self.weights.shape[0]):
            raise ValueError("Input matrix must be of shape (1x%d)" % self.weights.shape[0])
        return inputs @ self.weights + self.biases

    def run(self, inputs):
        return self.activation_fn.fn(self.calc_z(inputs))

    def fit(self, inputs, weighted_error):
        error = weighted_error * self.activation_fn.derivative(self.calc_z(inputs)).T
        res = self.weights.T @ error
        self.bias_change += error.T
        self.weight_change += inputs @ error
        return res


class Network:
    def __init__(self, layers):
        self.layers = layers

    def train(self, x, y, count):
        inputs = [x]
        for layer in self.layers:
            inputs.append(layer.run(inputs[-1]))
        error = 2 * (inputs[-1] - y) / count
        for layer, value in zip(reversed(self.layers), reversed(inputs[:-1])):
            error = layer.fit(value, error)


def exercise1(W, B, A, Y, T):
    network = Network([FullyConnectedLayer(w, b, ReLU if k < 3 else Identity) for k, (w, b) in enumerate(zip(W, B))])
    for i in range(len(T)):
        network.train(A[0][i:i + 1], T[i:i + 1], len(T))
    return [l.weight_change for l in network.layers], [l.bias_change.ravel() for l in network.layers]
