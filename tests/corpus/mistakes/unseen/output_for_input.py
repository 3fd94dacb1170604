# exercise: 1
# source: thmasq/dnn-from-scratch (Rust), commit 878a306 "Bug fixes on the fully connected layer": let d_weights = self.output.t().dot(&d_values) became self.input.t().dot(&d_values)
# mistake: The gradient of the weights is made with the output of the layer itself, not with its input, so its shape does not fit where a layer has fewer inputs than outputs.
# lines: 34
# crash: yes
# first wrong: -
import numpy as np


class FullyConnected:
    def __init__(self, weights, biases, activation):
        self.weights = weights
        self.biases = biases
        self.activation = activation
        self.input = None
        self.output = None
        self.weights_grad = np.zeros_like(weights)
        self.biases_grad = np.zeros_like(biases)

    def forward(self, inputs):
        self.input = inputs
        z = inputs.dot(self.weights) + self.biases
        if self.activation == "relu":
            self.output = np.maximum(z, 0.0)
        elif self.activation == "linear":
            self.output = z
        else:
            raise ValueError("Invalid activation function passed. Use either relu or linear.")
        return self.output

    def backward(self, d_values):
        if self.activation == "relu":
            d_values = d_values * (self.output > 0.0)
        d_weights = self.output.T.dot(d_values)
        d_biases = d_values.sum(axis=0)
        d_inputs = d_values.dot(self.weights.T)
        self.weights_grad += d_weights
        self.biases_grad += d_biases
        return d_inputs


def exercise1(W, B, A, Y, T):
    last = len(W) - 1
    layers = [FullyConnected(W[i], B[i], "linear" if i == last else "relu") for i in range(len(W))]
    y_pred = A[0]
    for layer in layers:
        y_pred = layer.forward(y_pred)
    d_values = 2.0 * (y_pred - T) / T.shape[0]
    for layer in reversed(layers):
        d_values = layer.backward(d_values)
    return [layer.weights_grad for layer in layers], [layer.biases_grad for layer in layers]
