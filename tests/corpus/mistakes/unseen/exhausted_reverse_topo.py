# exercise: 1
# source: tekknolagi/micrograd (Python), commit f11afc7 "fix exhausted reversed_topo", mnist.py: the graph is built once, and reverse_topo = reversed(topo) was made once beside it; every image of the batch looped over this one iterator, which is used up after the first; the loop became for node in reversed(topo)
# mistake: reversed(topo) is an iterator and can be gone through only once: from the second sample on the loop over reverse_topo does nothing, so only the first sample contributes gradients.
# lines: 58, 68
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, _prev=()):
        self.data, self.grad, self._prev = data, 0.0, _prev
        self._forward = self._backward = lambda: None

    def __add__(self, other):
        out = Value(0.0, (self, other))
        def _forward(): out.data = self.data + other.data
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._forward, out._backward = _forward, _backward
        return out

    def __mul__(self, other):
        out = Value(0.0, (self, other))
        def _forward(): out.data = self.data * other.data
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._forward, out._backward = _forward, _backward
        return out

    def relu(self):
        out = Value(0.0, (self,))
        def _forward(): out.data = max(self.data, 0.0)
        def _backward(): self.grad += (out.data > 0) * out.grad
        out._forward, out._backward = _forward, _backward
        return out

    def topo(self, visited):
        if self in visited:
            return []
        visited.add(self)
        return [v for p in self._prev for v in p.topo(visited)] + [self]


def exercise1(W, B, A, Y, T):
    w = [[[Value(v) for v in row] for row in m] for m in W]
    b = [[Value(v) for v in m] for m in B]
    act = inp = [Value(0.0) for _ in range(W[0].shape[0])]
    for l in range(len(W)):
        act = [sum((x * row[j] for x, row in zip(act, w[l])), b[l][j]) for j in range(len(b[l]))]
        act = [v.relu() for v in act] if l < len(W) - 1 else act
    expected = Value(0.0)
    err = act[0] + expected * Value(-1.0)
    loss = err * err
    topo = loss.topo(set())
    reverse_topo = reversed(topo)
    params = [v for m in w for row in m for v in row] + [v for m in b for v in m]
    non_params = set(topo) - set(params)
    for pixels, label in zip(A[0], T[:, 0]):
        for i, pix in zip(inp, pixels):
            i.data = pix
        expected.data = label
        for node in topo: node._forward()
        for p in non_params:
            p.grad = float(p is loss)
        for node in reverse_topo:
            node._backward()
    DW = [np.array([[v.grad for v in row] for row in m]) / len(T) for m in w]
    return DW, [np.array([v.grad for v in m]) / len(T) for m in b]
