# exercise: 1
# source: SavaPavlovic01/nanoGrad (C++), commit 1f39e8c "fixed tanh backwards bug", GradFn.hpp: the derivative of tanh was made as -temp * temp + 1, but the unary minus of this Tensor negates the tensor itself and returns a reference to it, so both factors changed their sign; it became (temp * temp).negate() + 1. Here it is the derivative of ReLU, one minus the square of a mask of the units that are off
# mistake: The unary minus changes the tensor in place, so -temp * temp is (-temp) * (-temp) and the derivative becomes 1 + temp^2 instead of 1 - temp^2.
# lines: 56
# crash: no
# first wrong: DW[2]
import numpy as np


class Tensor:
    def __init__(self, storage):
        self.storage = np.array(storage, dtype=float)
        self.grad = None
        self.grad_fn = None

    def __neg__(self):
        np.negative(self.storage, out=self.storage)
        return self

    def negate(self):
        return -self

    def __add__(self, other):
        other = other.storage if isinstance(other, Tensor) else other
        return Tensor(self.storage + other)

    def __mul__(self, other):
        return Tensor(self.storage * other.storage)

    def mm(self, other):
        return Tensor(self.storage @ other.storage)

    def t(self):
        return Tensor(self.storage.T)

    def off(self):
        return Tensor(self.storage <= 0)


class LinearGradFn:
    def __init__(self, x, w, b):
        self.x, self.w, self.b = x, w, b

    def backward(self, grad):
        self.w.grad = self.x.t().mm(grad)
        self.b.grad = Tensor(grad.storage.sum(axis=0))
        return grad.mm(self.w.t())


class ReluGradFn:
    def __init__(self, a):
        self.a = a

    def backward(self, grad):
        temp = self.a.off()
        derivative = -temp * temp + 1
        return grad * derivative


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    chain = []
    for a, w, b in zip(A, weights, biases):
        a = Tensor(a)
        chain += [ReluGradFn(a), LinearGradFn(a, w, b)]
    grad = Tensor(2 * (Y - T) / len(Y))
    while chain:
        grad = chain.pop().backward(grad)
    return [w.grad.storage for w in weights], [b.grad.storage for b in biases]
