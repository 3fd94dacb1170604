# exercise: 1
# source: poltimmer/MLP-From-Scratch, commit f80d298: np.outer(h0, grad_p), where grad_p is a function and the vector is grad_p_vec
# mistake: The function is passed to the outer product, not the vector that it returned.
# lines: 39
# crash: yes
# first wrong: -
import numpy as np


def ReLUDerivative(x):
    return np.array([1 if v > 0 else 0 for v in x])


def grad_q(o, y, n):
    return 2 * (o - y) / n


def grad_p(h, W3, q):
    return np.multiply(ReLUDerivative(h), W3 @ q)


def grad_r(h, W2, p):
    return np.multiply(ReLUDerivative(h), W2 @ p)


def grad_s(h, W1, r):
    return np.multiply(ReLUDerivative(h), W1 @ r)


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    for x, h0, h1, h2, o, y in zip(*A, Y, T):
        grad_q_vec = grad_q(o, y, len(Y))
        grad_p_vec = grad_p(h2, W[3], grad_q_vec)
        grad_r_vec = grad_r(h1, W[2], grad_p_vec)
        grad_s_vec = grad_s(h0, W[1], grad_r_vec)
        DW[3] += np.outer(h2, grad_q_vec)
        DW[2] += np.outer(h1, grad_p)
        DW[1] += np.outer(h0, grad_r_vec)
        DW[0] += np.outer(x, grad_s_vec)
        for total, vec in zip(DB, (grad_s_vec, grad_r_vec, grad_p_vec, grad_q_vec)):
            total += vec
    return DW, DB
