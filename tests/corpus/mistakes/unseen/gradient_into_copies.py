# exercise: 1
# source: JakubCiesko/nn-from-scratch (C++), commit 5b3ca17 'fixed horrible bug of not changeable Tensors when I change them inside function + using copies of tensors', tensor.cpp: auto self = *this; auto other_copy = other; and backward_fn captured these copies, it now captures this and &other
# mistake: The backward functions hold copies of the operands and add the gradients to these; the tensors of the parameters themselves never get any.
# lines: 29, 40, 51
# crash: no
# first wrong: DW[3]
from copy import copy
import numpy as np


class Tensor:
    def __init__(self, value, requires_grad=True):
        self.value = value
        self.grad = np.zeros(value.shape)
        self.requires_grad = requires_grad
        self.backward_fn = None

    def backward(self):
        if self.backward_fn:
            self.backward_fn()

    def propagate(self, grad):
        if self.requires_grad:
            self.grad = self.grad + grad
            self.backward()

    def matmul(self, other):
        result = Tensor(self.value @ other.value)
        a, b = copy(self), copy(other)

        def backward_fn():
            a.propagate(result.grad @ b.value.T)
            b.propagate(a.value.T @ result.grad)

        result.backward_fn = backward_fn
        return result

    def broadcast_add(self, other, axis):
        result = Tensor(self.value + other.value)
        a, b = copy(self), copy(other)

        def backward_fn():
            a.propagate(result.grad)
            b.propagate(result.grad.sum(axis))

        result.backward_fn = backward_fn
        return result

    def relu(self):
        result = Tensor(np.maximum(self.value, 0))
        a = copy(self)
        result.backward_fn = lambda: a.propagate(result.grad * (a.value > 0))
        return result


def exercise1(W, B, A, Y, T):
    w = [Tensor(copy(v)) for v in W]
    b = [Tensor(copy(v)) for v in B]
    y = Tensor(A[0], requires_grad=False)
    for i in range(len(w)):
        y = y.matmul(w[i]).broadcast_add(b[i], 0)
        if i < len(w) - 1:
            y = y.relu()
    y.grad = 2 * (y.value - T) / T.size
    y.backward()
    return [t.grad for t in w], [t.grad for t in b]
