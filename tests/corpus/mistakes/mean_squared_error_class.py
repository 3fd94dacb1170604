# exercise: 1
# source: vornao/neural-network-from-scratch, commit 7fae825 (losses.py, MeanSquaredError.backward)
# mistake: The derivative of the loss is averaged over the samples to one number, which then stands for the error of every sample.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np


class Loss:
    def loss(self, pred, labels):
        raise NotImplementedError

    def backward(self, pred, labels):
        raise NotImplementedError


class MeanSquaredError(Loss):
    def loss(self, pred, labels):
        return np.mean(np.square(pred - labels))

    def backward(self, pred, labels):
        return 2 * np.mean(pred - labels)


class ReLU:
    def derivative(self, x):
        return 1.0 * (x > 0)


class Linear:
    def derivative(self, x):
        return np.ones_like(x)


class Layer:
    def __init__(self, W, last_input, last_output, activation):
        self.W, self.last_input, self.last_output = W, last_input, last_output
        self.activation = activation

    def deltas(self, deltas):
        dl = deltas * self.activation.derivative(self.last_output)
        self.delta_w = self.last_input.T @ dl
        self.delta_b = dl.sum(axis=0)
        return dl @ self.W.T


def exercise1(W, B, A, Y, T):
    net = []
    for i, w in enumerate(W):
        last = i + 1 == len(W)
        net.append(Layer(w, A[i], Y if last else A[i + 1], Linear() if last else ReLU()))
    d = MeanSquaredError().backward(Y, T)
    for layer in reversed(net):
        d = layer.deltas(d)
    return [layer.delta_w for layer in net], [layer.delta_b for layer in net]
