# exercise: 1
# source: pedrogleta/microgradts (TypeScript), commit f4706c4 'update multiply function', src/index.ts (later src/engine.ts): mul takes any number of arguments, arg.grad += (out.grad * out.data) / arg.data in place of the product of the others
# mistake: The derivative of a product is made by dividing the product by the factor; for an activation of exactly 0, which ReLU makes, that is 0 / 0, and the gradient of what comes before is not a number.
# lines: 36, 37
# crash: no
# first wrong: DW[2]
import numpy as np
from functools import reduce

class Value:
    def __init__(self, data, children=(), backward=lambda out: None):
        self.data, self._children, self._backward = data, children, backward
        self.grad = 0

    def backward(self):
        topo, visited = [], set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._children:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1
        for v in reversed(topo):
            v._backward(v)

def add(*args):
    def _backward(out):
        for arg in args:
            arg.grad += 1 * out.grad
    return Value(reduce(lambda acc, cur: acc + cur.data, args, 0), args, _backward)

def mul(*args):
    def _backward(out):
        for arg in args:
            arg.grad += out.grad * out.data / arg.data
    return Value(reduce(lambda acc, cur: acc * cur.data, args, 1), args, _backward)

def relu(a):
    def _backward(out):
        a.grad += (1 if out.data > 0 else 0) * out.grad
    return Value(a.data if a.data > 0 else a.data * 0, (a,), _backward)

def exercise1(W, B, A, Y, T):
    ws = [[[Value(v) for v in row] for row in w] for w in W]
    bs = [[Value(v) for v in b] for b in B]
    losses = []
    for x, t in zip(A[0], T):
        acts = [Value(v) for v in x]
        for l in range(len(ws)):
            acts = [add(bs[l][j], *[mul(a, ws[l][i][j]) for i, a in enumerate(acts)]) for j in range(len(bs[l]))]
            acts = [relu(a) for a in acts] if l < len(ws) - 1 else acts
        diff = add(acts[0], Value(-t[0]))
        losses.append(mul(Value(1 / np.float64(len(T))), diff, diff))
    add(*losses).backward()
    return ([np.array([[v.grad for v in row] for row in w]) for w in ws],
            [np.array([v.grad for v in b]) for b in bs])
