# exercise: 1
# source: mrousavy/BrabeNetz (C++), issue 3 "Fix backpropagation" and commit c6b3af3 "New output error formula (just delta)"
# mistake: The error of an output neuron is half the squared difference, the loss itself, and not its derivative.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


class network:
    def __init__(self, weights, biases):
        self.weights_ = weights
        self.biases_ = biases
        self.layers_count_ = len(weights) + 1

    def adjust(self, layers, actual_output, expected_output):
        errors = [None] * self.layers_count_
        count = expected_output.shape[0]
        # Backpropagation loop for the output layer only
        errors[-1] = (actual_output - expected_output) * (actual_output - expected_output) / 2
        errors[-1] = errors[-1] * 2 / count
        # Hidden layers, from the last to the first
        for i in range(self.layers_count_ - 2, 0, -1):
            neuron_error = np.zeros(layers[i].shape)
            for n in range(layers[i].shape[1]):
                for nn in range(errors[i + 1].shape[1]):
                    neuron_error[:, n] += self.weights_[i][n][nn] * errors[i + 1][:, nn]
            errors[i] = neuron_error * self.squash_derivative(layers[i])
        nudge = [layers[i].T @ errors[i + 1] for i in range(self.layers_count_ - 1)]
        return nudge, [np.sum(e, 0) for e in errors[1:]]

    @staticmethod
    def squash_derivative(value):
        return (value > 0) * 1.0


def exercise1(W, B, A, Y, T):
    return network(W, B).adjust(A, Y, T)
