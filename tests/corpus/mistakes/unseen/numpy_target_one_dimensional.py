# exercise: 1
# source: github numpy/numpy, issue 11737 (valueError : shapes ... not aligned ...): y = np.array([0,1,1,0]) with l2_error = y - l2, where the tutorial has the column np.array([[0,1,1,0]]).T
# mistake: The targets have one dimension and the outputs two, so their difference becomes a square matrix by broadcasting, and the next product stops.
# lines: 18
# crash: yes
# first wrong: -
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return 1.0 * (x > 0)
    return np.maximum(0, x)


def exercise1(W, B, A, Y, T):
    x = np.array(A[0])
    y = np.array(T[:, 0])
    syn0, syn1, syn2, syn3 = W
    bias0, bias1, bias2, bias3 = B

    l0 = x
    l1 = nonlin(np.dot(l0, syn0) + bias0)
    l2 = nonlin(np.dot(l1, syn1) + bias1)
    l3 = nonlin(np.dot(l2, syn2) + bias2)
    l4 = np.dot(l3, syn3) + bias3

    l4_error = l4 - y
    l4_delta = 2 * l4_error / len(y)
    l3_error = l4_delta.dot(syn3.T)
    l3_delta = l3_error * nonlin(l3, deriv=True)
    l2_error = l3_delta.dot(syn2.T)
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error * nonlin(l1, deriv=True)

    DW = [l0.T.dot(l1_delta), l1.T.dot(l2_delta), l2.T.dot(l3_delta), l3.T.dot(l4_delta)]
    DB = [l1_delta.sum(0), l2_delta.sum(0), l3_delta.sum(0), l4_delta.sum(0)]
    return DW, DB
