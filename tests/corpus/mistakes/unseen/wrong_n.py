# exercise: 1
# source: leonardoaraujosantos/Matlab_CS231N, commit 1c37153 "Fixing way to calculate N on InnerProduct backpropagation": N was the size of the last dimension of the input
# mistake: N, by which every layer divides, is the number of inputs of the layer and not the number of samples.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


class InnerProductLayer:
    def __init__(self, weights, previous_input):
        self.weights = weights
        self.previous_input = previous_input
        self.grads = {}

    def backward(self, dout):
        n = self.previous_input.shape[-1]
        self.grads["w"] = self.previous_input.T.dot(dout) / n
        self.grads["b"] = np.sum(dout, axis=0) / n
        return dout.dot(self.weights.T)


class ReluLayer:
    def __init__(self, activations):
        self.previous_input = activations

    def backward(self, dout):
        dx = dout.copy()
        dx[self.previous_input <= 0] = 0
        return dx


def exercise1(W, B, A, Y, T):
    stack = [InnerProductLayer(W[0], A[0])]
    for w, a in zip(W[1:], A[1:]):
        stack += [ReluLayer(a), InnerProductLayer(w, a)]
    dout = 2 * (Y - T)
    for layer in reversed(stack):
        dout = layer.backward(dout)
    inner = stack[::2]
    return [layer.grads["w"] for layer in inner], [layer.grads["b"] for layer in inner]
