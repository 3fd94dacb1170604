# exercise: 1
# source: numpy/numpy, issue 11737: nonlin(12, deriv=True) and nonlin(11, deriv=True), the numbers 12 and 11 for the names l2 and l1
# mistake: In two calls stands the number 12 or 11 where the name l2 or l1 is meant; the slope of a positive number is 1.
# lines: 24, 26
# crash: no
# first wrong: DW[1]
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return np.greater(x, 0) * 1.0
    return np.maximum(x, 0)


def exercise1(W, B, A, Y, T):
    syn0, syn1, syn2, syn3 = W
    l0, l1, l2, l3 = A

    l4_delta = (Y - T) * (2.0 / len(l0))
    l3_error = l4_delta.dot(syn3.T)
    l3_delta = l3_error * nonlin(l3, deriv=True)
    l2_error = l3_delta.dot(syn2.T)
    l2_delta = l2_error * nonlin(12, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(11, deriv=True)

    return [
        l0.T.dot(l1_delta),
        l1.T.dot(l2_delta),
        l2.T.dot(l3_delta),
        l3.T.dot(l4_delta),
    ], [l1_delta.sum(0), l2_delta.sum(0), l3_delta.sum(0), l4_delta.sum(0)]
