# exercise: 1
# source: Stack Overflow 75378819 "Issues with calculating new weights in a neural network": change = np.multiply(delta, fin_outputs)
# mistake: The error of a hidden layer is multiplied by the outputs of the layer, not by the derivative of ReLU (1 where the output is positive).
# lines: 19
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, inputs, fin_outputs, hidden):
        self.weights = weights
        self.inputs = inputs
        self.fin_outputs = fin_outputs
        self.hidden = hidden

    def calc_change(self, delta):
        if self.hidden:
            change = np.multiply(delta, self.fin_outputs)
        else:
            change = delta
        self.change_weights = np.matmul(np.transpose(self.inputs), change)
        self.change_bias = np.sum(change, axis=0)
        return np.matmul(change, np.transpose(self.weights))


def exercise1(W, B, A, Y, T):
    outputs = A[1:] + [Y]
    layers = [Layer(W[i], A[i], outputs[i], i < 3) for i in range(4)]
    delta = 2 * (Y - T) / T.shape[0]
    for layer in layers[::-1]:
        delta = layer.calc_change(delta)
    return [layer.change_weights for layer in layers], [layer.change_bias for layer in layers]
