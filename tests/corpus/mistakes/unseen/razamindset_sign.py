# exercise: 1
# source: Razamindset/neural-network-from-scratch, commit 255c7b9 "FIX:  Shapes and multi layers": self.biases += learning_rate * output_gradient became -=
# mistake: the step of the biases has the opposite sign of that of the weights: += where -= is meant, so the gradient that is read from it is negative
# lines: 20
# crash: no
# first wrong: DB[3]
import numpy as np


class Dense:
    def __init__(self, weights, biases, X):
        self.weights = weights.copy()
        self.biases = biases.copy()
        self.input = X

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(self.input.T, output_gradient)
        input_gradient = np.dot(output_gradient, self.weights.T)
        self.weights -= learning_rate * weights_gradient
        self.biases += learning_rate * output_gradient.sum(axis=0)
        return input_gradient


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / np.size(y_true)


def exercise1(W, B, A, Y, T):
    network = [Dense(w, b, a) for w, b, a in zip(W, B, A)]
    gradient = mse_prime(T, Y)
    for layer in reversed(network):
        gradient = layer.backward(gradient, learning_rate=1)
        gradient = gradient * (layer.input > 0)
    DW = [w - layer.weights for w, layer in zip(W, network)]
    DB = [b - layer.biases for b, layer in zip(B, network)]
    return DW, DB
