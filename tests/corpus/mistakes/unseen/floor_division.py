# exercise: 1
# source: ageron/handson-ml, issue 16 "gradient equals 0 in python 2": gradients = 2/m * X_b.T.dot(...), where / divides integers without a remainder
# mistake: 2 divided by the number of samples is an integer division, so the factor, and every gradient, is 0.
# lines: 16, 17
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(theta, bias, A, Y, y):
    m = len(y)
    layers = range(len(theta))
    errors = [Y - y]
    for l in reversed(layers[1:]):
        errors.insert(0, errors[0].dot(theta[l].T) * (A[l] > 0))
    gradients = [2 // m * A[l].T.dot(errors[l]) for l in layers]
    bias_gradients = [2 // m * errors[l].sum(axis=0) for l in layers]
    return gradients, bias_gradients
