# exercise: 1
# source: lucaswychan/neuralnet-cpp (C++), commit 1e60b20 "fix: correct the backward and change forward implementation", relu.cpp: backward made a tensor of zeros, wrote 0 where the cached input is not positive, and returned it without having used grad_output; it became grad_output times a mask that forward keeps
# mistake: The gradient that ReLU hands back starts with zeros, is set to zero where the input is not positive, and is never filled with the incoming gradient elsewhere, so nothing gets through.
# lines: 33, 36, 37, 38
# crash: no
# first wrong: DW[2]
import numpy as np


class Linear:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.grad_weights = None
        self.grad_biases = None

    def forward(self, input):
        self.input_cache = input
        return input @ self.weights + self.biases

    def backward(self, grad_output):
        self.grad_weights = self.input_cache.T @ grad_output
        self.grad_biases = grad_output.sum(axis=0)
        return grad_output @ self.weights.T


class ReLU:
    def forward(self, input):
        self.input_cache = input
        return np.where(input > 0.0, input, 0.0)

    def backward(self, grad_output):
        grad = np.zeros(grad_output.shape)
        for i in range(self.input_cache.shape[0]):
            for j in range(self.input_cache.shape[1]):
                if self.input_cache[i, j] <= 0.0:
                    grad[i, j] = 0.0
        return grad


class MSE:
    def forward(self, Y_hat, Y):
        self.diff = Y_hat - Y
        return (self.diff ** 2).mean()

    def backward(self):
        return 2.0 * self.diff / self.diff.size


class MLP:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


def exercise1(W, B, A, Y, T):
    linear = [Linear(w, b) for w, b in zip(W, B)]
    mlp = MLP([linear[0], ReLU(), linear[1], ReLU(), linear[2], ReLU(), linear[3]])
    loss = MSE()
    loss.forward(mlp.forward(A[0]), T)
    mlp.backward(loss.backward())
    return [l.grad_weights for l in linear], [l.grad_biases for l in linear]
