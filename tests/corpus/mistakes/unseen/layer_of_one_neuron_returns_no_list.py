# exercise: 1
# source: EurekaLabsAI/micrograd (Python), pull request 7 "fix: bug if layer dim is 1": Layer.__call__ returned out[0] if len(out) == 1 else out, so that whatever takes the outputs of a layer with one neuron as a list fails; it became return out
# mistake: A layer of one neuron returns the bare Value and not a list with one, but the outputs are gone through as a list afterwards.
# lines: 52
# crash: yes
# first wrong: -
import numpy as np


class Value:
    def __init__(self, data, _prev=(), _local=()):
        self.data, self.grad = data, 0.0
        self._prev, self._local = _prev, _local

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def topo(self, visited):
        if self in visited:
            return []
        visited.add(self)
        return [v for child in self._prev for v in child.topo(visited)] + [self]

    def backward(self):
        self.grad = 1.0
        for v in reversed(self.topo(set())):
            for child, local in zip(v._prev, v._local):
                child.grad += local * v.grad


class Neuron:
    def __init__(self, w, b, nonlin):
        self.w, self.b, self.nonlin = [Value(v) for v in w], Value(b), nonlin

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu() if self.nonlin else act


class Layer:
    def __init__(self, W, b, nonlin):
        self.neurons = [Neuron(w, v, nonlin) for w, v in zip(W.T, b)]

    def __call__(self, x):
        out = [n(x) for n in self.neurons]
        return out[0] if len(out) == 1 else out


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, i < len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        h = [Value(v) for v in x]
        for layer in layers:
            h = layer(h)
        for hi, ti in zip(h, t):
            diff = hi + Value(-ti)
            loss += diff * diff * Value(1.0 / len(T))
    loss.backward()
    DW = [np.array([[w.grad for w in n.w] for n in layer.neurons]).T for layer in layers]
    return DW, [np.array([n.b.grad for n in layer.neurons]) for layer in layers]
