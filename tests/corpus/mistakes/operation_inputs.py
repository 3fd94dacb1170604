# exercise: 1
# source: jfdev001/mlp-from-scratch, commit 640ce23 "the gradient call in compute last layer delta was passed incorrectly"
# mistake: The gradient of the loss takes (targets, predictions), but it is called with (predictions, targets), so its sign is wrong.
# lines: 32
# crash: no
# first wrong: DW[3]
from abc import ABC, abstractmethod

import numpy as np


class Operation(ABC):
    @abstractmethod
    def gradient(self, inputs):
        ...


class MeanSquaredError(Operation):
    def gradient(self, inputs: tuple) -> np.ndarray:
        targets, predictions = inputs
        return (2 / targets.shape[-1]) * (predictions - targets)


class MLP:
    def __init__(self, W, batch_size):
        self.W = W
        self.batch_size = batch_size
        self.loss_function = MeanSquaredError()

    def _compute_delta_last_lyr(self, output_activations, y_true):
        grad_cost_wrt_activation = self.loss_function.gradient(
            (output_activations, y_true))
        return grad_cost_wrt_activation

    def _compute_delta_lyr(self, delta_next, w_next, a):
        return (w_next @ delta_next) * (a > 0)

    def backward(self, cache, y_pred, y_true):
        dCost_dW = [np.zeros((self.batch_size, *w.shape)) for w in self.W]
        dCost_dB = [np.zeros((self.batch_size, w.shape[1])) for w in self.W]
        for sample in range(self.batch_size):
            delta = self._compute_delta_last_lyr(y_pred[sample], y_true[sample])
            for lyr in range(len(self.W) - 1, -1, -1):
                a = cache[lyr][sample]
                dCost_dW[lyr][sample] = np.outer(a, delta)
                dCost_dB[lyr][sample] = delta
                if lyr > 0:
                    delta = self._compute_delta_lyr(delta, self.W[lyr], a)
        return [g.mean(axis=0) for g in dCost_dW], [g.mean(axis=0) for g in dCost_dB]


def exercise1(W, B, A, Y, T):
    return MLP(W, len(T)).backward(A, Y, T)
