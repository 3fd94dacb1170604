# exercise: 1
# source: jeffheaton/encog-dotnet-core, issue 124 "Wrong derivative in RELU Activation": "You have the Sigmoid Derivative in the RELU Activation class" (C#)
# mistake: The class of ReLU has the derivative of the sigmoid, computed from the pre-activation.
# lines: 17, 18
# crash: no
# first wrong: DW[2]
import numpy as np


class ActivationReLU:
    low = 0.0

    def activation_function(self, d):
        return np.where(d <= self.low, self.low, d)

    def derivative_function(self, b, a):
        s = 1.0 / (1.0 + np.exp(-b))
        return s * (1.0 - s)


class Level:
    def __init__(self, weights, bias, before):
        self.weights, self.before = weights, before
        self.sums = before @ weights + bias


def exercise1(W, B, A, Y, T):
    activation = ActivationReLU()
    levels = [Level(w, b, a) for w, b, a in zip(W, B, A)]
    layer_delta = 2 * (Y - T) / len(T)
    gradients, bias_gradients = [], []
    for number in range(len(levels) - 1, -1, -1):
        level = levels[number]
        gradients.append(level.before.T @ layer_delta)
        bias_gradients.append(layer_delta.sum(axis=0))
        if number > 0:
            lower = levels[number - 1]
            after = activation.activation_function(lower.sums)
            slope = activation.derivative_function(lower.sums, after)
            layer_delta = layer_delta @ level.weights.T * slope
    return gradients[::-1], bias_gradients[::-1]
