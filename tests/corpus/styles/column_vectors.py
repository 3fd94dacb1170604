"""One sample after the other, as column vectors; layers counted from the end."""

import numpy as np


def backprop(weights, biases, activations, y, t):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    delta = 2 * (y - t)
    nabla_b[-1] = delta[:, 0]
    nabla_w[-1] = np.dot(activations[-1], delta.transpose())
    for l in range(2, len(weights) + 1):
        sp = (activations[-l + 1] > 0).astype(float)
        delta = np.dot(weights[-l + 1], delta) * sp
        nabla_b[-l] = delta[:, 0]
        nabla_w[-l] = np.dot(activations[-l], delta.transpose())
    return nabla_b, nabla_w


def exercise1(W, B, A, Y, T):
    nabla_b = [np.zeros(b.shape) for b in B]
    nabla_w = [np.zeros(w.shape) for w in W]
    n = len(Y)
    for k in range(n):
        activations = [a[k].reshape(-1, 1) for a in A]
        delta_nabla_b, delta_nabla_w = backprop(W, B, activations, Y[k : k + 1].T, T[k : k + 1].T)
        nabla_b = [nb + dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]
        nabla_w = [nw + dnw for nw, dnw in zip(nabla_w, delta_nabla_w)]
    return [nw / n for nw in nabla_w], [nb / n for nb in nabla_b]
