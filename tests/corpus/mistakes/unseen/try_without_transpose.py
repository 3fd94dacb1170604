# exercise: 1
# source: colin-cannell/numpy-neural-network (Python), commit fa35ee4 "improving optimization", dense.py, Dense.backward (brought in by a9a96af "fixed some miscalculations in dense"): a try block made the gradient of the input as np.dot(output_gradient, self.weights), and only when this failed with self.weights.T; it became np.dot(output_gradient, self.weights.T) without a try block
# mistake: The error is sent back through the weights without transposing them whenever the shapes allow it, which is so for the square weight matrices.
# lines: 22, 23, 24, 25
# crash: no
# first wrong: DW[1]
import numpy as np


class Dense:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, input):
        self.input = input.reshape(input.shape[0], -1)
        return np.dot(self.input, self.weights) + self.bias

    def backward(self, output_gradient):
        self.weights_gradient = np.dot(self.input.T, output_gradient)
        self.bias_gradient = np.sum(output_gradient, axis=0)
        try:
            input_gradient = np.dot(output_gradient, self.weights)
        except ValueError:
            input_gradient = np.dot(output_gradient, self.weights.T)
        return input_gradient


class Activation:
    def __init__(self, activation, derivative):
        self.activation = activation
        self.derivative = derivative

    def forward(self, input):
        self.input = input
        return self.activation(input)

    def backward(self, output_gradient):
        return np.multiply(output_gradient, self.derivative(self.input))


class ReLU(Activation):
    def __init__(self):
        super().__init__(lambda x: np.maximum(0, x), lambda x: np.where(x > 0, 1, 0))


class MeanSquaredErrorLoss:
    def backward(self, y_true, y_pred):
        return 2 * (y_pred - y_true) / y_true.shape[0]


def exercise1(W, B, A, Y, T):
    dense = [Dense(w, b) for w, b in zip(W, B)]
    network = []
    for layer in dense:
        network += [layer, ReLU()]
    network.pop()
    output = A[0]
    for layer in network:
        output = layer.forward(output)
    gradient = MeanSquaredErrorLoss().backward(T, output)
    for layer in reversed(network):
        gradient = layer.backward(gradient)
    return [d.weights_gradient for d in dense], [d.bias_gradient for d in dense]
