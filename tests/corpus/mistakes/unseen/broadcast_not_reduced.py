# exercise: 1
# source: deeplearning4j/nd4j, issue 2424 "Gradients for broadcast variables: wrong shape (not reduced)" (Java): [3,4] + [1,4], the gradient of the row is [3,4], "we just need a sum(0)"
# mistake: The gradient of a bias is that of the sum it was added to, with one row per sample, and is not summed over the samples.
# lines: 15
# crash: no
# first wrong: DB[3]
import numpy as np


class Add:
    def __init__(self, row):
        self.row = row

    def backward(self, grad):
        self.grad = grad
        return grad


class MatMul:
    def __init__(self, left, right):
        self.left, self.right = left, right

    def backward(self, grad):
        self.grad = self.left.T @ grad
        return grad @ self.right.T


class Relu:
    def __init__(self, out):
        self.mask = out > 0

    def backward(self, grad):
        return grad * self.mask


def exercise1(W, B, A, Y, T):
    products = [MatMul(a, w) for a, w in zip(A, W)]
    sums = [Add(b) for b in B]
    grad = 2 * (Y - T) / np.prod(T.shape)
    for l in range(len(W) - 1, -1, -1):
        grad = products[l].backward(sums[l].backward(grad))
        if l > 0:
            grad = Relu(A[l]).backward(grad)
    return [p.grad for p in products], [s.grad for s in sums]
