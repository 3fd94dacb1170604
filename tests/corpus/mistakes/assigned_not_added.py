# exercise: 1
# source: PaddlePaddle/Paddle, issue 1805 (C++): the gradient is directly assigned and will be overwritten by the last branch, it should be added; the same in jw1912/bullet, pull request 175 (Rust)
# mistake: The gradient of every batch is assigned, not added, so only the last batch is left.
# lines: 18, 19
# crash: no
# first wrong: DW[3]
import numpy as np


def slices(n, size):
    return [slice(k, min(k + size, n)) for k in range(0, n, size)]


def backward(W, A, dY, preGrad, biasGrad):
    """One branch: gradient of the samples of one batch."""
    outputGrad = dY
    for k in reversed(range(len(W))):
        preGrad[k] = A[k].T @ outputGrad
        biasGrad[k] = outputGrad.sum(0)
        if k:
            outputGrad = (outputGrad @ W[k].T) * (A[k] > 0)


def exercise1(W, B, A, Y, T):
    n = len(T)
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    dY = 2 * (Y - T) / n
    for batch in slices(n, 4):
        backward(W, [a[batch] for a in A], dY[batch], DW, DB)
    return DW, DB
