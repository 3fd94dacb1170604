# exercise: 1
# source: puravparab/micrograd-cpp (C++), commits 60a5917 and ad24a7f, engine.cpp, Value * float: this->grad += out.grad and rhs_ptr->grad += out.grad became rhs_ptr->data * out.grad and this->data * out.grad
# mistake: The backward function of the product of a value and a number is that of a sum: the gradient is not multiplied with the other factor.
# lines: 30, 31
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, prev=(), _backward=lambda out: None):
        self.data, self.grad, self.prev, self._backward = float(data), 0.0, prev, _backward

    def __add__(self, rhs):
        def _backward(out):
            self.grad += out.grad
            rhs.grad += out.grad
        return Value(self.data + rhs.data, (self, rhs), _backward)

    def __mul__(self, rhs):
        if isinstance(rhs, float):
            return self.times_float(Value(rhs))
        def _backward(out):
            self.grad += rhs.data * out.grad
            rhs.grad += self.data * out.grad
        return Value(self.data * rhs.data, (self, rhs), _backward)

    def times_float(self, rhs):
        def _backward(out):
            self.grad += out.grad
            rhs.grad += out.grad
        return Value(self.data * rhs.data, (self, rhs), _backward)

    def relu(self):
        def _backward(out):
            self.grad += out.grad if out.data > 0 else 0.0
        return Value(max(0.0, self.data), (self,), _backward)

    def toposort(self, topo, visited):
        if self not in visited:
            visited.add(self)
            for value in self.prev:
                value.toposort(topo, visited)
            topo.append(self)
        return topo

    def backward(self):
        self.grad = 1.0
        for v in reversed(self.toposort([], set())):
            v._backward(v)


def exercise1(W, B, A, Y, T):
    value = np.vectorize(Value, otypes=[object])
    w, b = [value(m) for m in W], [value(v) for v in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        out = value(x)
        for l in range(len(w)):
            out = np.dot(out, w[l]) + b[l]
            out = out if l == len(w) - 1 else np.array([act.relu() for act in out])
        d = out[0] + Value(-t[0])
        loss = loss + d * d
    (loss * (1.0 / len(T))).backward()
    grad = np.vectorize(lambda v: v.grad)
    return [grad(m) for m in w], [grad(v) for v in b]
