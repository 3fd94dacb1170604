# exercise: 1
# source: arthurdouillard/deepcourse, issue 6 "TP MLP htilde": in the backward pass of the solution, switch grad_h by grad_htilde
# mistake: The weight gradients of the hidden layers are taken with the gradient after the ReLU, not with the one before it.
# lines: 24, 29, 34
# crash: no
# first wrong: DW[2]
import numpy as np


def sum_rows(G):
    return np.ones(G.shape[0]) @ G


def exercise1(W, B, A, Y, T):
    x, h1, h2, h3 = A
    grads = {}

    grad_ytilde = 2.0 / T.shape[0] * (Y - T)
    grads["w3"] = h3.T @ grad_ytilde
    grads["b3"] = sum_rows(grad_ytilde)

    grad_h3 = grad_ytilde @ W[3].T
    grad_htilde3 = grad_h3 * (h3 > 0)
    grads["w2"] = h2.T @ grad_h3
    grads["b2"] = sum_rows(grad_htilde3)

    grad_h2 = grad_htilde3 @ W[2].T
    grad_htilde2 = grad_h2 * (h2 > 0)
    grads["w1"] = h1.T @ grad_h2
    grads["b1"] = sum_rows(grad_htilde2)

    grad_h1 = grad_htilde2 @ W[1].T
    grad_htilde1 = grad_h1 * (h1 > 0)
    grads["w0"] = x.T @ grad_h1
    grads["b0"] = sum_rows(grad_htilde1)

    return [grads[f"w{i}"] for i in range(4)], [grads[f"b{i}"] for i in range(4)]
