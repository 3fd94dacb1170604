# exercise: 1
# source: Data Science Stack Exchange 54364 "Back propagation on matrix of weights": Db_layer3=layer3_delta; community.deeplearning.ai 536725 asks the same ("set db = dZ")
# mistake: The gradient of the biases is not summed over the samples: it has one row per sample.
# lines: 36
# crash: no
# first wrong: DB[3]
import numpy as np


class Layer:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias
        self.Dw = None
        self.Db = None


class NeuralNetwork:
    def __init__(self, *layers):
        self.layers = layers

    def derivative(self, a):
        d = np.zeros_like(a)
        d[a > 0] = 1
        return d

    def get_cost_derivative(self, Y_hat, Y):
        return 2 * (Y_hat - Y) / Y.shape[0]

    def backward(self, activations, Y_hat, Y):
        delta = self.get_cost_derivative(Y_hat, Y)
        for number in range(len(self.layers), 0, -1):
            layer = self.layers[number - 1]
            a = activations[number - 1]
            layer.Dw = np.dot(a.T, delta)
            layer.Db = delta
            if number > 1:
                delta = np.dot(delta, layer.weights.T) * self.derivative(a)


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(*[Layer(w, b) for w, b in zip(W, B)])
    network.backward(A, Y, T)
    return [layer.Dw for layer in network.layers], [layer.Db for layer in network.layers]
