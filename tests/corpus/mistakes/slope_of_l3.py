# exercise: 1
# source: Stack Overflow 45878538 "Why aren't shapes aligned?": l4_delta = l4_error*nonlin(l3,deriv=True), "shapes (6,4) and (1,4) not aligned"
# mistake: The error of the output is multiplied by the slope of the last hidden layer, so it has one column per hidden unit.
# lines: 22
# crash: yes
# first wrong: -
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return (x > 0) * 1
    return np.maximum(x, 0)


def exercise1(W, B, A, Y, T):
    syn0, syn1, syn2, syn3 = W
    l0, l1, l2, l3 = A
    l4 = Y

    l4_error = 2 * (l4 - T) / len(T)
    l4_delta = l4_error * nonlin(l3, deriv=True)

    l3_error = l4_delta.dot(syn3.T)
    l3_delta = l3_error * nonlin(l3, deriv=True)

    l2_error = l3_delta.dot(syn2.T)
    l2_delta = l2_error * nonlin(l2, deriv=True)

    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    d3 = l3.T.dot(l4_delta)
    d2 = l2.T.dot(l3_delta)
    d1 = l1.T.dot(l2_delta)
    d0 = l0.T.dot(l1_delta)
    deltas = (l1_delta, l2_delta, l3_delta, l4_delta)
    return [d0, d1, d2, d3], [d.sum(axis=0) for d in deltas]
