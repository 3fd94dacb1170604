# exercise: 1
# source: oreilly-japan/deep-learning-from-scratch, pull request 43 "Corrected relu_grad": np.zeros(x) for np.zeros_like(x)
# mistake: np.zeros is given the array itself and takes it for a shape; it should be np.zeros_like.
# lines: 11
# crash: yes
# first wrong: -
import numpy as np


def relu_grad(x):
    grad = np.zeros(x)
    grad[x > 0] = 1
    return grad


class TwoLayers:
    def __init__(self, params):
        self.params = params

    def gradient(self, hidden, y, t):
        grads = {}
        batch_num = t.shape[0]
        dy = 2 * (y - t) / batch_num
        for k in (4, 3, 2, 1):
            grads["W%d" % k] = np.dot(hidden[k - 1].T, dy)
            grads["b%d" % k] = np.sum(dy, axis=0)
            if k > 1:
                da = np.dot(dy, self.params["W%d" % k].T)
                dy = relu_grad(hidden[k - 1]) * da
        return grads


def exercise1(W, B, A, Y, T):
    params = {"W1": W[0], "W2": W[1], "W3": W[2], "W4": W[3]}
    grads = TwoLayers(params).gradient(A, Y, T)
    return [grads[k] for k in ("W1", "W2", "W3", "W4")], [grads[k] for k in ("b1", "b2", "b3", "b4")]
