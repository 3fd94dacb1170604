# exercise: 1
# source: 2NN300HU/Java-Neural-Network (Java), commit 8e0dbdc "Fix backpropagation", OutputLayer.java: the label was subtracted from outputActivate in place, and only after that the derivative was taken from outputActivate; the line with the derivative moved above the subtraction (translated to ReLU layers, whose activations are replaced by the error)
# mistake: The error is written into the array of the activations before the derivative is computed from this array, so the derivative of ReLU depends on the sign of the error and not on that of the activation.
# lines: 39, 40
# crash: no
# first wrong: DW[2]
import numpy as np


class ReLU:
    def activate(self, output):
        return np.maximum(output, 0)

    def derivative(self, output, outputActivate):
        return np.where(outputActivate > 0, 1.0, 0.0)


class Identity:
    def activate(self, output):
        return output.copy()

    def derivative(self, output, outputActivate):
        return np.ones_like(outputActivate)


class Layer:
    def __init__(self, function, weight, bias):
        self.function = function
        self.weight = weight
        self.bias = bias

    def feedforward(self, inputs):
        self.input = inputs
        self.output = inputs.dot(self.weight) + self.bias
        self.outputActivate = self.function.activate(self.output)
        return self.outputActivate

    def backpropagation(self, error):
        self.outputActivate[:] = error
        self.output = self.function.derivative(self.output, self.outputActivate)
        deltaBias = self.outputActivate * self.output
        batchSize, inputSize = self.input.shape
        result = np.zeros((batchSize, inputSize))
        self.deltaWeight = np.zeros_like(self.weight)
        for i in range(batchSize):
            for k in range(inputSize):
                self.deltaWeight[k] += self.input[i][k] * deltaBias[i]
                result[i][k] = deltaBias[i].dot(self.weight[k])
        self.deltaBias = deltaBias.sum(axis=0)
        return result


def exercise1(W, B, A, Y, T):
    functions = [ReLU() for _ in W[:-1]] + [Identity()]
    layers = [Layer(f, w, b) for f, w, b in zip(functions, W, B)]
    out = A[0]
    for layer in layers:
        out = layer.feedforward(out)
    error = (out - T) * 2 / len(T)
    for layer in layers[::-1]:
        error = layer.backpropagation(error)
    return [layer.deltaWeight for layer in layers], [layer.deltaBias for layer in layers]
