# exercise: 1
# source: eduardoleao052/Autograd-from-scratch, issue 3: self.grad += grad, "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64')"
# mistake: The gradients are accumulated in arrays of integers, to which numpy refuses to add floating-point numbers in place.
# lines: 13
# crash: yes
# first wrong: -
import numpy as np


class Tensor:
    def __init__(self, data):
        self._data = data
        self.grad = np.zeros(data.shape, dtype=int)

    def backward(self, grad):
        while grad.ndim > self.grad.ndim:
            grad = grad.sum(axis=0)
        self.grad += grad


def exercise1(W, B, A, Y, T):
    w, b = [Tensor(x) for x in W], [Tensor(x) for x in B]
    z = 2 * (Y - T) / T.shape[0]
    for i in range(len(w) - 1, -1, -1):
        w[i].backward(np.swapaxes(A[i], 0, 1) @ z)
        b[i].backward(z)
        z = z @ np.swapaxes(w[i]._data, 0, 1)
        z = z * (A[i] > 0)
    return [x.grad for x in w], [x.grad for x in b]
