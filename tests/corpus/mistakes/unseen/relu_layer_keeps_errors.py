# exercise: 1
# source: NertNiels/FeedForwardNN (C#), commit 5df0328 'Fixed some bugs', NeuralNetwork/Layers/Convolution/LeakyReluLayer.cs, Backpropagate: featuremaps[i].errors = Matrix.map(Activation.dlrelu, ...) became input.featuremaps[i].errors = Matrix.hadamard(Matrix.map(Activation.dlrelu, ...), featuremaps[i].map), which still lacked the errors
# mistake: The layer of the ReLU writes its derivative over its own errors; it neither multiplies the errors by it nor hands them to the layer before, where they stay zero.
# lines: 39
# crash: no
# first wrong: DW[2]
import numpy as np


class LayerBase:
    def feed_forward(self, input):
        self.values = self.compute(input.values)
        self.errors = np.zeros(self.values.shape)


class InputLayer(LayerBase):
    def __init__(self, values):
        self.values = values


class FullyConnectedLayer(LayerBase):
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    def compute(self, values):
        return values.dot(self.weights) + self.bias

    def backpropagate(self, input):
        self.deltas = input.values.T.dot(self.errors)
        self.gradients = self.errors.sum(axis=0)
        input.errors = self.errors.dot(self.weights.T)


class ReluLayer(LayerBase):
    def compute(self, values):
        return np.where(values > 0, values, 0.0)

    def backpropagate(self, input):
        self.errors = np.where(self.values > 0, 1.0, 0.0)


def feed_forward(layers):
    for i in range(1, len(layers)):
        layers[i].feed_forward(layers[i - 1])


def backpropagate(layers, targets):
    layers[-1].errors = 2.0 * (layers[-1].values - targets) / targets.size
    for i in range(len(layers) - 1, 0, -1):
        layers[i].backpropagate(layers[i - 1])


def exercise1(W, B, A, Y, T):
    layers = [InputLayer(A[0])]
    for w, b in zip(W, B):
        layers += [FullyConnectedLayer(w, b), ReluLayer()]
    layers.pop()
    feed_forward(layers)
    backpropagate(layers, T)
    return [layer.deltas for layer in layers[1::2]], [layer.gradients for layer in layers[1::2]]
