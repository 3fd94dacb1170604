"""Layers in an ordered dictionary, a loss layer at the end."""

from collections import OrderedDict

import numpy as np


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        dx = dout
        return dx


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.x = x
        out = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


class MeanSquaredError:
    def forward(self, y, t):
        self.y = y
        self.t = t
        return np.sum((y - t) ** 2) / y.shape[0]

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = dout * 2 * (self.y - self.t) / batch_size
        return dx


def exercise1(W, B, A, Y, T):
    layers = OrderedDict()
    for idx in range(1, 4):
        layers["Affine" + str(idx)] = Affine(W[idx - 1], B[idx - 1])
        layers["Relu" + str(idx)] = Relu()
    layers["Affine4"] = Affine(W[3], B[3])
    last_layer = MeanSquaredError()

    x = A[0]
    for layer in layers.values():
        x = layer.forward(x)
    last_layer.forward(x, T)

    dout = last_layer.backward(1)
    layer_list = list(layers.values())
    layer_list.reverse()
    for layer in layer_list:
        dout = layer.backward(dout)

    DW = [layers["Affine" + str(idx)].dW for idx in range(1, 5)]
    DB = [layers["Affine" + str(idx)].db for idx in range(1, 5)]
    return DW, DB
