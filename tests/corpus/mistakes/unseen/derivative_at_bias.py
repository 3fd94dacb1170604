# exercise: 1
# source: Artificial Intelligence Stack Exchange 16675 "Calculation of neural network biases in backpropagation": o_biases = o_error * nonlin(biasO, deriv=True)
# mistake: For the gradient of the biases, the derivative of the activation is taken at the bias, not at the outputs of the units.
# lines: 27
# crash: no
# first wrong: DB[2]
import numpy as np


def nonlin(x, deriv=False):
    if deriv == True:
        return 1.0 * (x > 0)
    return np.maximum(0, x)


def exercise1(W, B, A, Y, T):
    biasInput = np.ones(len(T))
    DW = [0, 0, 0, 0]
    DB = [0, 0, 0, 0]

    delta = 2 * (Y - T) / len(T)
    DW[3] = A[3].T.dot(delta)
    DB[3] = biasInput.dot(delta)
    for j in range(2, -1, -1):
        error = delta.dot(W[j + 1].T)
        delta = error * nonlin(A[j + 1], deriv=True)
        biases = error * nonlin(B[j], deriv=True)
        DW[j] = A[j].T.dot(delta)
        DB[j] = biasInput.dot(biases)
    return DW, DB
