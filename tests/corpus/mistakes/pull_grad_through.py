# exercise: 1
# source: VikParuchuri/zero_to_gpt, issue 12 "Gradient is being updated after upgradation of weights"
# mistake: The weights and biases of the layer are updated first, and the gradient is then pulled through the updated weights.
# lines: 25, 27
# crash: no
# first wrong: DW[2]
import numpy as np


def mse_grad(actual, predicted):
    return 2 * (predicted - actual) / actual.shape[0]


def backward(layers, hidden, grad, lr):
    w_grads, b_grads = [], []
    for i in range(len(layers) - 1, -1, -1):
        if i != len(layers) - 1:
            grad = np.multiply(grad, np.heaviside(hidden[i + 1], 0))

        w_grad = hidden[i].T @ grad
        b_grad = np.sum(grad, axis=0)
        w_grads.append(w_grad)
        b_grads.append(b_grad)

        layers[i][0] -= w_grad * lr
        layers[i][1] -= b_grad * lr
        grad = grad @ layers[i][0].T
    return w_grads[::-1], b_grads[::-1]


def exercise1(W, B, A, Y, T):
    layers = [[w.copy(), b.copy()] for w, b in zip(W, B)]
    return backward(layers, A, mse_grad(T, Y), lr=1e-2)
