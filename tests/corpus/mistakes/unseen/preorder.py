# exercise: 1
# source: Marcus441/simple-backpropagation-cpp (C++), commit ea4292b "replace pre-order DFS with recursive post-order topo sort"
# mistake: The nodes are sorted by a depth-first search that notes a node before its children, so a unit passes its gradient on before it has received all of it.
# lines: 34, 35, 36, 39
# crash: no
# first wrong: DW[1]
import numpy as np


class Unit:
    """A unit of the graph, with its values for all samples."""

    def __init__(self, out, children=(), weights=(), relu=True):
        self.out = out
        self.prev = list(children)
        self.weights = list(weights)
        self.slope = (out > 0) if relu else 1.0
        self.grad = np.zeros(len(out))

    def backward(self):
        delta = self.grad * self.slope
        self.dw = [child.out @ delta for child in self.prev]
        self.db = delta.sum()
        for child, weight in zip(self.prev, self.weights):
            child.grad = child.grad + weight * delta


def topological(root):
    topo, visited = [], set()

    def build(v):
        if id(v) not in visited:
            visited.add(id(v))
            topo.append(v)
            for child in v.prev:
                build(child)

    build(root)
    return topo


def exercise1(W, B, A, Y, T):
    columns = [[Unit(x, relu=False) for x in A[0].T]]
    for l, values in enumerate([*A[1:], Y]):
        last = l == len(W) - 1
        columns.append([Unit(v, columns[-1], W[l][:, j], not last) for j, v in enumerate(values.T)])
    root = columns[-1][0]
    root.grad = 2 * (Y - T)[:, 0] / len(T)
    for unit in topological(root):
        unit.backward()
    DW = [np.array([u.dw for u in column]).T for column in columns[1:]]
    DB = [np.array([u.db for u in column]) for column in columns[1:]]
    return DW, DB
