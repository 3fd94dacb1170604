# exercise: 1
# source: karpathy/nn-zero-to-hero, micrograd lecture (issue 52 quotes the note): "I incorrectly used = instead of +="
# mistake: In the backward of a product, the gradient of the second factor is overwritten with =, so of all the uses of a weight only one is left.
# lines: 32
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, children=()):
        self.data = data
        self.grad = 0.0
        self.children = children
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out


def topological(roots):
    topo, visited = [], set()
    stack = [(root, False) for root in roots]
    while stack:
        v, expanded = stack.pop()
        if expanded:
            topo.append(v)
        elif v not in visited:
            visited.add(v)
            stack.append((v, True))
            stack.extend((child, False) for child in v.children)
    return topo


def exercise1(W, B, A, Y, T):
    w = [[[Value(x) for x in row] for row in m] for m in W]
    b = [[Value(x) for x in v] for v in B]
    outs = []
    for n in range(len(T)):
        h = [Value(x) for x in A[0][n]]
        for l in range(len(W)):
            z = []
            for j in range(W[l].shape[1]):
                s = b[l][j]
                for i, x in enumerate(h):
                    s = s + x * w[l][i][j]
                z.append(s)
            h = [v.relu() for v in z] if l < len(W) - 1 else z
        h[0].grad = 2 * (h[0].data - T[n, 0]) / len(T)
        outs.append(h[0])
    for v in reversed(topological(outs)):
        v._backward()
    DW = [np.array([[x.grad for x in row] for row in m]) for m in w]
    DB = [np.array([x.grad for x in v]) for v in b]
    return DW, DB
