# exercise: 1
# source: thiago-buarqque/MLP-from-scratch, commit 3068e9a "backpropagation added ps: wrong": curr_layer.deltas.append(...) for every sample, the list is never emptied
# mistake: The deltas are appended for every sample and the list is never emptied, so the deltas of the first sample are used for all.
# lines: 13, 25, 38
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights):
        self.weights = weights
        self.deltas = []
        self.output = None
        self.grad_w = np.zeros(weights.shape)
        self.grad_b = np.zeros(weights.shape[1])


class MLP:
    def __init__(self, layers):
        self.layers = layers

    def backward_propagate_error(self, expected, n):
        for i in range(len(self.layers) - 1, -1, -1):
            curr = self.layers[i]
            errors = []
            if i != len(self.layers) - 1:
                following = self.layers[i + 1]
                for j in range(len(curr.output)):
                    error = 0.0
                    for k in range(following.weights.shape[1]):
                        error += following.weights[j][k] * following.deltas[k]
                    errors.append(error if curr.output[j] > 0 else 0.0)
            else:
                for j, out in enumerate(curr.output):
                    errors.append(2 * (out - expected[j]) / n)
            for j in range(len(curr.output)):
                curr.deltas.append(errors[j])

    def update(self, net_input):
        inputs = net_input
        for layer in self.layers:
            for j in range(layer.weights.shape[1]):
                for k in range(len(inputs)):
                    layer.grad_w[k][j] += layer.deltas[j] * inputs[k]
                layer.grad_b[j] += layer.deltas[j]
            inputs = layer.output


def exercise1(W, B, A, Y, T):
    mlp = MLP([Layer(w) for w in W])
    for s, expected in enumerate(T):
        for layer, out in zip(mlp.layers, A[1:] + [Y]):
            layer.output = out[s]
        mlp.backward_propagate_error(expected, len(T))
        mlp.update(A[0][s])
    return [layer.grad_w for layer in mlp.layers], [layer.grad_b for layer in mlp.layers]
