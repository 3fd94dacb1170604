# exercise: 1
# source: adeen-s/neural-network-from-scratch, commit 13a5d71 "Fix critical shape mismatch errors in Dense layer and activations": self.dbiases = output_gradient, of one sample
# mistake: the gradient of the biases is the whole gradient of the output, one row per sample, and is not summed over the samples
# lines: 20
# crash: no
# first wrong: DB[3]
import numpy as np


class Dense:
    def __init__(self, weights, biases, input_data):
        self.weights = weights
        self.biases = biases
        self.input = input_data
        self.dweights = None
        self.dbiases = None

    def backward(self, output_gradient):
        self.dweights = np.dot(self.input.T, output_gradient)
        self.dbiases = output_gradient
        return np.dot(output_gradient, self.weights.T)


class ReLU:
    def __init__(self, output):
        self.output = output

    def backward(self, output_gradient):
        return np.multiply(output_gradient, self.output > 0)


def exercise1(W, B, A, Y, T):
    layers = [Dense(W[0], B[0], A[0])]
    for i in (1, 2, 3):
        layers.append(ReLU(A[i]))
        layers.append(Dense(W[i], B[i], A[i]))
    grad = 2 * (Y - T) / np.size(T)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    dense = [layer for layer in layers if isinstance(layer, Dense)]
    return [layer.dweights for layer in dense], [layer.dbiases for layer in dense]
