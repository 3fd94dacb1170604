# exercise: 1
# source: sebgao/cTensor, issue 5 'It seems the gradient compuation has bugs' (Python): 6 is expected, 7 comes out; a node with several ways to the loss is gone through more than once, each time it adds to its gradient and passes the sum on; mended by counting the outdegree
# mistake: A tensor that is used twice passes its gradient on at each of its two visits, the second time together with what it has passed on already; it should wait until all of its uses have reported.
# lines: 14-15 (missing between), 40-41 (missing between)
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, data, dependents=()):
        self.data = data
        self.grad = np.zeros_like(data)
        self.dependents = dependents

    def matmul(self, other):
        return Tensor(self.data @ other.data, [
            (self, lambda g: g @ other.data.T),
            (other, lambda g: self.data.T @ g)])

    def add_bias(self, b):
        return Tensor(self.data + b.data, [(self, lambda g: g), (b, lambda g: g.sum(axis=0))])

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    def sub(self, other):
        return Tensor(self.data - other.data, [(self, lambda g: g), (other, lambda g: -g)])

    def mul(self, other):
        return Tensor(self.data * other.data, [
            (self, lambda g: g * other.data),
            (other, lambda g: g * self.data)])

    def mean(self):
        n = self.data.size
        return Tensor(self.data.mean(), [(self, lambda g: np.ones_like(self.data) * g / n)])

    def backward(self, grad):
        self.grad = self.grad + grad
        for tensor, fn in self.dependents:
            tensor.backward(fn(self.grad))


def exercise1(W, B, A, Y, T):
    ws, bs = [Tensor(w) for w in W], [Tensor(b) for b in B]
    x = Tensor(A[0])
    for w, b in zip(ws[:-1], bs[:-1]):
        x = x.matmul(w).add_bias(b).relu()
    d = x.matmul(ws[-1]).add_bias(bs[-1]).sub(Tensor(T))
    d.mul(d).mean().backward(1.0)
    return [w.grad for w in ws], [b.grad for b in bs]
