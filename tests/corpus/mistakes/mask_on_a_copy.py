# exercise: 1
# source: YingChen1996/leetcode_daydayup, python_numpy/MLP_train_infer.py: the mask is set in another array than the one that is used
# mistake: The mask is set in a copy, and what is used afterwards is the array without the mask.
# lines: 18, 19
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    grad_w, grad_b = [], []
    grad_out = 2 * (Y - T) / len(Y)
    for w, h in zip(W[::-1], A[::-1]):
        grad_w.append(h.T.dot(grad_out))
        grad_b.append(grad_out.sum(axis=0))
        grad_h_relu = grad_out.dot(w.T)
        grad_h = grad_h_relu.copy()
        grad_h[h <= 0] = 0
        grad_out = grad_h_relu
    return grad_w[::-1], grad_b[::-1]
