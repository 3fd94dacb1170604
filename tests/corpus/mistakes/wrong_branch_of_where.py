# exercise: 1
# source: denggaoshan/DeepLearningStudy, issue 1 (in Chinese): the backward of relu should be 1 above 0 and 0 below
# mistake: The two branches of where are exchanged: the signal passes where the unit is off, and not where it is on.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


class ReluLayer:
    def __init__(self, out):
        self.out = out

    def backward(self, d):
        return np.where(self.out > 0, np.zeros_like(d), d)


class DenseLayer:
    def __init__(self, x, w):
        self.x = x
        self.w = w

    def backward(self, d):
        self.dw = np.dot(self.x.T, d)
        self.db = d.sum(axis=0)
        return np.dot(d, self.w.T)


def exercise1(W, B, A, Y, T):
    stack = []
    for i in range(4):
        stack.append(DenseLayer(A[i], W[i]))
        if i < 3:
            stack.append(ReluLayer(A[i + 1]))
    d = 2 * (Y - T) / len(Y)
    for layer in reversed(stack):
        d = layer.backward(d)
    dense = [layer for layer in stack if hasattr(layer, "w")]
    return [layer.dw for layer in dense], [layer.db for layer in dense]
