# exercise: 1
# source: joey00072/Tinytorch, issue 3 "Backward pass for matmul gives an error": the samples are passed one by one, x.data transposed @ grad.data has a mismatch for arrays of one dimension
# mistake: A single sample has one dimension, its transpose is the same array, so the product with the signal is no outer product.
# lines: 18
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    samples = len(T)
    for n in range(samples):
        grad = 2 * (Y[n] - T[n]) / samples
        for layer in reversed(range(len(W))):
            x = A[layer][n]
            DW[layer] += x.T @ grad
            DB[layer] += grad
            if layer:
                grad = (grad @ W[layer].T) * (x > 0)
    return DW, DB
