# exercise: 1
# source: estevamfurtado/micrograd-go, commit 3df4396 "Add backward propagation for multiplication with zero operand in value computation"
# mistake: The derivative of a product with respect to one factor is computed as the product divided by that factor, which fails when the factor is zero.
# lines: 26
# crash: no
# first wrong: DW[2]
import numpy as np


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.backward = None


def mul(*vs):
    result = 1.0
    for v in vs:
        result *= v.data
    out = Value(result, vs)

    def backward():
        for v in vs:
            v.grad += (result / v.data) * out.grad

    out.backward = backward
    return out


def add(vs):
    out = Value(sum(v.data for v in vs), tuple(vs))

    def backward():
        for v in vs:
            v.grad += out.grad

    out.backward = backward
    return out


def relu(v):
    out = Value(v.data if v.data > 0 else 0.0, (v,))

    def backward():
        v.grad += out.grad * (out.data > 0)

    out.backward = backward
    return out


def backprop(root, grad):
    topo, visited = [], set()

    def build(v):
        if id(v) not in visited:
            visited.add(id(v))
            for p in v.parents:
                build(p)
            topo.append(v)

    build(root)
    root.grad = grad
    for v in reversed(topo):
        if v.backward is not None:
            v.backward()


def exercise1(W, B, A, Y, T):
    ws = [[[Value(x) for x in row] for row in w] for w in W]
    bs = [[Value(x) for x in b] for b in B]
    n = len(T)
    for x, y, t in zip(A[0], Y, T):
        units = [Value(v) for v in x]
        for l, (w, b) in enumerate(zip(ws, bs)):
            units = [
                add([mul(u, row[j]) for u, row in zip(units, w)] + [b[j]])
                for j in range(len(b))
            ]
            if l < len(ws) - 1:
                units = [relu(u) for u in units]
        backprop(units[0], 2 * (y[0] - t[0]) / n)
    DW = [np.array([[v.grad for v in row] for row in w]) for w in ws]
    DB = [np.array([v.grad for v in b]) for b in bs]
    return DW, DB
