# exercise: 1
# source: talveth/pygrad (Python), commit 9d1a071 ".", autograd/cpu/tensor.py, bpass of mean: c was the number of elements for axis None and for a tuple, but 1/self.shape[axis] for one integer axis, and the gradient was multiplied with 1/c; c became the inverse in all three cases and the gradient is multiplied with c
# mistake: For a mean over one integer axis the inverse of the count is taken twice, so the gradient is multiplied with the number of samples in place of divided by it.
# lines: 52, 54, 55
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, value, _prev=()):
        self.value = np.asarray(value, dtype=float)
        self.shape = self.value.shape
        self.grad = np.zeros(self.shape)
        self._prev = _prev
        self.bpass = lambda: None

    def __add__(self, other):
        new = Tensor(self.value + other.value, (self, other))
        def bpass():
            self.grad += new.grad
            other.grad += new.grad.sum(axis=0) if other.value.ndim < new.value.ndim else new.grad
        new.bpass = bpass
        return new

    def __matmul__(self, other):
        new = Tensor(self.value @ other.value, (self, other))
        def bpass():
            self.grad += new.grad @ other.value.T
            other.grad += self.value.T @ new.grad
        new.bpass = bpass
        return new

    def __pow__(self, n):
        new = Tensor(self.value**n, (self,))
        def bpass():
            self.grad += n * self.value ** (n - 1) * new.grad
        new.bpass = bpass
        return new

    def relu(self):
        new = Tensor(np.maximum(self.value, 0), (self,))
        def bpass():
            self.grad += (self.value > 0) * new.grad
        new.bpass = bpass
        return new

    def mean(self, axis=None):
        new = Tensor(np.mean(self.value, axis=axis, keepdims=True), (self,))
        def bpass():
            if axis is None:
                c = np.prod(self.shape)
            else:
                c = 1 / self.shape[axis]
            self.grad += (1 / c) * np.ones(self.shape) * new.grad
        new.bpass = bpass
        return new

    def backward(self):
        order, stack = [], [self]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(p for p in node._prev if p._prev)
        self.grad = np.ones(self.shape)
        for node in order:
            node.bpass()


def exercise1(W, B, A, Y, T):
    w, b = [Tensor(v) for v in W], [Tensor(v) for v in B]
    x = Tensor(A[0])
    for l in range(4):
        x = (x.relu() if l else x) @ w[l] + b[l]
    ((x + Tensor(-T)) ** 2).mean(axis=0).backward()
    return [v.grad for v in w], [v.grad for v in b]
