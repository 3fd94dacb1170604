# exercise: 1
# source: ckkissane/micrograd-tensor (Python), commit 52e4102 "fix softmax & embedding backward bugs", micrograd/engine.py, Tensor.matmul: for everything that is not a vector, backward did other.grad += self.data.T.dot(out.grad); for arrays of three axes a branch was added, unbroadcast(self.data.swapaxes(-1, -2) @ out.grad, other.shape). Here every sample is a batch of its own with one row
# mistake: For arrays with three axes .T reverses all axes and dot does not multiply batch by batch, so the product on the way back of matmul has shapes that do not fit.
# lines: 40
# crash: yes
# first wrong: -
import numpy as np


def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    return grad


class Tensor:
    def __init__(self, data, _children=()):
        self.data = data
        self.grad = np.zeros_like(self.data)
        self._prev = set(_children)
        self._backward = lambda: None

    def backward(self):
        topo, visited = [], set()
        def build_topo(node):
            if node not in visited:
                visited.add(node)
                for child in node._prev:
                    build_topo(child)
                topo.append(node)
        build_topo(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(topo):
            node._backward()

    def matmul(self, other):
        out = Tensor(self.data @ other.data, (self, other))
        def _backward():
            self.grad += out.grad.dot(other.data.T)
            other.grad += self.data.T.dot(out.grad)
        out._backward = _backward
        return out

    def __add__(self, other):
        out = Tensor(self.data + other.data, (self, other))
        def _backward():
            self.grad += out.grad
            other.grad += unbroadcast(out.grad, other.data.shape).reshape(other.data.shape)
        out._backward = _backward
        return out

    def relu(self):
        out = Tensor(np.maximum(self.data, 0.0), (self,))
        def _backward():
            self.grad += out.grad * (out.data > 0)
        out._backward = _backward
        return out

    def mse(self, target):
        diff = self.data - target
        out = Tensor(np.array((diff**2).mean()), (self,))
        def _backward():
            self.grad += out.grad * 2 * diff / diff.size
        out._backward = _backward
        return out


def exercise1(W, B, A, Y, T):
    ws = [Tensor(w) for w in W]
    bs = [Tensor(b.reshape(1, -1)) for b in B]
    x = Tensor(A[0][:, None, :])
    for w, b in zip(ws[:-1], bs[:-1]):
        x = (x.matmul(w) + b).relu()
    x = x.matmul(ws[-1]) + bs[-1]
    x.mse(T[:, None, :]).backward()
    return [w.grad for w in ws], [b.grad.ravel() for b in bs]
