# exercise: 1
# source: pettod/backpropagation, loss_functions.py as of commit a235354: self.input_grad += float(np.sum(self.mse_derivative(self.input - self.y_true)))
# mistake: The derivative of the loss is summed over the samples, and every sample gets this one number.
# lines: 23, 24
# crash: no
# first wrong: DW[3]
import numpy as np


class MSE_Loss:
    def __init__(self):
        self.input_grad = 0.0

    def __call__(self, y_pred, y_true):
        self.input = y_pred
        self.y_true = y_true
        return float(np.mean((y_pred - y_true) ** 2))

    def mse_derivative(self, x):
        return 2 * x / x.size

    def backward(self):
        self.input_grad = float(np.sum(self.mse_derivative(self.input - self.y_true)))
        return np.full(self.input.shape, self.input_grad)


def exercise1(W, B, A, Y, T):
    loss_function = MSE_Loss()
    loss_function(Y, T)
    g = loss_function.backward()
    dw, db = [], []
    pairs = list(zip(W, A))
    while pairs:
        w, a = pairs.pop()
        dw = [a.T @ g] + dw
        db = [g.sum(axis=0)] + db
        g = (g @ w.T) * np.sign(a)
    return dw, db
