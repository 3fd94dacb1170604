# exercise: 1
# source: a public program known to the maintainers (not found a second time): the gradient of the weights is sent back in place of the signal
# mistake: What travels back is made of the gradient of the weights, and not of the signal: dW times W transposed, sample by sample.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


def backward_sample(weights, acts, dz):
    dws, dbs = [], []
    for w, a in zip(weights[::-1], acts[::-1]):
        dw = a[:, None] * dz[None, :]
        dws.insert(0, dw)
        dbs.insert(0, dz)
        da = (w * dw).sum(axis=1)
        dz = np.where(a > 0, da, 0)
    return dws, dbs


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    for *acts, y, t in zip(*A, Y, T):
        dws, dbs = backward_sample(W, acts, 2 * (y - t) / len(Y))
        for k in range(len(W)):
            DW[k] += dws[k]
            DB[k] += dbs[k]
    return DW, DB
