# exercise: 1
# source: klima7/CNN-From-Scratch (Python), commit ba14d50 "Fix shares errors", nn/layers.py, DenseLayer.backpropagate: weights_delta = learning_rate * delta.T @ self.input_data with one-dimensional delta and input became delta.reshape(-1, 1) @ self.input_data.reshape(1, -1)
# mistake: Delta and input are one-dimensional, so the transpose changes nothing and @ is the scalar product; their lengths differ, and the program stops.
# lines: 24
# crash: yes
# first wrong: -
import numpy as np


class DenseLayer:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.input_data = None
        self.weights_sum = np.zeros_like(weights)
        self.biases_sum = np.zeros_like(biases)

    def propagate(self, x):
        self.input_data = x
        return x @ self.weights.T + self.biases

    def backpropagate(self, delta):
        next_delta = delta @ self.weights
        weights_delta = delta.T @ self.input_data
        self.weights_sum += weights_delta
        self.biases_sum += delta
        return next_delta


class ActivationLayer:
    def propagate(self, x):
        self.state = np.maximum(x, 0)
        return self.state

    def backpropagate(self, delta):
        return delta * (self.state > 0)


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, x):
        for layer in self.layers:
            x = layer.propagate(x)
        return x

    def fit(self, xs, ys):
        for x, y in zip(xs, ys):
            delta = 2 * (self.predict(x) - y) / len(xs)
            for layer in self.layers[::-1]:
                delta = layer.backpropagate(delta)


def exercise1(W, B, A, Y, T):
    dense = [DenseLayer(w.T, b) for w, b in zip(W, B)]
    layers = []
    for layer in dense:
        layers += [layer, ActivationLayer()]
    nn = Sequential(layers[:-1])
    nn.fit(A[0], T)
    return [layer.weights_sum.T for layer in dense], [layer.biases_sum for layer in dense]
