# exercise: 1
# source: zroe1/neural-network-from-scratch (C), commit d1162bb "fixed gradient update bug": i ran over the columns and j over the rows
# mistake: The loops run over the columns with i and over the rows with j, but the matrix is indexed with [i][j].
# lines: 21, 22
# crash: yes
# first wrong: -
import numpy as np


class Layer:
    def __init__(self, weights, inputs):
        self.weights = weights
        self.inputs = inputs
        self.weight_grads = np.zeros_like(weights)
        self.bias_grads = np.zeros(weights.shape[1])


def calc_layer_gradients(layer, output_grads):
    rows, columns = layer.weight_grads.shape
    for s in range(len(output_grads)):
        for i in range(columns):
            for j in range(rows):
                layer.weight_grads[i][j] += layer.inputs[s][i] * output_grads[s][j]
        layer.bias_grads += output_grads[s]


def calc_relu_grads(layer, output_grads):
    grads = np.matmul(output_grads, layer.weights.transpose())
    grads[layer.inputs <= 0] = 0.0
    return grads


def exercise1(W, B, A, Y, T):
    network = [Layer(w, a) for w, a in zip(W, A)]
    grads = 2.0 * (Y - T) / Y.shape[0]
    for index in range(len(network) - 1, -1, -1):
        calc_layer_gradients(network[index], grads)
        if index != 0:
            grads = calc_relu_grads(network[index], grads)
    return [l.weight_grads for l in network], [l.bias_grads for l in network]
