# exercise: 1
# source: jeffheaton/encog-java-core, issue 243 "Activation function from a wrong layer" (GradientWorker)
# mistake: The activation function is looked up at the index of the layer above, so one hidden layer is treated as linear.
# lines: 39
# crash: no
# first wrong: DW[2]
import numpy as np


class ActivationReLU:
    def derivative_function(self, a):
        return np.where(a > 0, 1.0, 0.0)


class ActivationLinear:
    def derivative_function(self, a):
        return 1.0


class GradientWorker:
    def __init__(self, weights, layer_output, activation_functions):
        self.weights = weights
        self.layer_output = layer_output
        self.activation_functions = activation_functions  # one for every layer, the input too
        self.layer_delta = {}

    def process(self, actual, ideal):
        end = len(self.weights)
        self.layer_delta[end] = 2.0 * (actual - ideal) / len(ideal)
        for level in range(end - 1, 0, -1):
            self.process_level(level)
        w = [self.layer_output[i].T.dot(self.layer_delta[i + 1]) for i in range(end)]
        b = [self.layer_delta[i + 1].sum(axis=0) for i in range(end)]
        return w, b

    def process_level(self, current_level):
        from_layer = current_level + 1
        to_layer = current_level
        activation = self.activation_functions[from_layer]
        sums = self.layer_delta[from_layer].dot(self.weights[to_layer].T)
        output = self.layer_output[to_layer]
        self.layer_delta[to_layer] = sums * activation.derivative_function(output)


def exercise1(W, B, A, Y, T):
    functions = [ActivationLinear()] + [ActivationReLU() for _ in range(3)] + [ActivationLinear()]
    return GradientWorker(W, A, functions).process(Y, T)
