# exercise: 1
# source: jimfleming/differentiation, issue 1 "Biases are being broadcasted": biases receive a matrix
# mistake: The gradient of a bias is never reduced to its shape; adding it to zeros of shape (units,) with = broadcasts instead of failing.
# lines: 22
# crash: no
# first wrong: DB[3]
import numpy as np


class Node:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros(value.shape)


class Affine:
    def __init__(self, x, w, b):
        self.x, self.w, self.b = x, w, b

    def backward(self, grad):
        self.w.grad = self.w.grad + self.x.T @ grad
        self.b.grad = self.b.grad + grad
        return grad @ self.w.value.T


def exercise1(W, B, A, Y, T):
    ws, bs = [Node(w) for w in W], [Node(b) for b in B]
    graph = []
    for x, w, b in zip(A, ws, bs):
        graph.append(Affine(x, w, b))
    grad = 2 * (Y - T) / len(Y)
    for op in reversed(graph):
        grad = op.backward(grad) * (op.x > 0)
    return [w.grad for w in ws], [b.grad for b in bs]
