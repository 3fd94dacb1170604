# exercise: 1
# source: precice/aste, pull request 151 "Fix gradient calculations": missing parentheses in a gradient
# mistake: There are no parentheses around the difference, so only the target is multiplied by 2 / N, and the output is not.
# lines: 11
# crash: no
# first wrong: DW[3]
import numpy as np


def grad_of_error(y, t, n):
    return y - t * 2 / n


def step_down(g, w, a):
    return (g @ w.transpose()) * np.where(a > 0, 1, 0)


def exercise1(W, B, A, Y, T):
    n = Y.shape[0]
    g4 = grad_of_error(Y, T, n)
    g3 = step_down(g4, W[3], A[3])
    g2 = step_down(g3, W[2], A[2])
    g1 = step_down(g2, W[1], A[1])
    gs = (g1, g2, g3, g4)
    return [a.transpose() @ g for a, g in zip(A, gs)], [g.sum(axis=0) for g in gs]
