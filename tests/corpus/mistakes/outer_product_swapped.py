# exercise: 1
# source: iamtrask/Grokking-Deep-Learning, issues 23 and 71 and pull request 22: outer_prod(input, delta) for outer_prod(delta, input)
# mistake: The two arguments of the outer product are exchanged, so the gradient of the weights is laid out the other way round.
# lines: 25
# crash: no
# first wrong: DW[3]
import numpy as np


def outer_prod(a, b):
    out = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            out[i][j] = a[i] * b[j]
    return out


def exercise1(W, B, A, Y, T):
    weight_deltas = [0, 0, 0, 0]
    bias_deltas = [0, 0, 0, 0]
    for row in range(len(Y)):
        delta = 2 * (Y[row] - T[row]) / len(Y)
        for l in (3, 2, 1, 0):
            input = A[l][row]
            weight_deltas[l] = weight_deltas[l] + outer_prod(delta, input)
            bias_deltas[l] = bias_deltas[l] + delta
            delta = W[l].dot(delta) * (input > 0)
    return weight_deltas, bias_deltas
