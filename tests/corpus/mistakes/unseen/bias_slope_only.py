# exercise: 1
# source: 8coolguy/distributed-backpropagation, commit 4ea45ac (C++): "Gradient not multiplied to bias causing wrong loss": _bias[row] -= learning_rate * output_derivatives[row]
# mistake: The gradient of a bias is only the slope of the activation; the gradient that comes from the layer above is not multiplied to it.
# lines: 32
# crash: no
# first wrong: DB[3]
import numpy as np


class Layer:
    def __init__(self, weights, outputs, last):
        self._weights = weights
        self._outputs = outputs
        self._last = last
        self.input_dim, self.output_dim = weights.shape
        self.grad_weights = np.zeros(weights.shape)
        self.grad_bias = np.zeros(self.output_dim)

    def derivative(self, sample):
        if self._last:
            return np.ones(self.output_dim)
        return np.array([1.0 if o > 0 else 0.0 for o in self._outputs[sample]])

    def backward(self, sample, activations, intermediate_gradient):
        output_derivatives = self.derivative(sample)
        error_term = np.zeros(self.input_dim)
        for row in range(self.output_dim):
            for col in range(self.input_dim):
                delta = output_derivatives[row] * intermediate_gradient[row]
                error_term[col] += self._weights[col, row] * delta
                self.grad_weights[col, row] += activations[col] * delta
            self.grad_bias[row] += output_derivatives[row]
        return error_term


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [Y]
    layers = [Layer(W[i], outs[i], i == len(W) - 1) for i in range(len(W))]
    batch = T.shape[0]
    for s in range(batch):
        gradient = [2.0 * (Y[s, o] - T[s, o]) / batch for o in range(T.shape[1])]
        for i in range(len(layers) - 1, -1, -1):
            gradient = layers[i].backward(s, A[i][s], gradient)
    return [l.grad_weights for l in layers], [l.grad_bias for l in layers]
