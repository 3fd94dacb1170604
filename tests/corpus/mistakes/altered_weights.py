# exercise: 1
# source: kim-marcel/basic_neural_network, issue 7 "wrong hidden error computation" (Java)
# mistake: The weights are replaced by the corrected ones before the error is sent through them to the layer below.
# lines: 28, 29
# crash: no
# first wrong: DW[2]
import numpy

LEARNING_RATE = 0.125


class Matrices:
    def __init__(self, W, B, layers, output):
        self.weights = [w.copy() for w in W]
        self.biases = [b.copy() for b in B]
        self.layers = layers
        self.output = output

    def train(self, target):
        n = len(self.weights) + 1
        weightGradients = [None] * len(self.weights)
        biasGradients = [None] * len(self.weights)
        errors = (self.output - target) * 2 / target.size
        while n > 1:
            deltas = numpy.matmul(self.layers[n - 2].T, errors)
            weightGradients[n - 2] = deltas
            biasGradients[n - 2] = errors.sum(0)
            self.weights[n - 2] = self.weights[n - 2] - LEARNING_RATE * deltas
            previousError = numpy.matmul(errors, self.weights[n - 2].T)
            self.biases[n - 2] = self.biases[n - 2] - LEARNING_RATE * errors.sum(0)
            if n > 2:
                errors = previousError * (self.layers[n - 2] > 0)
            n -= 1
        return weightGradients, biasGradients


def exercise1(W, B, A, Y, T):
    return Matrices(W, B, A, Y).train(T)
