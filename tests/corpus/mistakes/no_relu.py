# exercise: 1
# source: forums.fast.ai 107030 "Could someone help me verify/troubleshoot my implementation of backpropagation?": the formula of w1_gs has no ReLU in it
# mistake: The derivative of the ReLU is missing: the signal is multiplied by the transposed weights only.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    trn_n = T.shape[0]
    diff = (2 / trn_n) * (Y - T)
    gs = [diff]
    for w, l in zip(W[:0:-1], A[:0:-1]):
        gs.append(gs[-1] @ w.T)
    gs = gs[::-1]
    w_gs = [(a[:, :, None] * g[:, None, :]).sum(0) for a, g in zip(A, gs)]
    b_gs = [np.add.reduce(g) for g in gs]
    return w_gs, b_gs
