# exercise: 1
# source: a question (in Portuguese, read in Nemotron-CC-Math): 'Problema em código Multilayer Perceptron de duas camadas', y = np.array(...).T, 'operands could not be broadcast together'
# mistake: The targets are transposed to a row, so that the difference of outputs and targets becomes a matrix of 16 x 16.
# lines: 17
# crash: yes
# first wrong: -
import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return (x > 0).astype(float)
    return np.maximum(0, x)


def exercise1(W, B, A, Y, T):
    y = np.array(T).T
    l0, l1, l2, l3 = A
    l4 = Y

    l4_delta = 2.0 * (l4 - y) / len(l4)

    l3_error = l4_delta.dot(W[3].T)
    l3_delta = l3_error * nonlin(l3, deriv=True)

    l2_error = l3_delta.dot(W[2].T)
    l2_delta = l2_error * nonlin(l2, deriv=True)

    l1_error = l2_delta.dot(W[1].T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    deltas = [l1_delta, l2_delta, l3_delta, l4_delta]
    return [l.T.dot(d) for l, d in zip(A, deltas)], [d.sum(0) for d in deltas]
