# exercise: 1
# source: Artificial Intelligence Stack Exchange 16675 "Calculation of Neural network biases in backpropagation": o_biases = o_error * nonlin(biasO, deriv=True)
# mistake: For the gradient of the biases the slope is taken at the bias, not at the activation of the unit.
# lines: 25
# crash: no
# first wrong: DB[2]
import numpy as np


def nonlin(x, deriv=False):
    if deriv:
        return np.where(x > 0, 1.0, 0.0)
    return np.maximum(0, x)


def exercise1(W, B, A, Y, T):
    o_error = 2 * (Y - T) / len(T)
    dW = [A[3].T.dot(o_error)]
    dB = [o_error.sum(axis=0)]
    delta = o_error
    for k in (2, 1, 0):
        h = A[k + 1]
        h_error = delta.dot(W[k + 1].T)
        delta = h_error * nonlin(h, deriv=True)
        h_biases = h_error * nonlin(B[k], deriv=True)
        dW.append(A[k].T.dot(delta))
        dB.append(h_biases.sum(axis=0))
    return dW[::-1], dB[::-1]
