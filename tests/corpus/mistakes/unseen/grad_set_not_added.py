# exercise: 1
# source: karpathy/nn-zero-to-hero issue 52 and the micrograd lecture notebook (second half): in exp(), self.grad += ... has the note that the video incorrectly used = instead of +=; the record has it for exp, here all operations have it
# mistake: The tape engine sets the gradients of the operands instead of adding to them, so a value that is used several times keeps only one contribution.
# lines: 18, 19, 26, 27, 34
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, _children=()):
        self.data, self.grad = data, 0.0
        self._prev = set(_children)
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad = out.grad
            other.grad = out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))
        def _backward():
            self.grad = (out.data > 0) * out.grad
        out._backward = _backward
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
        for node in reversed(topo):
            node._backward()


def exercise1(W, B, A, Y, T):
    w = [[[Value(float(x)) for x in row] for row in m] for m in W]
    b = [[Value(float(x)) for x in v] for v in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        act = [Value(float(v)) for v in x]
        for l in range(len(w)):
            z = [sum((a * w[l][i][j] for i, a in enumerate(act)), b[l][j]) for j in range(len(b[l]))]
            act = [v.relu() for v in z] if l < len(w) - 1 else z
        diff = act[0] + Value(-float(t[0]))
        loss = loss + diff * diff * Value(1.0 / len(T))
    loss.backward()
    return ([np.array([[v.grad for v in row] for row in m]) for m in w],
            [np.array([v.grad for v in row]) for row in b])
