# exercise: 1
# source: the manner of scikit-learn/scikit-learn, issue 8987 (the loop of _backprop with lists of deltas and an inplace derivative)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


def _compute_loss_grad(layer, n_samples, activations, deltas, coef_grads, intercept_grads):
    coef_grads[layer] = activations[layer].T @ deltas[layer]
    coef_grads[layer] /= n_samples
    intercept_grads[layer] = np.mean(deltas[layer], 0)


def exercise1(W, B, A, Y, T):
    n_samples = T.shape[0]
    n_layers_ = len(W) + 1
    activations = A + [Y]
    deltas = [None] * (n_layers_ - 1)
    coef_grads = [None] * (n_layers_ - 1)
    intercept_grads = [None] * (n_layers_ - 1)

    last = n_layers_ - 2
    deltas[last] = 2 * (activations[-1] - T)
    _compute_loss_grad(last, n_samples, activations, deltas, coef_grads, intercept_grads)

    for i in range(last, 0, -1):
        deltas[i - 1] = deltas[i] @ W[i].T
        inplace_relu_derivative(activations[i], deltas[i - 1])
        _compute_loss_grad(i - 1, n_samples, activations, deltas, coef_grads, intercept_grads)
    return coef_grads, intercept_grads
