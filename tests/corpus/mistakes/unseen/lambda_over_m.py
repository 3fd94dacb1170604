# exercise: 1
# source: Stack Overflow 14762054 "Neural network Octave implementation": Theta1_grad(:, 2:end) ./ m + ((lambda/m) * Theta1(:, 2:end)), taken over without knowing what it does
# mistake: A weight decay term is added to the gradient of the weights, although the error has no such term.
# lines: 28
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    m = Y.shape[0]
    lam = 1.0
    # Theta has the bias in its first column, as in the course
    Theta = [np.column_stack([b, w.T]) for w, b in zip(W, B)]
    Theta_grad = [np.zeros(t.shape) for t in Theta]

    for t in range(m):
        a = [np.concatenate([[1.0], layer[t]]) for layer in A]
        d = 2 * (Y[t] - T[t])
        for l in (3, 2, 1, 0):
            Theta_grad[l] = Theta_grad[l] + np.outer(d, a[l])
            if l > 0:
                d = Theta[l].T.dot(d) * (a[l] > 0)
                d = d[1:]

    for l in range(4):
        Theta_grad[l][:, 0] = Theta_grad[l][:, 0] / m
        Theta_grad[l][:, 1:] = Theta_grad[l][:, 1:] / m + (lam / m) * Theta[l][:, 1:]

    return [g[:, 1:].T for g in Theta_grad], [g[:, 0] for g in Theta_grad]
