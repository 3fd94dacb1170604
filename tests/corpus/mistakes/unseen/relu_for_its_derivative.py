# exercise: 1
# source: NVlabs/tiny-cuda-nn, issue 465 "[Question] : calculate output error in backward should be partial of activation function rather than activation function itself ?" (C++)
# mistake: What comes back is multiplied by ReLU of the activation and not by the derivative of ReLU.
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(x):
    return np.maximum(x, 0)


def relu_prime(x):
    return np.heaviside(x, 0)


def exercise1(W, B, A, Y, T):
    delta = (Y - T) * 2 / Y.size
    nabla_w = [A[-1].T @ delta]
    nabla_b = [delta.sum(axis=0)]
    for l in range(2, len(W) + 1):
        delta = (delta @ W[-l + 1].T) * relu(A[-l + 1])
        nabla_w.append(A[-l].T @ delta)
        nabla_b.append(delta.sum(axis=0))
    return nabla_w[::-1], nabla_b[::-1]
