# exercise: 1
# source: bo4arovpavel1989/custom_nn, lib/train.js (JavaScript), two versions: b_deltas of the hidden layers are both the errors that are sent back and the sums over the batch, later errors[i-1][k] = 0 was put in
# mistake: The errors of the hidden units are added up without being set to zero for every sample, so those of earlier samples are sent back again.
# lines: 14
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    count, layers = len(T), len(W)
    w_deltas = [np.zeros(w.shape) for w in W]
    b_deltas = [np.zeros(b.shape) for b in B]
    errors = [np.zeros(b.shape) for b in B]
    for step in range(count):
        errors[layers - 1][:] = 2 * (Y[step] - T[step]) / count
        for i in range(layers - 1, -1, -1):
            for j in range(W[i].shape[1]):
                error = errors[i][j]
                if i < layers - 1 and A[i + 1][step][j] <= 0:
                    error = 0
                b_deltas[i][j] += error
                for k in range(W[i].shape[0]):
                    w_deltas[i][k][j] += A[i][step][k] * error
                    if i > 0:
                        errors[i - 1][k] += W[i][k][j] * error
    return w_deltas, b_deltas
