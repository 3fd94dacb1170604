# exercise: 1
# source: doug-ellery/Neural-Network-From-Scratch (CUDA), commit 7e20b93: data were stored column by column, "but I was treating everything as row major ordering", a transposition had to be added
# mistake: the activations are read in the other order by reshape, where they have to be transposed
# lines: 21
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights, inputs, is_output):
        self.weights = weights
        self.inputs = inputs
        self.is_output = is_output

    def column_sum(self, m):
        return np.array([m[:, j].sum() for j in range(m.shape[1])])

    def calc_gradients(self, deltas):
        rows, cols = self.inputs.shape
        self.weight_gradients = self.inputs.reshape(cols, rows) @ deltas
        self.bias_gradients = self.column_sum(deltas)
        return deltas @ self.weights.T * (self.inputs > 0)


def exercise1(W, B, A, Y, T):
    layers = [Layer(W[l], A[l], l == len(W) - 1) for l in range(len(W))]
    deltas = (2.0 / T.shape[0]) * (Y - T)
    for layer in reversed(layers):
        deltas = layer.calc_gradients(deltas)
    return [layer.weight_gradients for layer in layers], [layer.bias_gradients for layer in layers]
