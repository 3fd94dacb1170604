"""A class per layer, which keeps what it needs on the way back."""

import numpy


class Linear:
    def __init__(self, weights, inputs):
        self.weights = weights
        self.inputs = inputs

    def backward(self, signal):
        self.dw = self.inputs.T.dot(signal)
        self.db = signal.sum(axis=0)
        return signal.dot(self.weights.T)


class Relu:
    def __init__(self, outputs):
        self.on = outputs > 0

    def backward(self, signal):
        return numpy.where(self.on, signal, 0.0)


def exercise1(W, B, A, Y, T):
    layers = []
    for number, (w, a) in enumerate(zip(W, A)):
        if number > 0:
            layers.append(Relu(a))
        layers.append(Linear(w, a))
    signal = 2 * (Y - T) / len(Y)
    for layer in reversed(layers):
        signal = layer.backward(signal)
    linear = [layer for layer in layers if isinstance(layer, Linear)]
    return [layer.dw for layer in linear], [layer.db for layer in linear]
