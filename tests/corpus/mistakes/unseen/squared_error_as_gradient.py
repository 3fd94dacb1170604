# exercise: 1
# source: Shadow0144/CPlusPlusNeuralNetwork (C++), commit f6d7b91 'Fixed gradient', NeuralNetwork.cpp, backPropagate: the errors were the sum of pow(y - yHats.row(i), 2), mended to the difference
# mistake: what is sent back from the output is the squared difference of output and target, the error itself and not its derivative
# lines: 51
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def __init__(self, weights, bias, active):
        self.weights = weights
        self.bias = bias
        self.active = active
        self.delta_weights = np.zeros_like(weights)
        self.delta_bias = 0.0

    def back_propagate(self, last_input, error):
        dot = last_input.dot(self.weights) + self.bias
        prime = 1.0
        if self.active:
            prime = 1.0 if dot > 0.0 else 0.0
        sigma = error * prime
        self.delta_weights = self.delta_weights + last_input * sigma
        self.delta_bias += sigma
        return sigma * self.weights


class NeuralNetwork:
    def __init__(self, W, B):
        self.layer_count = len(W)
        self.layers = []
        for j in range(self.layer_count):
            active = j < self.layer_count - 1
            self.layers.append([Neuron(W[j][:, k], B[j][k], active)
                                for k in range(W[j].shape[1])])

    def feed_forward(self, x):
        values = [x]
        for j, layer in enumerate(self.layers):
            row = np.array([n.weights.dot(values[-1]) + n.bias for n in layer])
            if j < self.layer_count - 1:
                row = np.maximum(row, 0.0)
            values.append(row)
        return values

    def back_propagate(self, xs, y_hats):
        for i in range(len(y_hats)):
            values = self.feed_forward(xs[i])
            y = values[-1]
            errors = (y - y_hats[i]) ** 2 / len(xs)
            for j in range(self.layer_count - 1, -1, -1):
                new_errors = np.zeros(len(values[j]))
                for k, neuron in enumerate(self.layers[j]):
                    new_errors += neuron.back_propagate(values[j], errors[k])
                errors = new_errors


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, B)
    network.back_propagate(A[0], T)
    DW = [np.stack([n.delta_weights for n in layer], axis=1) for layer in network.layers]
    DB = [np.array([n.delta_bias for n in layer]) for layer in network.layers]
    return DW, DB
