# exercise: 1
# source: MatthieuHernandez/StraightforwardNeuralNetwork, pull request 18 "Fix the calculation of the error" (C++): only now it is the derivative of the squared error that is sent back
# mistake: The squared error itself is sent back through the network in place of its derivative.
# lines: 13
# crash: no
# first wrong: DW[3]
import numpy as np


class ErrorFunction:
    @staticmethod
    def calculateErrors(outputs, targets):
        return np.square(outputs - targets) / targets.size


class AllToAll:
    def __init__(self, weights, isInput):
        self.weights = weights
        self.isInput = isInput
        self.weightGradient = None
        self.biasGradient = None

    def backOutput(self, inputs, errors):
        self.weightGradient = np.tensordot(inputs, errors, axes=(0, 0))
        self.biasGradient = np.add.reduce(errors)
        if self.isInput:
            return None
        backErrors = np.inner(errors, self.weights)
        backErrors[inputs == 0] = 0
        return backErrors


def exercise1(W, B, A, Y, T):
    layers = [AllToAll(w, isInput=i == 0) for i, w in enumerate(W)]
    errors = ErrorFunction.calculateErrors(Y, T)
    for layer, inputs in zip(layers[::-1], A[::-1]):
        errors = layer.backOutput(inputs, errors)
    return list(map(lambda l: l.weightGradient, layers)), list(map(lambda l: l.biasGradient, layers))
