# exercise: 1
# source: ThugPigeon653/NN-from-scratch (Python), commit 7bebc0a 'bug fix: relu derivative', linear-fixed-intercept/main.py: relu_prime sets inputs[i]=0 if inputs[i]>0 and inputs[i]=0 else; the first became 1
# mistake: the derivative of the ReLU is 0 for positive inputs too, so nothing passes backward through a hidden layer
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np


class Network():

    def __init__(self, weights, biases, activations, result, expected):
        self.weights = weights
        self.biases = biases
        self.x = activations
        self.result = result
        self.expected = expected
        self.layer_count = len(weights)
        self.weight_deltas = []
        self.bias_deltas = []

    def relu_prime(self, inputs):
        outputs = inputs.tolist()
        for row in outputs:
            i = 0
            while i < len(row):
                if row[i] > 0:
                    row[i] = 0
                else:
                    row[i] = 0
                i += 1
        return np.array(outputs)

    def back_propagate(self):
        error_prime = 2 * (self.result - self.expected) / len(self.expected)
        i = self.layer_count - 1
        layer_gradient = error_prime
        while i >= 0:
            self.weight_deltas.insert(0, self.x[i].T.dot(layer_gradient))
            self.bias_deltas.insert(0, layer_gradient.sum(axis=0))
            if i > 0:
                del_activations = self.relu_prime(self.x[i])
                layer_gradient = layer_gradient.dot(self.weights[i].T) * del_activations
            i -= 1


def exercise1(W, B, A, Y, T):
    network = Network(W, B, A, Y, T)
    network.back_propagate()
    return network.weight_deltas, network.bias_deltas
