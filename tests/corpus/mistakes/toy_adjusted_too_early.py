# exercise: 1
# source: CodingTrain/Toy-Neural-Network-JS, issue 72 (JavaScript): "you are updating your weights too early, you are using the new weights to calculate deltas for previous weights"
# mistake: The weights are adjusted before the errors of the layer below are computed with them.
# lines: 35
# crash: no
# first wrong: DW[2]
import numpy as np


class Matrix:
    @staticmethod
    def multiply(a, b):
        return a @ b

    @staticmethod
    def transpose(a):
        return a.T


class NeuralNetwork:
    learning_rate = 0.1

    def __init__(self, W, B):
        self.weights = [w.copy() for w in W]
        self.bias = [b.copy() for b in B]

    def train(self, layers, outputs, targets):
        gradients, weights_deltas = {}, {}
        errors = 2 * (outputs - targets) / targets.size
        for i in reversed(range(len(self.weights))):
            # Calculate deltas
            weights_deltas[i] = Matrix.multiply(Matrix.transpose(layers[i]), errors)
            gradients[i] = errors.sum(axis=0)
            # Adjust the weights by deltas, the bias by its gradient
            self.weights[i] -= self.learning_rate * weights_deltas[i]
            self.bias[i] -= self.learning_rate * gradients[i]
            # Calculate the errors of the layer before
            errors = Matrix.multiply(errors, Matrix.transpose(self.weights[i]))
            errors = errors * (layers[i] > 0)
        return weights_deltas, gradients


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork(W, B)
    dw, db = nn.train(A, Y, T)
    n = len(W)
    return [dw[i] for i in range(n)], [db[i] for i in range(n)]
