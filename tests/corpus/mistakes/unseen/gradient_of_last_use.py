# exercise: 1
# source: dqbydt/MicroGradCpp (C++), commit 3cb7537 "Fix gradients to accumulate", value.h: the lambdas of + and * (and of tanh) assigned _p1->grad = ... and _p2->grad = ..., all became +=; "b = a + a" is the example
# mistake: each backward step sets the gradients of its operands, so of a value that is used several times only the share of the last use remains
# lines: 18, 19, 26, 27, 34
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, prev=()):
        self.data, self.grad = data, 0.0
        self.prev = prev
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))
        def _backward(p1=self, p2=other):
            p1.grad = out.grad
            p2.grad = out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def _backward(p1=self, p2=other):
            p1.grad = p2.data * out.grad
            p2.grad = p1.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(0.0, self.data), (self,))
        def _backward(p1=self):
            p1.grad = (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backprop(self):
        order, seen = [], set()
        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v.prev:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v._backward()

def exercise1(W, B, A, Y, T):
    values = np.vectorize(Value, otypes=[object])
    weights, biases = [values(w) for w in W], [values(b) for b in B]
    L = Value(0.0)
    for x, t in zip(A[0], T):
        layer = [Value(v) for v in x]
        for w, b in zip(weights, biases):
            sums = list(b)
            for i, n in enumerate(layer):
                sums = [s + n * w[i, j] for j, s in enumerate(sums)]
            layer = sums if w is weights[-1] else [s.relu() for s in sums]
        d = layer[0] + Value(-t[0])
        L = L + d * d
    L = L * Value(1 / len(T))
    L.backprop()
    grads = np.vectorize(lambda v: v.grad, otypes=[float])
    return [grads(w) for w in weights], [grads(b) for b in biases]
