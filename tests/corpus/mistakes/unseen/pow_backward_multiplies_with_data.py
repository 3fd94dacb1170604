# exercise: 1
# source: goktug97/minigrad (C extension for Python), commit 2c69796 "fix power gradient", grad/engine.c: pow_backward multiplied tmp * pow(child->data, tmp - 1) with the data of the node itself; it became its grad
# mistake: The backward of the power multiplies the local derivative with the value of the node where its gradient belongs.
# lines: 42
# crash: no
# first wrong: DW[3]
import numpy as np

ADD, MUL, POW, RELU, NONE = range(5)


class Value:
    __slots__ = ("data", "grad", "prev", "op", "tmp")

    def __init__(self, data, prev=(), op=NONE, tmp=None):
        self.data, self.grad, self.prev, self.op, self.tmp = data, 0.0, prev, op, tmp

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), ADD)

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), MUL)

    def __pow__(self, arg):
        return Value(self.data ** arg, (self,), POW, arg)

    def relu(self):
        return Value(self.data if self.data > 0 else 0.0, (self,), RELU)


def add_backward(self):
    for child in self.prev:
        child.grad += self.grad

def mul_backward(self):
    child_1, child_2 = self.prev
    child_1.grad += child_2.data * self.grad
    child_2.grad += child_1.data * self.grad

def pow_backward(self):
    (child,) = self.prev
    child.grad += self.tmp * child.data ** (self.tmp - 1.0) * self.data

def relu_backward(self):
    self.prev[0].grad += (self.data > 0) * self.grad

backward_methods = [add_backward, mul_backward, pow_backward, relu_backward, id]


def build_topo(value, topo):
    for child in value.prev:
        if child not in topo:
            build_topo(child, topo)
    topo[value] = True
    return topo


def exercise1(W, B, A, Y, T):
    w = [[[Value(v) for v in row] for row in m] for m in W]
    b = [[Value(v) for v in row] for row in B]
    total = Value(0.0)
    for x, t in zip(A[0], T[:, 0]):
        layer = list(map(Value, x))
        for l, bias in enumerate(b):
            layer = [sum((v * row[j] for v, row in zip(layer, w[l])), bias[j]) for j in range(len(bias))]
            layer = [v.relu() for v in layer] if bias is not b[-1] else layer
        total = total + (layer[0] + Value(-t)) ** 2.0
    total.grad = 1.0 / len(T)
    for value in reversed(build_topo(total, {})):
        backward_methods[value.op](value)
    return [np.array([[v.grad for v in r] for r in m]) for m in w], [np.array([v.grad for v in r]) for r in b]
