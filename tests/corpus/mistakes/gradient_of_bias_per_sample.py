# exercise: 1
# source: mlpack/mlpack, pull request 3679: gradient = error in the Add layer is right for one sample only (C++)
# mistake: The gradient of the bias is the error itself, with one row per sample; the sum over the samples is missing.
# lines: 14
# crash: no
# first wrong: DB[3]
import numpy as np
from collections import OrderedDict


def gradient(kind, error, x):
    if kind == "linear":
        return x.T @ error
    return error


def exercise1(W, B, A, Y, T):
    found = OrderedDict()
    error = np.divide(2 * (Y - T), T.size)
    for depth in range(len(W), 0, -1):
        x, w = A[depth - 1], W[depth - 1]
        found["add", depth] = gradient("add", error, x)
        found["linear", depth] = gradient("linear", error, x)
        error = np.where(x > 0, error @ w.T, 0)
    pick = lambda kind: [found[kind, depth] for depth in range(1, len(W) + 1)]
    return pick("linear"), pick("add")
