# exercise: 1
# source: batched 3-D products, one outer product per sample, then a sum
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    g = (2 / len(Y) * (Y - T))[:, None, :]
    DW, DB = {}, {}
    for l in reversed(range(len(W))):
        a = A[l][:, :, None]
        DW[l] = np.matmul(a, g).sum(axis=0)
        DB[l] = g.sum(axis=(0, 1))
        g = np.matmul(g, np.broadcast_to(W[l].T, (len(Y),) + W[l].T.shape))
        g = g * (a > 0).transpose(0, 2, 1)
    return [DW[l] for l in range(len(W))], [DB[l] for l in range(len(W))]
