"""Parameters and gradients in dictionaries, with keys such as dW3; samples in columns."""

import numpy as np


def linear_backward(dZ, cache):
    A_prev, W = cache
    dW = np.dot(dZ, A_prev.T)
    db = np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def relu_backward(dA, activation_cache):
    dZ = np.array(dA, copy=True)
    dZ[activation_cache <= 0] = 0
    return dZ


def exercise1(W, B, A, Y, T):
    L = len(W)
    m = Y.shape[0]
    caches = [(A[l].T, W[l].T) for l in range(L)]
    grads = {}
    dZ = 2 * (Y.T - T.T) / m
    for l in reversed(range(L)):
        dA, dW, db = linear_backward(dZ, caches[l])
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
        if l > 0:
            dZ = relu_backward(dA, A[l].T)
    DW = [grads["dW" + str(l)].T for l in range(1, L + 1)]
    DB = [grads["db" + str(l)].ravel() for l in range(1, L + 1)]
    return DW, DB
