# exercise: 1
# source: forums.fast.ai 107030 "Could someone help me verify/troubleshoot my implementation of backpropagation?": (l2 - trn_y).T * (trn_x * w2).sum(0)
# mistake: The inputs and the gradients are summed over the samples before they are multiplied, not after.
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np


def mse_grad(out, trn_y):
    return (2 / trn_y.shape[0]) * (out - trn_y)


def lin_grad(inp, out_g):
    w_gs = inp.sum(0)[:, None] * out_g.sum(0)[None, :]
    b_gs = out_g.sum(0)
    return w_gs, b_gs


def relu_grad(l, g):
    return (l > 0).astype(float) * g


def exercise1(W, B, A, Y, T):
    trn_x, l1, l2, l3 = A
    g4 = mse_grad(Y, T)
    g3 = relu_grad(l3, g4 @ W[3].T)
    g2 = relu_grad(l2, g3 @ W[2].T)
    g1 = relu_grad(l1, g2 @ W[1].T)
    both = [lin_grad(*p) for p in ((trn_x, g1), (l1, g2), (l2, g3), (l3, g4))]
    return [w for w, _ in both], [b for _, b in both]
