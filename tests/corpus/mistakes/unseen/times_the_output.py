# exercise: 1
# source: Stack Overflow 75378819 "Issues with calculating new weights in a neural network": change = np.multiply(delta, self.hiddenLayer2.fin_outputs)
# mistake: The gradient is multiplied by the outputs of the hidden layer, not by the slope of its activation function.
# lines: 20
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, inputs, fin_outputs):
        self.weights = weights
        self.inputs = inputs
        self.fin_outputs = fin_outputs

    def calc_change(self, delta, last=False):
        if last:
            change = delta
        else:
            change = np.multiply(delta, self.fin_outputs)
        self.change_weights = np.matmul(np.transpose(self.inputs), change)
        self.change_bias = np.sum(change, axis=0)
        return np.matmul(change, np.transpose(self.weights))


def exercise1(W, B, A, Y, T):
    inputLayer = Layer(W[0], A[0], A[1])
    hiddenLayer1 = Layer(W[1], A[1], A[2])
    hiddenLayer2 = Layer(W[2], A[2], A[3])
    outputLayer = Layer(W[3], A[3], Y)

    delta = outputLayer.calc_change((Y - T) * 2 / len(T), last=True)
    for layer in (hiddenLayer2, hiddenLayer1, inputLayer):
        delta = layer.calc_change(delta)

    run = (inputLayer, hiddenLayer1, hiddenLayer2, outputLayer)
    return [layer.change_weights for layer in run], [layer.change_bias for layer in run]
