# exercise: 1
# source: kfish/micrograd-cpp-2023 (C++), commit 4116330 "value: fix backward for op-": a->grad_ += -out->grad_; b->grad_ += out->grad_; the signs were exchanged
# mistake: In the backward function of a - b, the operand a gets the negative gradient and b the positive one.
# lines: 27, 28
# crash: no
# first wrong: DW[3]
import numpy as np


class RawValue:
    def __init__(self, data, children=()):
        self.data, self.children = data, children
        self.grad = np.zeros_like(data)
        self.backward_ = None

    def __add__(self, b):
        a, out = self, RawValue(self.data + b.data, (self, b))
        def step():
            a.grad += out.grad
            b.grad += out.grad if b.data.shape == out.data.shape else out.grad.sum(axis=0)
        out.backward_ = step
        return out

    def __sub__(self, b):
        a, out = self, RawValue(self.data - b.data, (self, b))
        def step():
            a.grad += -out.grad
            b.grad += out.grad
        out.backward_ = step
        return out

    def __matmul__(self, b):
        a, out = self, RawValue(self.data @ b.data, (self, b))
        def step():
            a.grad += out.grad @ b.data.T
            b.grad += a.data.T @ out.grad
        out.backward_ = step
        return out

    def unary(self, data, slope):
        a, out = self, RawValue(data, (self,))
        def step():
            a.grad += slope * out.grad
        out.backward_ = step
        return out


def exercise1(W, B, A, Y, T):
    w, b = [RawValue(x) for x in W], [RawValue(x) for x in B]
    value, topo = RawValue(A[0]), []
    for i in range(len(w)):
        product = value @ w[i]
        value = product + b[i]
        topo += [product, value]
        if i + 1 < len(w):
            value = value.unary(np.maximum(value.data, 0.0), (value.data > 0) * 1.0)
            topo.append(value)
    diff = value - RawValue(T)
    loss = diff.unary(diff.data**2, 2.0 * diff.data)
    loss.grad += 1.0 / len(T)
    for v in reversed(topo + [diff, loss]):
        v.backward_()
    return [x.grad for x in w], [x.grad for x in b]
