# exercise: 1
# source: Cross Validated 403921 "XOR Neural Network, Problem finding shapes of delta for backpropagation algorithm": theta holds the bias, "operands could not be broadcast together"
# mistake: The delta goes back through theta with its row of biases, so it has one column too many.
# lines: 19
# crash: yes
# first wrong: -
import numpy as np


def with_ones(a):
    return np.c_[np.ones(len(a)), a]


def exercise1(W, B, A, Y, T):
    theta = [np.vstack([b, w]) for w, b in zip(W, B)]
    delta = 2 * (Y - T) / len(T)
    Delta = [with_ones(A[-1]).T @ delta]
    for l in range(len(theta) - 1, 0, -1):
        delta = np.dot(delta, theta[l].T) * (A[l] > 0)
        Delta.append(with_ones(A[l - 1]).T @ delta)
    Delta = Delta[::-1]
    return [D[1:] for D in Delta], [D[0] for D in Delta]
