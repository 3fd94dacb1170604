# exercise: 1
# source: campusx-official/100-days-of-machine-learning, issue 9 and pull request 8 'Batch size not mention in Mini-Batch GD' (Python, class MBGDRegressor): coef_der = -2 * np.dot((y_train[idx] - y_hat), X_train[idx]), should be -2/self.batch_size
# mistake: The gradients of the weights are sums over the batch and not divided by its size; those of the biases are means.
# lines: 21
# crash: no
# first wrong: DW[3]
import numpy as np


class MBGDRegressor:
    def __init__(self, batch_size, coefs, intercepts):
        self.batch_size = batch_size
        self.coefs_ = coefs
        self.intercepts_ = intercepts

    def derivatives(self, outs, y):
        delta = outs[-1] - y
        coef_ders, intercept_ders = [], []
        for l in range(len(self.coefs_) - 1, -1, -1):
            intercept_der = 2 * np.mean(delta, axis=0)
            coef_der = 2 * np.dot(outs[l].T, delta)
            coef_ders.insert(0, coef_der)
            intercept_ders.insert(0, intercept_der)
            delta = np.dot(delta, self.coefs_[l].T) * (outs[l] > 0)
        return coef_ders, intercept_ders

    def fit(self, outs_train, y_train):
        batches = int(len(y_train) / self.batch_size)
        coef_total = [0] * len(self.coefs_)
        intercept_total = [0] * len(self.coefs_)
        for i in range(batches):
            idx = np.arange(i * self.batch_size, (i + 1) * self.batch_size)
            outs = [o[idx] for o in outs_train]
            coef_ders, intercept_ders = self.derivatives(outs, y_train[idx])
            coef_total = [t + d / batches for t, d in zip(coef_total, coef_ders)]
            intercept_total = [t + d / batches for t, d in zip(intercept_total, intercept_ders)]
        return coef_total, intercept_total


def exercise1(W, B, A, Y, T):
    return MBGDRegressor(4, W, B).fit(list(A) + [Y], T)
