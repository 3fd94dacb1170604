# exercise: 1
# source: the manner of CS231n students' repositories (hershic/cs231n, g-eoj/cs231n: affine_backward and relu_backward with caches, a dict of grads)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = np.sum(dout, axis=0).reshape(b.shape)
    return dx, dw, db


def relu_backward(dout, cache):
    dx = np.where(cache > 0, dout, 0)
    return dx


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    da = relu_backward(dout, relu_cache)
    return affine_backward(da, fc_cache)


def exercise1(W, B, A, Y, T):
    N = Y.shape[0]
    caches = {i: ((A[i], W[i], B[i]), A[i + 1]) for i in range(3)}
    grads = {}

    dscores = (Y - T) / N
    dscores *= 2
    dout, grads["W4"], grads["b4"] = affine_backward(dscores, (A[3], W[3], B[3]))
    for i in (2, 1, 0):
        dout, dw, db = affine_relu_backward(dout, caches[i])
        grads["W%d" % (i + 1)] = dw
        grads["b%d" % (i + 1)] = db

    names = sorted(grads)
    return [grads[k] for k in names if k[0] == "W"], [grads[k] for k in names if k[0] == "b"]
