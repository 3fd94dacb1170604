# exercise: 1
# source: Joaomlg/neural-network-from-scratch, commit e6fe5ba "OutputLayer backward gradients fixed"
# mistake: The bias gradient of the output layer is a mean over the samples, where the hidden layers have the sum.
# lines: 34
# crash: no
# first wrong: DB[3]
import numpy as np


class DenseLayer:
    def __init__(self, weights, bias, input_data, output):
        self.weights = weights
        self.bias = bias
        self.input_data = input_data
        self.output = output
        self.next_layer = None

    def backward(self):
        pre_activation_gradient = self.next_layer.gradient * (self.output > 0)
        self.weight_gradient = self.input_data.T @ pre_activation_gradient
        self.bias_gradient = pre_activation_gradient.sum(axis=0)
        self.gradient = pre_activation_gradient @ self.weights.T


class OutputLayer(DenseLayer):
    def cost(self, target, derivative=False):
        if derivative:
            return 2 * (self.output - target) / len(target)
        return np.mean((self.output - target) ** 2)

    def backward(self, target):
        pre_activation_gradient = self.cost(target, derivative=True)
        self.weight_gradient = self.input_data.T @ pre_activation_gradient
        self.bias_gradient = pre_activation_gradient.mean(axis=0)
        self.gradient = pre_activation_gradient @ self.weights.T


def exercise1(W, B, A, Y, T):
    outputs = A[1:] + [Y]
    layers = [DenseLayer(W[i], B[i], A[i], outputs[i]) for i in range(3)]
    layers.append(OutputLayer(W[3], B[3], A[3], Y))
    for layer, next_layer in zip(layers, layers[1:]):
        layer.next_layer = next_layer

    layers[-1].backward(T)
    for layer in layers[-2::-1]:
        layer.backward()
    return [layer.weight_gradient for layer in layers], [layer.bias_gradient for layer in layers]
