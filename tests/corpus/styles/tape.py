"""A graph of operations that is walked back, each with a closure."""

import numpy as np


class Tensor:
    def __init__(self, data, children=()):
        self.data = data
        self.grad = np.zeros_like(data)
        self._backward = lambda: None
        self._prev = set(children)

    def __matmul__(self, other):
        out = Tensor(self.data @ other.data, (self, other))

        def _backward():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out._backward = _backward
        return out

    def __add__(self, other):
        out = Tensor(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad.sum(axis=0)

        out._backward = _backward
        return out

    def relu(self):
        out = Tensor(np.maximum(self.data, 0), (self,))

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def backward(self):
        topo = []
        visited = set()

        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)

        build_topo(self)
        for v in reversed(topo):
            v._backward()


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    out = Tensor(A[0])
    for i in range(len(W)):
        out = out @ weights[i] + biases[i]
        if i < len(W) - 1:
            out = out.relu()
    out.grad = 2 * (out.data - T) / T.size
    out.backward()
    return [w.grad for w in weights], [b.grad for b in biases]
