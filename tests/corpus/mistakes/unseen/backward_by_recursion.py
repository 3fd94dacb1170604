# exercise: 1
# source: karpathy/micrograd issues 21 and 68 (also pull request 64, answered 'this doesn't actually work ... where a non-leaf variable is re-used'): backward() calls _backward() and then v.backward() for every v in _prev, without topological order
# mistake: The nodes pass their gradient on by recursion each time they are reached, not once in topological order, so a node that is used several times passes on its accumulated gradient again and again.
# lines: 40, 41, 42
# crash: no
# first wrong: DW[1]
import numpy as np

class Value:
    def __init__(self, data, _children=(), _op=''):
        self.data, self.grad = data, 0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other), '+')
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), '*')
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(self.data, 0), (self,), 'ReLU')
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        self._backward()
        for v in self._prev:
            v.backward()


class Neuron:
    def __init__(self, w, b, nonlin):
        self.w, self.b, self.nonlin = [Value(x) for x in w], Value(b), nonlin

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu() if self.nonlin else act


def exercise1(W, B, A, Y, T):
    layers = [[Neuron(W[l][:, j], B[l][j], l < 3) for j in range(len(B[l]))] for l in range(4)]
    for x, t in zip(A[0], T[:, 0]):
        out = [Value(v) for v in x]
        for layer in layers:
            out = [n(out) for n in layer]
        out[0].grad = 2 * (out[0].data - t) / len(T)
        out[0].backward()
    DW = [np.array([[w.grad for w in n.w] for n in layer]).T for layer in layers]
    return DW, [np.array([n.b.grad for n in layer]) for layer in layers]
