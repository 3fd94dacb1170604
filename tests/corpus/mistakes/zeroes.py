# exercise: 1
# source: meetvora/mlp-classifier, issue 9 "function error": np.zeroes
# mistake: The function is called np.zeros, there is no np.zeroes.
# lines: 11
# crash: yes
# first wrong: -
import numpy as np


def backprop(weights, biases, activations, y):
    nabla_b = [np.zeroes(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    delta = 2 * (activations[-1] - y)
    nabla_b[-1] = delta
    nabla_w[-1] = np.outer(activations[-2], delta)
    for l in range(2, len(weights) + 1):
        delta = np.dot(weights[-l + 1], delta) * (activations[-l] > 0)
        nabla_b[-l] = delta
        nabla_w[-l] = np.outer(activations[-l - 1], delta)
    return nabla_b, nabla_w


def exercise1(W, B, A, Y, T):
    total_b = [b * 0 for b in B]
    total_w = [w * 0 for w in W]
    for n in range(len(Y)):
        nb, nw = backprop(W, B, [a[n] for a in A] + [Y[n]], T[n])
        total_b = [s + d / len(Y) for s, d in zip(total_b, nb)]
        total_w = [s + d / len(Y) for s, d in zip(total_w, nw)]
    return total_w, total_b
