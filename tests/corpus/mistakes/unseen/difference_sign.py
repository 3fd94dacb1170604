# exercise: 1
# source: bartMn/ANN-from-scratch-cpp (C++), commit 5eceb62 "fixed the sign in diff function", src/functions/functions.cpp, Functions::diff: y - predictions became predictions - y
# mistake: The difference that the gradient starts from is target minus prediction, so all gradients have the wrong sign.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np


class Functions:
    @staticmethod
    def diff(m_diff, predictions, y):
        if predictions.shape != y.shape:
            raise RuntimeError("Matrix dimensions must match for diff calculation.")
        for i in range(predictions.size):
            m_diff.flat[i] = y.flat[i] - predictions.flat[i]

    @staticmethod
    def mse_derivative(m_diff, predictions, y, samples):
        Functions.diff(m_diff, predictions, y)
        m_diff *= 2 / samples

    @staticmethod
    def relu_derivative(m_out, z):
        m_out[:] = z > 0


class ANN:
    def __init__(self, W, B):
        self.weights = [w.T for w in W]
        self.biases = [b.reshape(-1, 1) for b in B]
        self.dw = [np.zeros_like(w) for w in self.weights]
        self.db = [np.zeros_like(b) for b in self.biases]

    def backprop(self, a_values, prediction, target, samples):
        count = len(self.weights)
        signals = [np.zeros_like(b) for b in self.biases]
        Functions.mse_derivative(signals[-1], prediction, target, samples)
        for i in range(count - 1, 0, -1):
            self.dw[i] += signals[i] @ a_values[i].T
            self.db[i] += signals[i]
            z = self.weights[i - 1] @ a_values[i - 1] + self.biases[i - 1]
            dz = np.zeros_like(z)
            Functions.relu_derivative(dz, z)
            signals[i - 1] = (self.weights[i].T @ signals[i]) * dz
        self.dw[0] += signals[0] @ a_values[0].T
        self.db[0] += signals[0]


def exercise1(W, B, A, Y, T):
    ann = ANN(W, B)
    for n in range(len(Y)):
        a_values = [a[n].reshape(-1, 1) for a in A]
        ann.backprop(a_values, Y[n].reshape(-1, 1), T[n].reshape(-1, 1), len(Y))
    return [w.T for w in ann.dw], [b.ravel() for b in ann.db]
