# exercise: 1
# source: bakery/rust-micrograd (Rust), commit 297b351 'fix subtraction': Sub stored r.set_op(Some(ValueOperation::Multiply)) with its children; it became self + rhs * (-1.0)
# mistake: The difference is recorded in the graph as a product, and backward multiplies the gradient with the other operand.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np
from enum import Enum

ValueOperation = Enum("ValueOperation", "Add Subtract Multiply ReLU Dot")

class ValueRef:
    def __init__(self, data, children=(), op=None):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.children = children
        self.op = op

    def __add__(self, rhs):
        return ValueRef(self.data + rhs.data, (self, rhs), ValueOperation.Add)

    def __sub__(self, rhs):
        return ValueRef(self.data - rhs.data, (self, rhs), ValueOperation.Multiply)

    def dot(self, rhs):
        return ValueRef(self.data.dot(rhs.data), (self, rhs), ValueOperation.Dot)

    def relu(self):
        return ValueRef(self.data.clip(min=0), (self,), ValueOperation.ReLU)

    def backward(self):
        a, b = (self.children + (None, None))[:2]
        if self.op is ValueOperation.Add:
            a.grad += self.grad
            b.grad += self.grad
        elif self.op is ValueOperation.Subtract:
            a.grad += self.grad
            b.grad -= self.grad
        elif self.op is ValueOperation.Multiply:
            a.grad += b.data * self.grad
            b.grad += a.data * self.grad
        elif self.op is ValueOperation.Dot:
            a.grad += b.data.dot(self.grad)
            b.grad += np.outer(a.data, self.grad)
        elif self.op is ValueOperation.ReLU:
            a.grad += (self.data > 0) * self.grad
        for child in self.children:
            child.backward()

def exercise1(W, B, A, Y, T):
    w, b = [ValueRef(x) for x in W], [ValueRef(x) for x in B]
    for x, t in zip(A[0], T):
        out = ValueRef(x)
        for l in range(len(w)):
            out = out.dot(w[l]) + b[l]
            out = out if l == len(w) - 1 else out.relu()
        error = out - ValueRef(t)
        error.grad = 2 * error.data / len(T)
        error.backward()
    return [x.grad for x in w], [x.grad for x in b]
