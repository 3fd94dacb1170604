# exercise: 1
# source: mcaimi/dnn-from-scratch (C), commit 8c2c936 "Fixed memory & backpropagation bugs": leakyreluBackPropagation set gradient[o] = n->alpha or gradient[o] = 1; it became gradient[o] *= n->alpha, and nothing for positive outputs
# mistake: The slope of the activation is written into the gradient vector in place of being multiplied with what is there.
# lines: 37, 39
# crash: no
# first wrong: DW[2]
import numpy as np


class Linear:
    def __init__(self, weights, bias):
        self.weights = weights
        self.grad_weights = np.zeros(weights.shape)
        self.grad_bias = np.zeros(bias.shape)


class LeakyRelu:
    def __init__(self, dimensions, alpha):
        self.output_dimensions = dimensions
        self.alpha = alpha


def linear_backpropagation(n, inputs, gradient):
    input_dimensions, output_dimensions = n.weights.shape
    updated = np.zeros(input_dimensions)
    for o in range(output_dimensions):
        n.grad_bias[o] += gradient[o]
        for i in range(input_dimensions):
            n.grad_weights[i, o] += inputs[i] * gradient[o]
            updated[i] += n.weights[i, o] * gradient[o]
    return updated


def leakyrelu_backpropagation(n, outputs, gradient):
    for o in range(n.output_dimensions):
        if outputs[o] <= 0:
            gradient[o] = n.alpha
        else:
            gradient[o] = 1
    return gradient


def mse_gradient(output, label, samples):
    return 2.0 * (output - label) / samples


def exercise1(W, B, A, Y, T):
    linears = [Linear(w, b) for w, b in zip(W, B)]
    relus = [LeakyRelu(w.shape[0], 0.0) for w in W]
    for idx in range(len(Y)):
        gradient = mse_gradient(Y[idx], T[idx], len(Y))
        for layer in range(len(linears) - 1, -1, -1):
            gradient = linear_backpropagation(linears[layer], A[layer][idx], gradient)
            if layer > 0:
                gradient = leakyrelu_backpropagation(relus[layer], A[layer][idx], gradient)
    return [n.grad_weights for n in linears], [n.grad_bias for n in linears]
