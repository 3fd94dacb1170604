# exercise: 1
# source: arrayfire/arrayfire-ml, pull request 39 "[WIP] Conv2D Layer" (C++): the gradient function takes one image of the batch, "This doesn't work for n > 1"
# mistake: The gradient of the weights is computed from the first sample only, not summed over the batch.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np


class Variable:
    def __init__(self, data, inputs=(), grad_func=None):
        self.data, self.inputs, self.grad_func = data, inputs, grad_func
        self.grad = None

    def addGrad(self, g):
        self.grad = g if self.grad is None else self.grad + g

    def backward(self, g):
        self.addGrad(g)
        if self.grad_func:
            for child, part in zip(self.inputs, self.grad_func(g)):
                child.backward(part)


def linear(x, w, b):
    def grad_func(g):
        grad_w = np.outer(x.data[0], g[0])
        grad_b = g.sum(axis=0)
        return g @ w.data.T, grad_w, grad_b

    return Variable(x.data @ w.data + b.data, (x, w, b), grad_func)


def relu(x):
    mask = x.data > 0
    return Variable(x.data * mask, (x,), lambda g: (g * mask,))


def exercise1(W, B, A, Y, T):
    ws, bs = [Variable(w) for w in W], [Variable(b) for b in B]
    out = Variable(A[0])
    for i in range(len(ws)):
        out = linear(out, ws[i], bs[i])
        if i + 1 != len(ws):
            out = relu(out)
    out.backward(2 * (out.data - T) / len(T))
    return [w.grad for w in ws], [b.grad for b in bs]
