# exercise: 1
# source: ahmedesmailmehanna/Neural-Network-Cpp (C++), commit 4fbe0fd "fixed backprop issues", src/dense_layer.cpp, backward: d_output = error.applyFunction(activation derivative); it became error times the derivative at the output
# mistake: The derivative of the activation is taken at the incoming error, and stands in its place; it should be taken at the output of the layer and multiplied with the error.
# lines: 46
# crash: no
# first wrong: DW[3]
import numpy as np


class ReLUFunction:
    def activate(self, x):
        return np.where(x > 0, x, 0.0)

    def derivative(self, x):
        return np.where(x > 0, 1.0, 0.0)


class LinearFunction:
    def activate(self, x):
        return x

    def derivative(self, x):
        return np.ones_like(x)


class BaseLayer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, error):
        raise NotImplementedError


class DenseLayer(BaseLayer):
    def __init__(self, weights, biases, activation):
        self.weights = weights
        self.biases = biases
        self.activation = activation

    def forward(self, input):
        self.input = input
        self.output = self.activation.activate(input @ self.weights + self.biases)
        return self.output

    def backward(self, error):
        d_output = self.activation.derivative(error)
        self.d_weights = self.input.T @ d_output
        self.d_biases = d_output.sum(axis=0)
        return d_output @ self.weights.T


def exercise1(W, B, A, Y, T):
    layers = []
    for i in range(len(W)):
        function = LinearFunction() if i == len(W) - 1 else ReLUFunction()
        layers.append(DenseLayer(W[i], B[i], function))
    output = A[0]
    for layer in layers:
        output = layer.forward(output)
    error = 2 * (Y - T) / Y.size
    for layer in reversed(layers):
        error = layer.backward(error)
    return [layer.d_weights for layer in layers], [layer.d_biases for layer in layers]
