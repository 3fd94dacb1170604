# exercise: 1
# source: iamtrask/Grokking-Deep-Learning, issue 16 "Repeated iterations": the deltas of the whole batch are computed and applied again for every k in range(batch_size)
# mistake: The gradients of the whole batch are added once for every sample of the batch, so they come out 16 times too large.
# lines: 19, 24, 25
# crash: no
# first wrong: DW[3]
import numpy as np


def relu2deriv(output):
    return (output > 0).astype(float)


def exercise1(W, B, A, Y, T):
    batch_size = Y.shape[0]
    grad_w = [np.zeros_like(w) for w in W]
    grad_b = [np.zeros_like(b) for b in B]
    error = 0.0
    for k in range(batch_size):
        error += np.sum((Y[k : k + 1] - T[k : k + 1]) ** 2) / batch_size
        delta = 2 * (Y - T) / batch_size
        i = len(W) - 1
        while i >= 0:
            grad_w[i] += A[i].T.dot(delta)
            grad_b[i] += delta.sum(axis=0)
            delta = delta.dot(W[i].T) * relu2deriv(A[i])
            i -= 1
    return grad_w, grad_b
