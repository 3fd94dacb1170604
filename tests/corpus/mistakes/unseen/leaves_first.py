# exercise: 1
# source: Marcus441/simple-backpropagation-cpp, commit ea4292b (C++): "Reversing this caused leaves to run before the root had seeded their gradients, leaving all grads at zero"
# mistake: The nodes are collected root first (before their children), but are run in reverse order, so the leaves run before a gradient has reached them.
# lines: 55, 59
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, prev=()):
        self.data = data
        self.grad = np.zeros(np.shape(data))
        self.prev = prev
        self.backward_ = lambda grad: None

    def Linear(self, w, b):
        out = Value(self.data @ w.data + b.data, (self, w, b))

        def fn(grad):
            self.grad = self.grad + grad @ w.data.T
            w.grad = w.grad + self.data.T @ grad
            b.grad = b.grad + grad.sum(axis=0)

        out.backward_ = fn
        return out

    def Relu(self):
        out = Value(self.data * (self.data > 0), (self,))

        def fn(grad):
            self.grad = self.grad + grad * (out.data > 0)

        out.backward_ = fn
        return out

    def Mse(self, target):
        diff = self.data - target
        out = Value(np.mean(diff**2), (self,))

        def fn(grad):
            self.grad = self.grad + grad * 2 * diff / diff.size

        out.backward_ = fn
        return out

    def Backward(self):
        topo = []
        visited = set()
        stack = [self]
        while stack:
            v = stack.pop()
            if id(v) not in visited:
                visited.add(id(v))
                topo.append(v)
                for child in v.prev:
                    stack.append(child)
        self.grad = np.ones(())
        for v in reversed(topo):
            v.backward_(v.grad)


def exercise1(W, B, A, Y, T):
    ws = [Value(w) for w in W]
    bs = [Value(b) for b in B]
    x = Value(A[0])
    for w, b in zip(ws[:-1], bs[:-1]):
        x = x.Linear(w, b).Relu()
    loss = x.Linear(ws[-1], bs[-1]).Mse(T)
    loss.Backward()
    return [w.grad for w in ws], [b.grad for b in bs]
