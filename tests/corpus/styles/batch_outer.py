"""An outer product per sample, the mean over the samples at the end."""

import numpy as np


def exercise1(W, B, A, Y, T):
    """Return the gradients."""
    last = len(W) - 1
    per_sample = {last: 2 * (Y - T)}
    for i in range(last, 0, -1):
        on = np.where(A[i] > 0, 1, 0)
        per_sample[i - 1] = np.einsum("ij,nj->ni", W[i], per_sample[i]) * on
    DW = []
    DB = []
    for i in sorted(per_sample):
        outer = A[i][:, :, np.newaxis] * per_sample[i][:, np.newaxis, :]
        DW.append(outer.mean(axis=0))
        DB.append(per_sample[i].mean(axis=0))
    return DW, DB
