# exercise: 1
# source: poltimmer/MLP-From-Scratch, commit f80d298 "almost works but there is some bug that I cannot understand": np.nditer(x, op_flags=['readwrite']) in ReLUDerivative
# mistake: The derivative of the ReLU is written into its argument, so the activations are 0 and 1 when the weight gradients are computed.
# lines: 11, 12, 17
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_derivative(x):
    for n in np.nditer(x, op_flags=["readwrite"]):
        n[...] = 1 if n > 0 else 0
    return x


def grad_hidden(h, weights, upper):
    return np.multiply(relu_derivative(h), upper @ weights.T)


def exercise1(W, B, A, Y, T):
    x, h0, h1, h2 = A
    grad_q = 2 * (Y - T) / Y.shape[0]
    grad_p = grad_hidden(h2, W[3], grad_q)
    grad_r = grad_hidden(h1, W[2], grad_p)
    grad_s = grad_hidden(h0, W[1], grad_r)

    grad_W3 = h2.T @ grad_q
    grad_W2 = h1.T @ grad_p
    grad_W1 = h0.T @ grad_r
    grad_W0 = x.T @ grad_s
    biases = [g.sum(0) for g in (grad_s, grad_r, grad_p, grad_q)]
    return [grad_W0, grad_W1, grad_W2, grad_W3], biases
