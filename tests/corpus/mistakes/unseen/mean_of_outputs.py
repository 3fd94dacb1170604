# exercise: 1
# source: a public class MeanSquaredError (Python): backward returns np.mean(2 * (y_pred - y_true), axis=1, keepdims=True), while forward takes the mean over everything
# mistake: The derivative of the loss takes the mean over the outputs of a sample (axis 1) and is not divided by the number of samples.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


class MeanSquaredError:
    def forward(self, y_pred, y_true):
        self.y_pred, self.y_true = y_pred, y_true
        return np.mean((y_pred - y_true) ** 2)

    def backward(self):
        error = 2 * (self.y_pred - self.y_true)
        return np.mean(error, axis=1, keepdims=True)


class Dense:
    def __init__(self, weights, inputs):
        self.weights, self.inputs = weights, inputs

    def backward(self, grad):
        self.grad_weights = self.inputs.T @ grad
        self.grad_bias = np.sum(grad, axis=0)
        return grad @ self.weights.T


def exercise1(W, B, A, Y, T):
    loss = MeanSquaredError()
    loss.forward(Y, T)
    grad = loss.backward()

    layers = [Dense(w, a) for w, a in zip(W, A)]
    for i, layer in reversed(list(enumerate(layers))):
        grad = layer.backward(grad)
        if i > 0:
            grad = grad * (layer.inputs > 0)
    return [d.grad_weights for d in layers], [d.grad_bias for d in layers]
