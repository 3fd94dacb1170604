"""Functions for an affine layer, for ReLU and for both, each with a cache."""

import numpy as np


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    da = relu_backward(dout, relu_cache)
    dx, dw, db = affine_backward(da, fc_cache)
    return dx, dw, db


def mse_loss(y, t):
    N = y.shape[0]
    loss = np.sum((y - t) ** 2) / N
    dy = 2.0 / N * (y - t)
    return loss, dy


def exercise1(W, B, A, Y, T):
    caches = []
    for i in range(3):
        caches.append(((A[i], W[i], B[i]), A[i + 1]))
    grads = {}
    loss, dout = mse_loss(Y, T)
    dx, grads["W3"], grads["b3"] = affine_backward(dout, (A[3], W[3], B[3]))
    for i in range(2, -1, -1):
        dx, grads["W%d" % i], grads["b%d" % i] = affine_relu_backward(dx, caches[i])
    DW = [grads["W%d" % i] for i in range(4)]
    DB = [grads["b%d" % i] for i in range(4)]
    return DW, DB
