# exercise: 1
# source: pavomod/Neural-network-from-scratch, commit b76b153 (lossFunctions.py, mean_squared_error_derivative): -(2 / N) * (y_pred - y_true), put right later as -2 * (y_true - y_pred) / N
# mistake: the derivative of the squared error has a minus sign in front although the difference is already output minus target
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np


class LossFunction:
    def function(self, y_true, y_pred):
        return np.mean(np.sum(np.power(y_true - y_pred, 2), axis=1))

    def derivative(self, y_true, y_pred):
        return -(2 / y_true.shape[0]) * (y_pred - y_true)


class ActivationFunction:
    def derivative(self, x):
        return np.where(x > 0, 1, 0)


def exercise1(W, B, A, Y, T):
    loss_function = LossFunction()
    activation_function = ActivationFunction()
    n = len(W)
    deltas = [None] * n
    grad_weights = [None] * n
    grad_bias = [None] * n
    deltas[-1] = loss_function.derivative(T, Y)
    for i in reversed(range(n - 1)):
        deltas[i] = np.dot(deltas[i + 1], W[i + 1].T) * activation_function.derivative(A[i + 1])
    for i in range(n):
        grad_weights[i] = np.dot(A[i].T, deltas[i])
        grad_bias[i] = np.sum(deltas[i], axis=0)
    return grad_weights, grad_bias
