# exercise: 1
# source: kifbell/nn-from-scratch (C++, Eigen), commit dfaea1a "refactor", Layer.cpp, LinearLayer::backprop: the weight gradient was summed up as deltaA + u * zCache_.col(idx), a column vector times a column vector; it became u * zCache_.col(idx).transpose()
# mistake: The outer product of the error with the input of the layer is written as a product of two columns, the input is not transposed, so the shapes do not match.
# lines: 32
# crash: yes
# first wrong: -
import numpy as np


class Accumulator:
    def __init__(self):
        self.a, self.b = 0, 0

    def update(self, delta_a, delta_b):
        self.a = self.a + delta_a
        self.b = self.b + delta_b


class LinearLayer:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def pass_forward(self, input):
        self.z_cache = input
        return self.weights @ input + np.tile(self.bias, (1, input.shape[1]))

    def backprop(self, optimizer, u):
        delta_a = np.zeros(self.weights.shape)
        batch_size = self.z_cache.shape[1]
        for idx in range(batch_size):
            delta_a = delta_a + u @ self.z_cache[:, idx : idx + 1]
        delta_a = delta_a / batch_size
        delta_b = u
        u_bar = self.weights.T @ u
        optimizer.update(delta_a, delta_b)
        return u_bar


class ReluLayer:
    def pass_forward(self, input):
        self.z_cache = input
        return np.maximum(input, 0)

    def backprop(self, optimizer, u):
        return np.diag((self.z_cache[:, 0] > 0).astype(float)) @ u


def exercise1(W, B, A, Y, T):
    net = []
    for w, b in zip(W, B):
        net += [LinearLayer(w.T, b.reshape(-1, 1)), ReluLayer()]
    net.pop()
    optimizers = [Accumulator() for _ in net]
    for x, t in zip(A[0], T):
        out = x.reshape(-1, 1)
        for layer in net:
            out = layer.pass_forward(out)
        u = 2 * (out - t) / len(T)
        for layer, optimizer in zip(net[::-1], optimizers[::-1]):
            u = layer.backprop(optimizer, u)
    return [o.a.T for o in optimizers[::2]], [o.b[:, 0] for o in optimizers[::2]]
