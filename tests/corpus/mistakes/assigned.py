# exercise: 1
# source: 0809zheng/CS231n-assignment2019, issue 19 "answer wrong": dx[...] = dout should be dx[...] += dout
# mistake: The gradients of the weights are assigned for every sample, not added up.
# lines: 19
# crash: no
# first wrong: DW[3]
import numpy as np


def affine_backward(dout, cache):
    x, w = cache
    N, D = x.shape
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros(w.shape[1])
    for n in range(N):
        for d in range(D):
            dx[n, d] = np.sum(w[d] * dout[n])
            dw[d] = x[n, d] * dout[n]
        db += dout[n]
    return dx, dw, db


def relu_backward(dout, out):
    return dout * (out > 0)


def mse_loss(scores, y):
    return np.mean((scores - y) ** 2), 2 * (scores - y) / scores.size


def exercise1(W, B, A, Y, T):
    grads = {}
    loss, dout = mse_loss(Y, T)
    for i in range(len(W), 0, -1):
        dout, grads["W%d" % i], grads["b%d" % i] = affine_backward(dout, (A[i - 1], W[i - 1]))
        if i > 1:
            dout = relu_backward(dout, A[i - 1])
    order = range(1, len(W) + 1)
    return [grads["W%d" % i] for i in order], [grads["b%d" % i] for i in order]
