# exercise: 1
# source: MatthieuHernandez/StraightforwardNeuralNetwork (C++), pull request 18 "Fix the calculation of the error": "Now the value used ... is the derivative of the squared error"
# mistake: The squared error is sent back, not its derivative.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np


class Output:
    def __init__(self, outputs, desired):
        self.outputs, self.desired = outputs, desired

    def calculate_error(self):
        e = self.outputs - self.desired
        return e**2 / len(e)


class Perceptrons:
    def __init__(self, weights, inputs, outputs):
        self.weights, self.inputs, self.outputs = weights, inputs, outputs

    def train(self, errors):
        self.errors = errors
        self.delta_weights = np.einsum("ni,no->io", self.inputs, errors)
        self.delta_bias = np.einsum("no->o", errors)

    def back_output(self):
        return np.einsum("no,io->ni", self.errors, self.weights)


def exercise1(W, B, A, Y, T):
    layers = [Perceptrons(*p) for p in zip(W, A, A[1:] + [Y])]
    error = Output(Y, T).calculate_error()
    layers[-1].train(error)
    for below, above in zip(layers[-2::-1], layers[:0:-1]):
        below.train(np.where(below.outputs > 0, above.back_output(), 0))
    return [l.delta_weights for l in layers], [l.delta_bias for l in layers]
