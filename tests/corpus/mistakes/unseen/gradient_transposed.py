# exercise: 1
# source: Stack Overflow 6552851 'Checking the gradient when doing gradient descent' (MATLAB): samples in rows, decoder of shape (hidden, visible), and gDecoder = error_0'*a; the check compares gDecoder(:) with the numerical gradient of decoder(:)
# mistake: The product for the weights is taken in the wrong order, error' * a instead of a' * error, so that the gradients are transposed.
# lines: 26
# crash: no
# first wrong: DW[3]
import numpy as np


def feedforward(x, layers, bias):
    acts = [x]
    for k, layer in enumerate(layers):
        h = acts[-1] @ layer + bias[k]
        acts.append(h * (h > 0) if k < len(layers) - 1 else h)
    return acts


def gradients(x, t, layers, bias):
    acts = feedforward(x, layers, bias)
    z = acts.pop()
    error = 2 * (z - t) / t.size
    g_layers = []
    g_bias = []
    for k in range(len(layers) - 1, -1, -1):
        a = acts[k]
        g_layers.insert(0, error.T @ a)
        g_bias.insert(0, error.sum(axis=0))
        error = (error @ layers[k].T) * (a > 0)
    return g_layers, g_bias


def exercise1(W, B, A, Y, T):
    return gradients(A[0], T, W, B)
