# exercise: 1
# source: php.xlycwl.com 1943431 (a question and its answer in Chinese): the hidden delta is delta_2 @ W_2 * relu_derivative(z_1), beside dW_2 = a_1.T @ delta_2
# mistake: On the way back the signal is multiplied by the weights without transposing them.
# lines: 20
# crash: yes
# first wrong: -
import numpy as np


def relu_derivative(a):
    return (a > 0) * 1.0


def exercise1(W, B, A, Y, T):
    n_layers = len(W)
    deltas = [None] * n_layers
    deltas[-1] = 2 * (Y - T) / T.shape[0]

    for i in range(n_layers - 2, -1, -1):
        back = deltas[i + 1] @ W[i + 1]
        deltas[i] = back * relu_derivative(A[i + 1])

    dW = [A[i].T @ deltas[i] for i in range(n_layers)]
    db = [np.sum(deltas[i], axis=0) for i in range(n_layers)]
    return dW, db
