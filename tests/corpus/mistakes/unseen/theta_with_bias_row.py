# exercise: 1
# source: Cross Validated 403921 "XOR Neural Network, Problem finding shapes of delta": operands could not be broadcast together with shapes (3,) (2,)
# mistake: The row of the biases in theta is not left out when the delta is sent back, so the result has one column too many.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


def add_ones(a):
    return np.hstack([np.ones((len(a), 1)), a])


def exercise1(W, B, A, Y, T):
    theta = [np.vstack([b, w]) for w, b in zip(W, B)]
    m = T.shape[0]

    Delta = [None] * 4
    delta = Y - T
    for l in (3, 2, 1, 0):
        Delta[l] = np.dot(add_ones(A[l]).T, delta)
        if l:
            delta = np.dot(delta, theta[l].T) * (A[l] > 0)

    grad = [2 * D / m for D in Delta]
    return [g[1:] for g in grad], [g[0] for g in grad]
