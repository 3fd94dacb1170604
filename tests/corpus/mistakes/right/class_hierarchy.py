# exercise: 1
# source: object-oriented style with an abstract base, a container and properties
# mistake: none
# lines: -
# crash: no
# first wrong: -
from abc import ABC, abstractmethod

import numpy as np


class Module(ABC):
    @abstractmethod
    def backward(self, grad): ...

    @property
    def parameters(self):
        return []


class Dense(Module):
    def __init__(self, weight, inputs):
        self._weight, self._inputs = weight, inputs
        self._grads = None

    def backward(self, grad):
        self._grads = (self._inputs.T @ grad, np.add.reduce(grad))
        return grad @ self._weight.T

    @property
    def parameters(self):
        return [self._grads]


class Rectifier(Module):
    def __init__(self, outputs):
        self._open = outputs > 0

    def backward(self, grad):
        return grad * self._open


class Chain(Module):
    def __init__(self, *modules):
        self._modules = modules

    def backward(self, grad):
        for module in self._modules[::-1]:
            grad = module.backward(grad)
        return grad

    @property
    def parameters(self):
        return [g for module in self._modules for g in module.parameters]


class MeanSquare:
    def __init__(self, y, t):
        self.grad = 2 * (y - t) / y.size


def exercise1(W, B, A, Y, T):
    blocks = [Chain(Rectifier(a), Dense(w, a)) for w, a in zip(W[1:], A[1:])]
    net = Chain(Dense(W[0], A[0]), *blocks)
    net.backward(MeanSquare(Y, T).grad)
    DW, DB = map(list, zip(*net.parameters))
    return DW, DB
