# exercise: 1
# source: HoualefAkram/neural-network-from-scratch (Python), commit 7caccc9 'use central derivative', src/utils/derivative.py: EPSILON 1e-10 and (func(point + EPSILON) - func(point)) / EPSILON became 1e-6 and the difference of both sides
# mistake: The derivatives are taken numerically, as a one-sided difference with a step of 1e-10, in which the rounding of the numbers spoils most of the digits.
# lines: 11, 15
# crash: no
# first wrong: DW[2]
import numpy as np


class Derivative:
    EPSILON = 1e-10

    @staticmethod
    def dydx(func, point):
        return (func(point + Derivative.EPSILON) - func(point)) / Derivative.EPSILON


class Mse:
    @staticmethod
    def calculate(y_true, y_pred):
        return float(np.mean((y_true - y_pred) ** 2))


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def predict(self, x):
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            x = np.maximum(x @ w + b, 0)
        return x @ self.weights[-1] + self.biases[-1]

    def __de_dp(self, parameter, index, x, y):
        value = parameter[index]

        def error(p):
            parameter[index] = p
            return Mse.calculate(y, self.predict(x))

        slope = Derivative.dydx(error, value)
        parameter[index] = value
        return slope

    def gradient(self, parameter, x, y):
        slopes = np.zeros(parameter.shape)
        for index in np.ndindex(parameter.shape):
            slopes[index] = self.__de_dp(parameter, index, x, y)
        return slopes


def exercise1(W, B, A, Y, T):
    weights = [np.array(w, dtype=float) for w in W]
    biases = [np.array(b, dtype=float) for b in B]
    net = NeuralNetwork(weights, biases)
    DW = [net.gradient(w, A[0], T) for w in weights]
    DB = [net.gradient(b, A[0], T) for b in biases]
    return DW, DB
