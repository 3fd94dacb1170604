# exercise: 1
# source: danksup/nn-from-scratch, commit 2f44119 "bug in backprop": layernorm1.backward was called before attention.backward
# mistake: In a block, the backward of the linear layer is called before that of the ReLU behind it.
# lines: 34, 35
# crash: no
# first wrong: DW[2]
import numpy as np


class Linear:
    def __init__(self, w, x, first):
        self.w, self.x, self.first = w, x, first

    def backward(self, gradient):
        self.dw = self.x.T @ gradient
        self.db = np.sum(gradient, axis=0)
        return None if self.first else gradient @ self.w.T


class ReLU:
    def __init__(self, out):
        self.out = out

    def backward(self, gradient):
        return None if gradient is None else gradient * (self.out > 0)


class Block:
    def __init__(self, w, x, out, first=False):
        self.linear = Linear(w, x, first)
        self.relu = ReLU(out)

    def backward(self, gradient):
        self.d_lin = self.linear.backward(gradient)
        self.d_relu = self.relu.backward(self.d_lin)
        return self.d_relu


def exercise1(W, B, A, Y, T):
    blocks = [Block(W[i], A[i], A[i + 1], i == 0) for i in range(3)]
    head = Linear(W[3], A[3], False)
    g = head.backward(2 * (Y - T) / len(Y))
    for block in reversed(blocks):
        g = block.backward(g)
    layers = [block.linear for block in blocks] + [head]
    return [layer.dw for layer in layers], [layer.db for layer in layers]
