# exercise: 1
# source: crqs/micrograd (Python), commit 43289fd 'fix(autograd): register children in sigmoid/softmax and fix mul VJP', micrograd/operations.py: out = Tensor(1 / (1 + np.exp(-x.data))), to which children={x} was added, and the same in softmax
# mistake: The tensor made by the activation function does not name its operand as a child, so the backward pass over the graph ends at the last activation.
# lines: 50
# crash: no
# first wrong: DW[2]
import numpy as np


class Tensor:
    def __init__(self, data, children=()):
        self.data, self.grad = data, np.zeros(data.shape)
        self._children = set(children)
        self._backward = lambda: None

    def __add__(self, other):
        out = Tensor(self.data + other.data, children={self, other})

        def _backward():
            self.grad += out.grad
            other.grad += out.grad.sum(axis=0)

        out._backward = _backward
        return out

    def __matmul__(self, other):
        out = Tensor(self.data @ other.data, children={self, other})

        def _backward():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out._backward = _backward
        return out

    def backward(self, grad):
        self.grad = grad
        for node in reversed(self._order([])):
            node._backward()

    def _order(self, nodes):
        for child in self._children:
            if child not in nodes:
                child._order(nodes)
        nodes.append(self)
        return nodes


def relu(x):
    out = Tensor(np.maximum(x.data, 0))

    def _backward():
        x.grad += out.grad * (x.data > 0)

    out._backward = _backward
    return out


def exercise1(W, B, A, Y, T):
    w, b = [Tensor(m) for m in W], [Tensor(v) for v in B]
    out = Tensor(A[0]) @ w[0] + b[0]
    for wi, bi in zip(w[1:], b[1:]):
        out = relu(out) @ wi + bi
    out.backward(2 * (out.data - T) / len(T))
    return [m.grad for m in w], [v.grad for v in b]
