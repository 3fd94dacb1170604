# exercise: 1
# source: BenjaminTSmith/Neural-Network-From-Scratch (C++), commit e8bca91: weights -= inputs.colwise().mean() * out.mean() * learning_rate
# mistake: The weight gradient is the product of the mean input and the mean delta, not the mean of their products over the samples.
# lines: 22
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    """One unit: its incoming weights, and its outputs for all samples."""

    def __init__(self, weights, out, relu):
        self.weights = weights
        self.out = out
        self.relu = relu
        self.activated = np.zeros(len(out))

    def compute_gradients(self, inputs, previous):
        delta = self.activated * (self.out > 0) if self.relu else self.activated
        self.bias_gradient = delta.mean()
        self.gradient = inputs.mean(axis=0) * delta.mean()
        for weight, neuron in zip(self.weights, previous):
            neuron.activated += weight * delta


def exercise1(W, B, A, Y, T):
    outputs = A[1:] + [Y]
    layers = []
    for l, w in enumerate(W):
        layers.append([Neuron(w[:, j], outputs[l][:, j], l < len(W) - 1) for j in range(w.shape[1])])
    for j, neuron in enumerate(layers[-1]):
        neuron.activated = 2 * (Y[:, j] - T[:, j])
    for l in range(len(layers) - 1, -1, -1):
        for neuron in layers[l]:
            neuron.compute_gradients(A[l], layers[l - 1] if l > 0 else [])
    DW = [np.stack([n.gradient for n in layer], axis=1) for layer in layers]
    DB = [np.array([n.bias_gradient for n in layer]) for layer in layers]
    return DW, DB
