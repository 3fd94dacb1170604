# exercise: 1
# source: ddbourgin/numpy-ml, issue 48: backward is called without retain_grads, which has no default
# mistake: The method needs an argument that has no default value, and the call leaves it out.
# lines: 17, 22, 34
# crash: yes
# first wrong: -
import numpy as np
from abc import ABC, abstractmethod


class LayerBase(ABC):
    def __init__(self, X, W):
        self.X, self.W = X, W
        self.gradients = {"W": np.zeros_like(W), "b": np.zeros(W.shape[1])}

    @abstractmethod
    def backward(self, dLdy, retain_grads):
        raise NotImplementedError


class FullyConnected(LayerBase):
    def backward(self, dLdy, retain_grads):
        dX = dLdy @ self.W.T
        if retain_grads:
            self.gradients["W"] += self.X.T @ dLdy
            self.gradients["b"] += dLdy.sum(axis=0)
        return dX * (self.X > 0)


def exercise1(W, B, A, Y, T):
    layers = [FullyConnected(x, w) for x, w in zip(A, W)]
    dLdy = 2 * (Y - T) / len(T)
    for layer in reversed(layers):
        dLdy = layer.backward(dLdy)
    return [x.gradients["W"] for x in layers], [x.gradients["b"] for x in layers]
