# exercise: 1
# source: danksup/nn-from-scratch, commit 2f44119 "bug in backprop": the backward calls of two modules stood in the wrong order (layernorm1 before attention)
# mistake: Within a block the gradient goes through the linear module first and through the ReLU afterwards, in the order of the forward pass.
# lines: 34, 35
# crash: yes
# first wrong: -
import numpy as np


class Linear:
    def __init__(self, w, x):
        self.w, self.x = w, x

    def backward(self, gradient):
        self.dw = self.x.T @ gradient
        self.db = gradient.sum(0)
        return gradient @ self.w.T


class ReLU:
    def __init__(self, out):
        self.mask = out > 0

    def backward(self, gradient):
        return gradient * self.mask


class Block:
    def __init__(self, w, x, out):
        self.linear = Linear(w, x)
        self.relu = ReLU(out)

    def backward(self, gradient):
        d_linear = self.linear.backward(gradient)
        d_relu = self.relu.backward(d_linear)
        return d_relu


def exercise1(W, B, A, Y, T):
    head = Linear(W[-1], A[-1])
    blocks = [Block(w, x, out) for w, x, out in zip(W, A, A[1:])]
    gradient = head.backward(2 * (Y - T) / T.shape[0])
    for block in blocks[::-1]:
        gradient = block.backward(gradient)
    linears = [block.linear for block in blocks] + [head]
    return [l.dw for l in linears], [l.db for l in linears]
