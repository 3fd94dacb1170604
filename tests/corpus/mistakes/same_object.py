# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 364: activation in place, "activations and zs were actually the same object" (Java)
# mistake: The mask is written into the array of activations itself, so the gradient of the weights below uses ones in place of the activations.
# lines: 11, 12
# crash: no
# first wrong: DW[2]
import numpy as np


def drelu(z):
    d = z
    d[d > 0] = 1
    d[d < 0] = 0
    return d


def exercise1(W, B, A, Y, T):
    dW, dB = [0] * 4, [0] * 4
    delta = 2 * (Y - T) / len(Y)
    dW[3] = A[3].T @ delta
    dB[3] = delta.sum(0)
    for i in range(2, -1, -1):
        delta = (delta @ W[i + 1].T) * drelu(A[i + 1])
        if i > 0:
            gate = drelu(A[i])
        dW[i] = A[i].T @ delta
        dB[i] = delta.sum(0)
    return dW, dB
