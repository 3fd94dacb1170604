# exercise: 1
# source: OpenANN/OpenANN, issue 76 and pull request 77 "Fix RBM backprop" (C++): "The gradient of the bias is always 0"
# mistake: bd is filled with zeros once and never computed in backpropagate.
# lines: 14, 17
# crash: no
# first wrong: DB[3]
import numpy as np


class FullyConnected:
    def __init__(self, W, b):
        self.W = W
        self.Wd = np.zeros_like(W)
        self.bd = np.zeros_like(b)

    def backpropagate(self, x, deltas, backpropToPrevious):
        self.Wd[...] = x.T.dot(deltas)
        if backpropToPrevious:
            return deltas.dot(self.W.T)


class Rectifier:
    def backpropagate(self, y, e):
        return np.multiply(e, y > 0.0)


def exercise1(W, B, A, Y, T):
    layers = [FullyConnected(w, b) for w, b in zip(W, B)]
    rectifier = Rectifier()
    e = (Y - T) * 2.0 / Y.shape[0]
    for l in range(len(layers) - 1, -1, -1):
        e = layers[l].backpropagate(A[l], e, backpropToPrevious=l > 0)
        if l > 0:
            e = rectifier.backpropagate(A[l], e)
    return [layer.Wd for layer in layers], [layer.bd for layer in layers]
