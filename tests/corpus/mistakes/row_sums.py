# exercise: 1
# source: 8coolguy/distributed-backpropagation (C++), commit 7946d2d "back prop function": _error_term[row] += _weights[index], then times the error of the same row
# mistake: The error for the layer below is the error of each unit times the sum of its own weights, not the product with the transposed weights.
# lines: 18
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    dw, db = {}, {}
    error = 2 * (Y - T) / len(T)
    for k in (3, 2, 1, 0):
        gate = np.ones_like(Y) if k == 3 else np.where(A[k + 1] > 0, 1.0, 0.0)
        local = error * gate
        dw[k] = np.dot(A[k].T, local)
        db[k] = np.sum(local, axis=0)
        error = local * W[k].sum(axis=0)
    return [dw[k] for k in sorted(dw)], [db[k] for k in sorted(db)]
