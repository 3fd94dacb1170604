# exercise: 1
# source: Stack Overflow 29587779 "Neural network trained using back propagation solves AND, OR but doesn't solve XOR" (Java): neuron.setDelta(roundThreeDecimals(delta))
# mistake: The deltas are rounded to three decimals.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np


class NeuronLayer:
    def __init__(self, size):
        self.size = size
        self.delta = np.zeros(size)

    def set_delta(self, delta):
        self.delta = np.round(delta, 3)


def derivative(net_output):
    return (net_output > 0).astype(float)


def update_output_layer(layer, output_error):
    layer.set_delta(output_error)


def update_hidden_layer(layer, following, weights, output):
    error = np.zeros(layer.size)
    for i in range(layer.size):
        for j in range(following.size):
            error[i] += following.delta[j] * weights[i, j]
    layer.set_delta(derivative(output) * error)


def exercise1(W, B, A, Y, T):
    DW, DB = [0 * w for w in W], [0 * b for b in B]
    layers = [NeuronLayer(len(b)) for b in B]
    for k in range(len(T)):
        update_output_layer(layers[-1], 2 * (Y[k] - T[k]) / len(T))
        for i in range(len(layers) - 2, -1, -1):
            update_hidden_layer(layers[i], layers[i + 1], W[i + 1], A[i + 1][k])
        for i, layer in enumerate(layers):
            DW[i] += np.outer(A[i][k], layer.delta)
            DB[i] += layer.delta
    return DW, DB
