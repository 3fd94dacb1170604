# exercise: 1
# source: candinhoga/mlp_jupyter, a student's notebook (in Portuguese): dL_db2 = dL_da2 and dL_db1 = dL_da1, for one sample
# mistake: The gradient of the biases is the signal itself, without the sum over the samples.
# lines: 20
# crash: no
# first wrong: DB[3]
import numpy as np


def relu_deriv(z):
    return (z > 0).astype(float)


class MLP:
    def __init__(self, W, B):
        self.W, self.B = W, B

    def layer_backward(self, dL_da, h):
        dL_dW = h.T @ dL_da
        dL_db = dL_da
        return dL_dW, dL_db

    def backward(self, h, y_hat, y):
        dL_da = 2 * (y_hat - y) / len(y)
        grads = {}
        for k in (4, 3, 2, 1):
            grads["dW%d" % k], grads["db%d" % k] = self.layer_backward(dL_da, h[k - 1])
            if k > 1:
                dL_dh = dL_da @ self.W[k - 1].T
                dL_da = relu_deriv(h[k - 1]) * dL_dh
        return grads


def exercise1(W, B, A, Y, T):
    grads = MLP(W, B).backward(A, Y, T)
    return [grads["dW%d" % k] for k in range(1, 5)], [grads["db%d" % k] for k in range(1, 5)]
