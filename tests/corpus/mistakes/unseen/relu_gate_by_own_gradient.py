# exercise: 1
# source: NoahSchiro/minigrad (Python), commit 90e6f0b "added tests for autograd engine and found a bug", minigrad/autograd.py: relu passed on (new.grad > 0) * new.grad; it became (new.data > 0) * new.grad (in the same commit the difference, which had two equal signs in its backward, became a sum with a negated operand)
# mistake: The backward of relu asks whether the incoming gradient is positive, not whether the output of the unit is: it blocks negative gradients and lets positive ones through units that are off.
# lines: 52
# crash: no
# first wrong: DW[2]
import numpy as np


class Scalar:
    def __init__(self, data, parents=(None, None), op=""):
        self.data, self.grad = data, 0.0
        self.parents, self._op = set(parents), op
        self._backward = lambda: None

    def backward(self):
        t = []
        visited = set()
        def build_t(s):
            if s not in visited:
                visited.add(s)
                for parent in filter(None, s.parents):
                    build_t(parent)
                t.append(s)
        build_t(self)
        self.grad = 1.0
        for s in reversed(t):
            s._backward()

    def __add__(self, rhs):
        new = Scalar(self.data + rhs.data, parents=(self, rhs), op="+")
        def backward():
            self.grad += new.grad
            rhs.grad += new.grad
        new._backward = backward
        return new

    def __mul__(self, rhs):
        new = Scalar(self.data * rhs.data, parents=(self, rhs), op="*")
        def backward():
            self.grad += rhs.data * new.grad
            rhs.grad += self.data * new.grad
        new._backward = backward
        return new

    def __sub__(self, rhs):
        return self + rhs * Scalar(-1)

    def relu(self):
        new = Scalar(max(self.data, 0), parents=(self, None), op="relu")
        def backward():
            self.grad += (new.grad > 0) * new.grad
        new._backward = backward
        return new


def exercise1(W, B, A, Y, T):
    w = [[[Scalar(v) for v in row] for row in m] for m in W]
    b = [[Scalar(v) for v in row] for row in B]
    loss = Scalar(0.0)
    for x, t in zip(A[0], T):
        h = [Scalar(v) for v in x]
        for l in range(len(w)):
            h = [sum((h[i] * w[l][i][j] for i in range(len(h))), b[l][j]) for j in range(len(b[l]))]
            if l < len(w) - 1:
                h = [v.relu() for v in h]
        e = h[0] - Scalar(t[0])
        loss = loss + e * e * Scalar(1 / len(T))
    loss.backward()
    return [np.array([[v.grad for v in row] for row in m]) for m in w], [np.array([v.grad for v in row]) for row in b]
