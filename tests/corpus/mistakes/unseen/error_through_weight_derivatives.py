# exercise: 1
# source: chickenspaceprogram/digit-recognizer (C++), commit 9385800 "made some changes>", layer.cpp, CalcGradients: the derivatives of the activations below were the sum of biases_deriv[j] * weights_deriv[j + k * size]; they became the product with the weights themselves, mtrx_transpose_vec_mult(weights, ...)
# mistake: The error of the layer below is computed with the just found derivatives of the weights instead of the weights.
# lines: 31
# crash: no
# first wrong: DW[2]
import numpy as np

class Layer:
    def __init__(self, size, prev_size, weights=None, biases=None):
        self.size = size
        self.prev_size = prev_size
        self.weights = weights
        self.biases = biases
        self.biases_deriv = [0.0] * size
        self.weights_deriv = [0.0] * (size * prev_size)
        self.total_biases = [0.0] * size
        self.total_weights = [0.0] * (size * prev_size)

    def calc_gradients(self, last_layer):
        for j in range(self.size):
            self.biases_deriv[j] = self.activations_deriv[j]
            self.total_biases[j] += self.biases_deriv[j]
            for k in range(self.prev_size):
                self.weights_deriv[j + k * self.size] = self.biases_deriv[j] * last_layer.activations[k]
                self.total_weights[j + k * self.size] += self.weights_deriv[j + k * self.size]
        last_layer.activations_deriv = []
        for k in range(self.prev_size):
            temp = 0.0
            for j in range(self.size):
                temp += self.biases_deriv[j] * self.weights_deriv[j + k * self.size]
            last_layer.activations_deriv.append(temp if last_layer.activations[k] > 0 else 0.0)

def exercise1(W, B, A, Y, T):
    start = Layer(W[0].shape[0], 0)
    layers = [start]
    for w, b in zip(W, B):
        layers.append(Layer(w.shape[1], w.shape[0], w.flatten().tolist(), b.tolist()))
    n = T.shape[0]
    for sample in range(n):
        for layer, values in zip(layers, A):
            layer.activations = values[sample].tolist()
        layers[-1].activations_deriv = [2 * (Y[sample, 0] - T[sample, 0]) / n]
        for i in range(len(layers) - 1, 0, -1):
            layers[i].calc_gradients(layers[i - 1])
    DW = [np.reshape(l.total_weights, (l.prev_size, l.size)) for l in layers[1:]]
    DB = [np.array(l.total_biases) for l in layers[1:]]
    return DW, DB
