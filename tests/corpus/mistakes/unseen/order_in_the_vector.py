# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 3035 (Java): the gradient is flattened in the order vb, b, W, the parameters in the order W, b, vb
# mistake: The biases are put before the weights into the vector, but are taken out as if they came after them.
# lines: 11, 17, 19
# crash: no
# first wrong: DW[3]
import numpy as np


def flatten(grads):
    return np.concatenate([np.concatenate((db, dw.ravel())) for dw, db in grads])


def unflatten(vector, W, B):
    DW, DB, pos = [], [], 0
    for w, b in zip(W, B):
        DW.append(vector[pos : pos + w.size].reshape(w.shape))
        pos += w.size
        DB.append(vector[pos : pos + b.size])
        pos += b.size
    return DW, DB


def gradient(W, A, d):
    grads = [(A[-1].T @ d, d.sum(0))]
    for w, a_in, a_out in zip(W[:0:-1], A[-2::-1], A[:0:-1]):
        d = (d @ w.T) * (a_out > 0)
        grads.append((a_in.T @ d, d.sum(0)))
    return flatten(grads[::-1])


def exercise1(W, B, A, Y, T):
    vector = gradient(W, A, (Y - T) / (0.5 * T.size))
    return unflatten(vector, W, B)
