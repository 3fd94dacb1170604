# exercise: 1
# source: Samsung/ONE, pull request 11217 "Introduce FullyConnectedLayer for training" (C++): "Why do you transpose deriv_output?", for weights of shape (outputs, inputs)
# mistake: The incoming gradient is not transposed in the product for the gradient of the weights.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


class FullyConnectedLayer:
    """Weights are (outputs, inputs), as the kernel has them."""

    def __init__(self, kernel, source, activation):
        self._weights = kernel
        self._input = source
        self._activation = activation
        self.grad_weights = None
        self.grad_bias = None

    def backward(self, deriv_output):
        if self._activation is not None:
            deriv_output = np.where(self._activation > 0, deriv_output, 0)
        self.grad_weights = np.matmul(deriv_output, self._input)
        self.grad_bias = np.add.reduce(deriv_output)
        return np.matmul(deriv_output, self._weights)


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [None]
    ops = [FullyConnectedLayer(w.T, a, o) for w, a, o in zip(W, A, outs)]
    deriv = 2 * (Y - T) / Y.size
    for op in ops[::-1]:
        deriv = op.backward(deriv)
    return [op.grad_weights.T for op in ops], [op.grad_bias for op in ops]
