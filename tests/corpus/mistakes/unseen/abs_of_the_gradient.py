# exercise: 1
# source: tailhq/autograd (Scala), commit 2262dc2 "Fix: gradient calculation of abs was wrong", graph/Math.scala: the node of the absolute value passed down v.propagate(abs(g)); it became v.propagate(g) where the value is not negative and v.propagate(-g) elsewhere. Here ReLU is built as (v + |v|) / 2 (and zero counts as negative, for the derivative of ReLU there)
# mistake: The node of the absolute value takes the absolute value of the incoming gradient rather than giving it the sign of its own value.
# lines: 66
# crash: no
# first wrong: DW[2]
import numpy as np


class Node:
    def __add__(self, rhs):
        return Add(self, rhs)


class Var(Node):
    def __init__(self, data):
        self.data = data
        self.gradient = np.zeros_like(data)

    def __call__(self):
        return self.data

    def propagate(self, g):
        self.gradient += g


class BinaryOp(Node):
    def __init__(self, lhs, rhs):
        self.lhs, self.rhs = lhs, rhs


class Add(BinaryOp):
    def __call__(self):
        return self.lhs() + self.rhs()

    def propagate(self, g):
        self.lhs.propagate(g)
        self.rhs.propagate(g.sum(axis=0) if isinstance(self.rhs, Var) else g)


class Dot(BinaryOp):
    def __call__(self):
        return self.lhs().dot(self.rhs())

    def propagate(self, g):
        self.rhs.propagate(self.lhs().T.dot(g))
        self.lhs.propagate(g.dot(self.rhs().T))


class Half(Node):
    def __init__(self, v):
        self.v = v

    def __call__(self):
        return self.v() / 2

    def propagate(self, g):
        self.v.propagate(g / 2)


class Abs(Half):
    def __call__(self):
        return abs(self.v())

    def propagate(self, g):
        self.v.propagate(abs(g))


def exercise1(W, B, A, Y, T):
    weights, biases = [Var(w) for w in W], [Var(b) for b in B]
    node = Var(A[0])
    for i in range(4):
        node = Dot(node, weights[i]) + biases[i]
        node = Half(node + Abs(node)) if i < 3 else node
    node.propagate(2 * (node() - T) / len(T))
    return [w.gradient for w in weights], [b.gradient for b in biases]
