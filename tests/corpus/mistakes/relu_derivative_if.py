# exercise: 1
# source: poltimmer/MLP-From-Scratch, commit a839be1 "ReluDerivative now works for vectors"
# mistake: The derivative of ReLU asks with an if whether an array is positive, which has no single answer.
# lines: 11
# crash: yes
# first wrong: -
import numpy as np


def ReLUDerivative(x):
    if x > 0:
        return 1
    else:
        return 0


def grad_q(output, y, n):
    return 2 * (output - y) / n


def grad_hidden(h, W, grad_above):
    return ReLUDerivative(h) * (W @ grad_above)


def exercise1(W, B, A, Y, T):
    W0, W1, W2, W3 = W
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for index in range(len(T)):
        x, h0, h1, h2 = [a[index] for a in A]

        # back propagation
        grad_q_vec = grad_q(Y[index], T[index], len(T))
        grad_W3 = np.outer(h2, grad_q_vec)

        grad_p_vec = grad_hidden(h2, W3, grad_q_vec)
        grad_W2 = np.outer(h1, grad_p_vec)

        grad_r_vec = grad_hidden(h1, W2, grad_p_vec)
        grad_W1 = np.outer(h0, grad_r_vec)

        grad_s_vec = grad_hidden(h0, W1, grad_r_vec)
        grad_W0 = np.outer(x, grad_s_vec)

        for total, g in zip(DW, (grad_W0, grad_W1, grad_W2, grad_W3)):
            total += g
        for total, g in zip(DB, (grad_s_vec, grad_r_vec, grad_p_vec, grad_q_vec)):
            total += g
    return DW, DB
