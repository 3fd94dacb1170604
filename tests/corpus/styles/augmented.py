"""Weights and biases in one matrix, the inputs with a column of ones."""

import numpy as np


def with_ones(a):
    return np.hstack([a, np.ones((a.shape[0], 1))])


def exercise1(W, B, A, Y, T):
    theta = [np.vstack([w, b]) for w, b in zip(W, B)]
    inputs = [with_ones(a) for a in A]
    grads = [None] * len(theta)
    s = 2.0 * (Y - T) / Y.shape[0]
    for k in range(len(theta) - 1, -1, -1):
        grads[k] = inputs[k].T @ s
        s = (s @ theta[k].T)[:, :-1] * (A[k] > 0)
    return [g[:-1] for g in grads], [g[-1] for g in grads]
