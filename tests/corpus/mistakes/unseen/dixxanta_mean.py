# exercise: 1
# source: dixxanta08/neural-network-from-scratch, commit eb0d6f2 "step 21: implement softmax and CCE loss" (compute_gradients): layer.grad_bias = np.mean(self.deltas[i], axis=0), np.sum in step 22
# mistake: the gradient of the biases is the mean of the deltas over the samples, although the division by the number of samples is in the deltas already
# lines: 32
# crash: no
# first wrong: DB[3]
import numpy as np


class NeuralNetwork:
    def __init__(self, W, A):
        self.W = W
        self.A = A
        self.deltas = [None] * len(W)
        self.grad_weights = [None] * len(W)
        self.grad_bias = [None] * len(W)

    def relu(self, x, derivate=False):
        if derivate:
            return np.where(x > 0, 1.0, 0.0)
        return np.maximum(0, x)

    def backward(self, targets, result):
        self.deltas[-1] = 2 / len(targets) * (result - targets)
        for i in reversed(range(len(self.W) - 1)):
            hidden = self.deltas[i + 1] @ self.W[i + 1].T
            self.deltas[i] = hidden * self.relu(self.A[i + 1], derivate=True)

    def compute_gradients(self):
        for i in range(len(self.W)):
            self.grad_weights[i] = self.A[i].T @ self.deltas[i]
            self.grad_bias[i] = np.mean(self.deltas[i], axis=0)


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, A)
    network.backward(T, Y)
    network.compute_gradients()
    return network.grad_weights, network.grad_bias
