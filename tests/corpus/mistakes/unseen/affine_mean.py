# exercise: 1
# source: a public class Affine in the manner of 'Deep Learning from Scratch': self.dW = np.dot(self.x.T, diff), self.db = np.mean(diff, axis=0)
# mistake: The gradient of the biases is the mean over the samples and not the sum, although the signal is divided by their number already.
# lines: 19
# crash: no
# first wrong: DB[3]
import numpy as np


class Affine:
    def __init__(self, W, b, x):
        self.W, self.b, self.x = W, b, x
        self.dW = None
        self.db = None

    def backward(self, diff):
        dx = np.dot(diff, self.W.T)
        self.dW = np.dot(self.x.T, diff)
        self.db = np.mean(diff, axis=0)
        return dx


class ReLU:
    def __init__(self, out):
        self.mask = out <= 0

    def backward(self, diff):
        dx = diff.copy()
        dx[self.mask] = 0
        return dx


def exercise1(W, B, A, Y, T):
    affines = [Affine(w, b, a) for w, b, a in zip(W, B, A)]
    layers = [affines[0]]
    for i in range(1, 4):
        layers += [ReLU(A[i]), affines[i]]

    diff = 2 * (Y - T) / T.shape[0]
    for layer in reversed(layers):
        diff = layer.backward(diff)
    return [f.dW for f in affines], [f.db for f in affines]
