# exercise: 1
# source: anyaschukin/Multilayer-Perceptron, commit 893bf78: d_bias1 = np.sum(d_Z2, ...)
# mistake: The bias gradient of the first layer is summed from the delta of the second layer.
# lines: 35
# crash: no
# first wrong: DB[0]
import numpy as np


def relu_prime(z):
    return np.where(z > 0, 1, 0)


class NeuralNetwork:
    def __init__(self, W, A, Y, T):
        self.weights1, self.weights2, self.weights3, self.weights4 = W
        self.input, self.layer1, self.layer2, self.layer3 = A
        self.output, self.y = Y, T

    def backprop(self, d_activation_hidden=relu_prime):
        m = self.input.shape[0]
        # output layer
        d_Z4 = 2 * (self.output - self.y) / m
        d_weights4 = np.dot(self.layer3.T, d_Z4)
        d_bias4 = np.sum(d_Z4, axis=0)
        # hidden layers
        d_Z3 = np.dot(d_Z4, self.weights4.T) * d_activation_hidden(self.layer3)
        d_weights3 = np.dot(self.layer2.T, d_Z3)
        d_bias3 = np.sum(d_Z3, axis=0)
        d_Z2 = np.dot(d_Z3, self.weights3.T) * d_activation_hidden(self.layer2)
        d_weights2 = np.dot(self.layer1.T, d_Z2)
        d_bias2 = np.sum(d_Z2, axis=0)
        d_Z1 = np.dot(d_Z2, self.weights2.T) * d_activation_hidden(self.layer1)
        d_weights1 = np.dot(self.input.T, d_Z1)
        d_bias1 = np.sum(d_Z2, axis=0)
        return [d_weights1, d_weights2, d_weights3, d_weights4], [d_bias1, d_bias2, d_bias3, d_bias4]


def exercise1(W, B, A, Y, T):
    return NeuralNetwork(W, A, Y, T).backprop()
