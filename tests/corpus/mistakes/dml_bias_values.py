# exercise: 1
# source: apache/systemds, pull request 2330 "Fix autoencoder bias gradient updates" (DML): bias values (b1, b2, ...) in the momentum updates, where the bias gradients (b1_grad, ...) are meant
# mistake: The updates of the biases take the biases themselves in place of their gradients.
# lines: 36, 38, 40, 42
# crash: no
# first wrong: DB[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    W1, W2, W3, W4 = W
    b1, b2, b3, b4 = B
    X, H1, H2, H3 = A
    n = X.shape[0]
    mu = 0.9
    upd_W1 = upd_W2 = upd_W3 = upd_W4 = 0.0
    upd_b1 = upd_b2 = upd_b3 = upd_b4 = 0.0

    # backward pass
    delta4 = 2 / n * (Y - T)
    delta3 = (H3 > 0) * (delta4 @ W4.T)
    delta2 = (H2 > 0) * (delta3 @ W3.T)
    delta1 = (H1 > 0) * (delta2 @ W2.T)

    W4_grad = H3.T @ delta4
    b4_grad = np.sum(delta4, axis=0)
    W3_grad = H2.T @ delta3
    b3_grad = np.sum(delta3, axis=0)
    W2_grad = H1.T @ delta2
    b2_grad = np.sum(delta2, axis=0)
    W1_grad = X.T @ delta1
    b1_grad = np.sum(delta1, axis=0)

    # momentum, starts with 0
    upd_W1 = mu * upd_W1 + W1_grad
    upd_b1 = mu * upd_b1 + b1
    upd_W2 = mu * upd_W2 + W2_grad
    upd_b2 = mu * upd_b2 + b2
    upd_W3 = mu * upd_W3 + W3_grad
    upd_b3 = mu * upd_b3 + b3
    upd_W4 = mu * upd_W4 + W4_grad
    upd_b4 = mu * upd_b4 + b4

    return [upd_W1, upd_W2, upd_W3, upd_W4], [upd_b1, upd_b2, upd_b3, upd_b4]
