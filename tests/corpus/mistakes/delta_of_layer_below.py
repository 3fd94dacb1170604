# exercise: 1
# source: hanbt/learn_dl, issue 23 (in Chinese): W_grad and b_grad from self.delta, which belongs to the layer below
# mistake: The bias gradient is taken from self.delta, the signal that goes to the layer below, and not from the delta_array that came in.
# lines: 18
# crash: no
# first wrong: DB[3]
import numpy as np


class FullConnectedLayer:
    def __init__(self, W, input):
        self.W = W
        self.input = input

    def backward(self, delta_array):
        self.delta = np.dot(delta_array, self.W.T) * (self.input > 0)
        self.W_grad = np.dot(self.input.T, delta_array)
        self.b_grad = self.delta.sum(axis=0)


def exercise1(W, B, A, Y, T):
    layers = [FullConnectedLayer(w, a) for w, a in zip(W, A)]
    delta = (Y - T) * 2 / len(T)
    for layer in layers[::-1]:
        layer.backward(delta)
        delta = layer.delta
    return [layer.W_grad for layer in layers], [layer.b_grad for layer in layers]
