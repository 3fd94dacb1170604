# exercise: 1
# source: lucasdelimanogueira/PyNorch, issue 90 "Backward() is not traversing in topological order": in a diamond, one of the two paths may be visited to stop the other one from doing backprop
# mistake: A node that was visited once is not followed again, so what reaches the difference on the second of two paths goes no further, and half of the gradient is lost.
# lines: 49, 50
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.parents = parents
        self.grad = np.zeros_like(self.data)

    def __matmul__(self, other):
        return Tensor(self.data @ other.data, (
            (self, lambda g: g @ other.data.T),
            (other, lambda g: self.data.T @ g),
        ))

    def __add__(self, other):
        return Tensor(self.data + other.data, (
            (self, lambda g: g),
            (other, lambda g: g.sum(axis=0)),
        ))

    def __sub__(self, other):
        return Tensor(self.data - other.data, ((self, lambda g: g), (other, lambda g: -g)))

    def __mul__(self, other):
        return Tensor(self.data * other.data, (
            (self, lambda g: g * other.data),
            (other, lambda g: g * self.data),
        ))

    def relu(self):
        on = self.data > 0
        return Tensor(self.data * on, ((self, lambda g: g * on),))

    def mean(self):
        n = self.data.size
        shape = self.data.shape
        return Tensor(self.data.mean(), ((self, lambda g: np.full(shape, g / n)),))

    def backward(self, grad=1.0, visited=None):
        visited = set() if visited is None else visited
        self.grad = self.grad + grad
        if id(self) in visited:
            return
        visited.add(id(self))
        for parent, local in self.parents:
            parent.backward(local(grad), visited)


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    x = Tensor(A[0])
    for w, b in zip(weights[:-1], biases[:-1]):
        x = (x @ w + b).relu()
    diff = x @ weights[-1] + biases[-1] - Tensor(T)
    loss = (diff * diff).mean()
    loss.backward()
    return [w.grad for w in weights], [b.grad for b in biases]
