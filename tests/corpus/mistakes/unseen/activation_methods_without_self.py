# exercise: 1
# source: etnms/Neural-Network-From-Scratch (Python), commit 4c224cb "fixed derivative of tanh in tanh activation function + impleted it in create_layer", activation/activation.py: ActivationTanh had forward(input) and backward(input) without self, which returned the value and the bare derivative; they became forward(self, input), which sets self.output, and backward(self, dvalues), which sets self.dvalues = dvalues * (1 - self.output ** 2). Here with ReLU
# mistake: The methods of the activation have no self, and they return the function and its bare derivative, while the network calls them on an object and expects output and dvalues to be set, with the incoming gradient multiplied in.
# lines: 34, 35, 37, 38
# crash: yes
# first wrong: -
import numpy as np


class LayerDense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0)
        self.dinputs = np.dot(dvalues, self.weights.T)


class ActivationLinear:
    def forward(self, inputs):
        self.output = inputs

    def backward(self, dvalues):
        self.dvalues = dvalues.copy()


class ActivationReLU:
    def forward(input):
        return np.maximum(0, input)

    def backward(input):
        return np.where(input > 0, 1, 0)


def forward_and_backward_pass(layers, activations, data_X, data_y):
    output = data_X
    for layer, activation in zip(layers, activations):
        layer.forward(output)
        activation.forward(layer.output)
        output = activation.output
    dvalues = 2 * (output - data_y) / len(data_y)
    for layer, activation in zip(reversed(layers), reversed(activations)):
        activation.backward(dvalues)
        layer.backward(activation.dvalues)
        dvalues = layer.dinputs


def exercise1(W, B, A, Y, T):
    layers = [LayerDense(w, b) for w, b in zip(W, B)]
    activations = [ActivationReLU(), ActivationReLU(), ActivationReLU(), ActivationLinear()]
    forward_and_backward_pass(layers, activations, A[0], T)
    return [layer.dweights for layer in layers], [layer.dbiases for layer in layers]
