# exercise: 1
# source: eriklindernoren/ML-From-Scratch, issue 77 "Error in MLP": shapes (8999, 8999) and (1, 16), because y is flat
# mistake: The targets are made flat, so that output minus target is a square matrix of all pairs.
# lines: 27
# crash: yes
# first wrong: -
import numpy as np


class SquareLoss:
    def gradient(self, y, y_pred):
        return 2 * (y_pred - y) / len(y)


class ReLU:
    def gradient(self, x):
        return np.where(x > 0, 1, 0)


class MultilayerPerceptron:
    def __init__(self, W, B):
        self.W, self.B = W, B
        self.loss = SquareLoss()
        self.hidden_activation = ReLU()

    def gradients(self, A, y_pred, y):
        grad = self.loss.gradient(y.flatten(), y_pred)
        grad_W, grad_w0 = [], []
        for V, hidden in zip(self.W[::-1], A[::-1]):
            grad_W.append(hidden.T.dot(grad))
            grad_w0.append(np.sum(grad, axis=0))
            grad = grad.dot(V.T) * self.hidden_activation.gradient(hidden)
        grad_W.reverse()
        grad_w0.reverse()
        return grad_W, grad_w0


def exercise1(W, B, A, Y, T):
    return MultilayerPerceptron(W, B).gradients(A, Y, T)
