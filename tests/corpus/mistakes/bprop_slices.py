# exercise: 1
# source: NervanaSystems/neon, issue 111 "Bug in bprop?" (array_grad_I[:, m, ...] should be array_grad_I[:, d, ...])
# mistake: The gradient of the inputs is written at the index of the output unit, and not of the input unit.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


def bprop_fc(w, err):
    n, n_out = err.shape
    n_in = w.shape[0]
    grad_I = np.zeros((n, n_in))
    for d in range(n_in):
        for m in range(n_out):
            grad_I[:, m] += w[d, m] * err[:, m]
    return grad_I


def update_fc(inputs, err):
    n_in, n_out = inputs.shape[1], err.shape[1]
    grad_F = np.zeros((n_in, n_out))
    for d in range(n_in):
        for m in range(n_out):
            grad_F[d, m] = np.dot(inputs[:, d], err[:, m])
    return grad_F


def exercise1(W, B, A, Y, T):
    err = 2.0 * (Y - T) / T.size
    grads = []
    layer = len(W)
    while layer > 0:
        layer -= 1
        grads.append((update_fc(A[layer], err), np.add.reduce(err)))
        if layer == 0:
            break
        err = bprop_fc(W[layer], err)
        err *= np.greater(A[layer], 0)
    DW, DB = zip(*grads[::-1])
    return list(DW), list(DB)
