# exercise: 1
# source: dev.to, shrsv, 'Fixing A Bug in micrograd BackProp (As Explained by Karpathy)' (Python, class Value): in __add__, self.grad = 1.0 * out.grad and other.grad = 1.0 * out.grad; in __mul__, self.grad = other.data * out.grad; for a + a this gives 1 instead of 2
# mistake: The gradients of the operands are set instead of added, so of a value that is used several times only the last use counts.
# lines: 20, 21, 27, 28, 34
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, _children=()):
        self.data = data
        self.grad = 0.0
        self._prev = set(_children)
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))
        def backward():
            self.grad = 1.0 * out.grad
            other.grad = 1.0 * out.grad
        out._backward = backward
        return out
    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = backward
        return out
    def relu(self):
        out = Value(max(self.data, 0.0), (self,))
        def backward():
            self.grad = (out.data > 0) * out.grad
        out._backward = backward
        return out

    def backward(self):
        topo, visited = [], set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()


def exercise1(W, B, A, Y, T):
    ws = [[[Value(x) for x in row] for row in w] for w in W]
    bs = [[Value(x) for x in b] for b in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        a = [Value(e) for e in x]
        for l, (w, b) in enumerate(zip(ws, bs)):
            z = [sum((a[i] * w[i][j] for i in range(len(a))), b[j]) for j in range(len(b))]
            a = [v.relu() for v in z] if l < len(ws) - 1 else z
        d = a[0] + Value(-t[0])
        loss += d * d * Value(1 / len(T))
    loss.backward()
    grad = np.vectorize(lambda v: v.grad)
    return [grad(w) for w in ws], [grad(b) for b in bs]
