# exercise: 1
# source: deeplearning4j/deeplearning4j, issue 8178 "Libnd4j: leaky relu backprop is incorrect" (C++): the backprop op doesn't use or take the alpha param
# mistake: The backward pass of the rectifier does not use the slope alpha of the forward pass, which is 0 here, but one of its own, 0.01.
# lines: 17
# crash: no
# first wrong: DW[2]
from dataclasses import dataclass

import numpy as np


def lrelu(x, alpha):
    return np.where(x > 0, x, alpha * x)


def lrelu_bp(x, epsilon):
    return epsilon * np.where(x > 0, 1.0, 0.01)


@dataclass
class Dense:
    w: np.ndarray
    b: np.ndarray
    alpha: float = None

    def activate(self, x):
        self.x = x
        self.z = x @ self.w + self.b
        return self.z if self.alpha is None else lrelu(self.z, self.alpha)

    def backprop_gradient(self, epsilon):
        if self.alpha is not None:
            epsilon = lrelu_bp(self.z, epsilon)
        self.w_grad = self.x.T @ epsilon
        self.b_grad = epsilon.sum(0)
        return epsilon @ self.w.T


def exercise1(W, B, A, Y, T):
    layers = [Dense(w, b, alpha=0.0) for w, b in zip(W, B)]
    layers[-1].alpha = None
    out = A[0]
    for layer in layers:
        out = layer.activate(out)
    epsilon = 2 * (out - T) / len(T)
    for layer in layers[::-1]:
        epsilon = layer.backprop_gradient(epsilon)
    return [layer.w_grad for layer in layers], [layer.b_grad for layer in layers]
