# exercise: 1
# source: ddbourgin/numpy-ml, issue 48 "A little bug": self.fn_x is never defined
# mistake: The attribute self.fn_x is read, but the forward method stores the output under another name.
# lines: 12, 16
# crash: yes
# first wrong: -
import numpy as np


class Relu:
    def forward(self, out):
        self.fn_out = out
        return out

    def grad(self):
        return (self.fn_x > 0).astype(float)


class FullyConnected:
    def __init__(self, W, act_fn=None):
        self.W = W
        self.act_fn = act_fn

    def remember(self, x, out):
        self.x = x
        if self.act_fn:
            self.act_fn.forward(out)

    def backward(self, dLdy):
        dZ = dLdy * self.act_fn.grad() if self.act_fn else dLdy
        return self.x.T @ dZ, dZ.sum(axis=0), dZ @ self.W.T


def exercise1(W, B, A, Y, T):
    layers = [FullyConnected(w, Relu()) for w in W[:-1]] + [FullyConnected(W[-1])]
    for layer, x, out in zip(layers, A, A[1:] + [Y]):
        layer.remember(x, out)
    dW, db = [], []
    d = 2 * (Y - T) / T.size
    for layer in layers[::-1]:
        w, b, d = layer.backward(d)
        dW.insert(0, w)
        db.insert(0, b)
    return dW, db
