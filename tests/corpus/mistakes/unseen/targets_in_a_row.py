# exercise: 1
# source: Stack Overflow 75473498 (read at example-a.com) "ValueError: shapes (4,2) and (4,1) not aligned": y of shape (1, 4), output of shape (4, 1)
# mistake: The targets are a row and the outputs are a column, so their difference is a matrix.
# lines: 15, 21
# crash: yes
# first wrong: -
import numpy as np


def relu_derivative(x):
    return np.where(x > 0, 1, 0)


def output_delta(output, y):
    error = output - y
    return 2 * error / y.size


def exercise1(W, B, A, Y, T):
    output = Y
    y = np.reshape(T, (1, -1))

    delta = output_delta(output, y)
    weights_derivative = [np.dot(A[3].T, delta)]
    biases_derivative = [np.sum(delta, axis=0)]
    for n in range(3, 0, -1):
        error = np.dot(delta, W[n].T)
        delta = error * relu_derivative(A[n])
        weights_derivative.insert(0, np.dot(A[n - 1].T, delta))
        biases_derivative.insert(0, np.sum(delta, axis=0))
    return weights_derivative, biases_derivative
