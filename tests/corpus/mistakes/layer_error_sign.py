# exercise: 1
# source: dragen1860/Deep-Learning-with-TensorFlow-book, issue 134 (in Chinese): layer.error = y - output
# mistake: The error of the last layer is target minus output, so the gradient has the wrong sign.
# lines: 41
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights, o, activation=None):
        self.weights = weights
        self.last_activation = o
        self.activation = activation
        self.error = None
        self.delta = None

    def apply_activation_derivative(self, r):
        if self.activation is None:
            return np.ones_like(r)
        if self.activation == "relu":
            grad = np.array(r, copy=True)
            grad[r > 0] = 1.0
            grad[r <= 0] = 0.0
            return grad
        return r


class NeuralNetwork:
    def __init__(self):
        self._layers = []

    def add_layer(self, layer):
        self._layers.append(layer)

    def backpropagation(self, X, y):
        output = self._layers[-1].last_activation
        for i in reversed(range(len(self._layers))):
            layer = self._layers[i]
            if layer == self._layers[-1]:
                layer.error = 2 * (y - output) / len(y)
                layer.delta = layer.error * layer.apply_activation_derivative(output)
            else:
                next_layer = self._layers[i + 1]
                layer.error = np.dot(next_layer.delta, next_layer.weights.T)
                layer.delta = layer.error * layer.apply_activation_derivative(layer.last_activation)

        grads = []
        for i, layer in enumerate(self._layers):
            o_i = X if i == 0 else self._layers[i - 1].last_activation
            grads.append((o_i.T @ layer.delta, layer.delta.sum(axis=0)))
        return grads


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork()
    nn.add_layer(Layer(W[0], A[1], "relu"))
    nn.add_layer(Layer(W[1], A[2], "relu"))
    nn.add_layer(Layer(W[2], A[3], "relu"))
    nn.add_layer(Layer(W[3], Y))
    grads = nn.backpropagation(A[0], T)
    return [g for g, _ in grads], [g for _, g in grads]
