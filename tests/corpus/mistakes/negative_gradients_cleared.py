# exercise: 1
# source: exacity/deeplearningbook-chinese, issue 127: relu's backward rule said to clear the parts of the gradient that are below 0
# mistake: Negative parts of the gradient are set to zero, where the gradient should be zero wherever the unit is off.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


class Relu:
    def __init__(self, H):
        self.H = H

    def bprop(self, G):
        G = G.copy()
        G[G < 0] = 0
        return G


class Matmul:
    def __init__(self, U, W):
        self.U, self.W = U, W

    def bprop(self, G):
        self.G_W = self.U.T @ G
        self.G_b = G.sum(axis=0)
        return G @ self.W.T


def exercise1(W, B, A, Y, T):
    operations = []
    for l in range(len(W)):
        if l > 0:
            operations.append(Relu(A[l]))
        operations.append(Matmul(A[l], W[l]))
    G = 2 / len(T) * (Y - T)
    for op in reversed(operations):
        G = op.bprop(G)
    products = [op for op in operations if isinstance(op, Matmul)]
    return [op.G_W for op in products], [op.G_b for op in products]
