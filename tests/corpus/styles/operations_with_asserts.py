"""In the style of S. Weidman's "Deep Learning from Scratch": operations that assert shapes."""
import numpy as np
from numpy import ndarray


def assert_same_shape(output: ndarray, output_grad: ndarray):
    assert output.shape == output_grad.shape, (output.shape, output_grad.shape)


class Operation(object):
    def __init__(self, param: ndarray = None):
        self.param = param

    def store(self, input_: ndarray, output: ndarray):
        self.input_, self.output = input_, output

    def backward(self, output_grad: ndarray) -> ndarray:
        assert_same_shape(self.output, output_grad)
        self.input_grad = self._input_grad(output_grad)
        if self.param is not None:
            self.param_grad = self._param_grad(output_grad)
            assert_same_shape(self.param, self.param_grad)
        assert_same_shape(self.input_, self.input_grad)
        return self.input_grad


class WeightMultiply(Operation):
    def _input_grad(self, output_grad: ndarray) -> ndarray:
        return np.matmul(output_grad, self.param.transpose(1, 0))

    def _param_grad(self, output_grad: ndarray) -> ndarray:
        return np.matmul(self.input_.transpose(1, 0), output_grad)


class BiasAdd(Operation):
    def _input_grad(self, output_grad: ndarray) -> ndarray:
        return np.ones_like(self.input_) * output_grad

    def _param_grad(self, output_grad: ndarray) -> ndarray:
        return np.sum(output_grad, axis=0).reshape(1, -1)


class ReLU(Operation):
    def _input_grad(self, output_grad: ndarray) -> ndarray:
        return output_grad * (self.output > 0)


def exercise1(W, B, A, Y, T):
    weights, biases = [WeightMultiply(w) for w in W], [BiasAdd(b.reshape(1, -1)) for b in B]
    grad = 2.0 * (Y - T) / (Y.shape[0] * Y.shape[1])
    for l in reversed(range(len(W))):
        output = Y if l == len(W) - 1 else A[l + 1]
        weights[l].store(A[l], output)
        biases[l].store(output, output)
        if l < len(W) - 1:
            activation = ReLU()
            activation.store(output, output)
            grad = activation.backward(grad)
        grad = weights[l].backward(biases[l].backward(grad))
    return [w.param_grad for w in weights], [b.param_grad[0] for b in biases]
