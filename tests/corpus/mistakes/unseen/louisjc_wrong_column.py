# exercise: 1
# source: github louisjc/mnist-neural-network, commit b8d2c31 and issue 1: np.delete(self.layers[-1], 200, 1) was mended to 300, the index of the bias column
# mistake: Before the errors are sent back, the wrong column of the weights is taken out (a leftover number): a unit is lost and the bias column is used as a weight.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np


class Network:
    def __init__(self, weights, biases):
        self.layers = [np.column_stack((w.T, b)) for w, b in zip(weights, biases)]
        self.changes = [np.zeros(layer.shape) for layer in self.layers]

    def feed_forward(self, input_vector):
        outputs = [input_vector]
        for layer in self.layers[:-1]:
            outputs.append(np.maximum(0, np.dot(layer, np.append(outputs[-1], 1))))
        outputs.append(np.dot(self.layers[-1], np.append(outputs[-1], 1)))
        return outputs

    def backpropagate(self, input_vector, target):
        outputs = self.feed_forward(input_vector)
        deltas = 2 * (outputs[-1] - target)
        self.changes[-1] += np.outer(deltas, np.append(outputs[-2], 1))
        for i in range(len(self.layers) - 1, 0, -1):
            deltas = (outputs[i] > 0) * \
                np.dot(np.delete(self.layers[i], 4, 1).T, deltas)
            self.changes[i - 1] += np.outer(deltas, np.append(outputs[i - 1], 1))


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    for input_vector, target in zip(A[0], T):
        network.backpropagate(input_vector, target)
    samples = len(T)
    DW = [change[:, :-1].T / samples for change in network.changes]
    DB = [change[:, -1] / samples for change in network.changes]
    return DW, DB
