# exercise: 1
# source: Pranavhc/Deep-Learning-from-Scratch (Python, numpy), commit 689f6e6 'corrected MSE loss function', nn/losses.py: grad returned 2 * (y_pred - y_true) / np.size(y_true), and was 'corrected' to -(y_pred - y_true)
# mistake: The derivative of the loss is -(y_pred - y_true): the sign is turned round, and the factor 2 and the division by the number of values are gone.
# lines: 44
# crash: no
# first wrong: DW[3]
import numpy as np

class Layer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, output_gradient):
        raise NotImplementedError

class Dense(Layer):
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, input):
        self.input = input
        return np.dot(self.input, self.weights) + self.bias

    def backward(self, output_gradient):
        self.weights_gradient = np.dot(self.input.T, output_gradient)
        self.bias_gradient = np.sum(output_gradient, axis=0)
        return np.dot(output_gradient, self.weights.T)

class ReLu(Layer):
    def forward(self, input):
        self.input = input
        return np.maximum(0, self.input)

    def backward(self, output_gradient):
        grad = np.where(self.input < 0, 0, 1)
        return np.multiply(output_gradient, grad)

class MSE:
    def __call__(self, y_true, y_pred):
        return np.mean(np.power(y_true - y_pred, 2))

    def grad(self, y_true, y_pred):
        return -(y_pred - y_true)

def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers += [Dense(w, b), ReLu()]
    layers.pop()
    output = A[0]
    for layer in layers:
        output = layer.forward(output)
    grad = MSE().grad(T, output)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    dense = [layer for layer in layers if isinstance(layer, Dense)]
    return [d.weights_gradient for d in dense], [d.bias_gradient for d in dense]
