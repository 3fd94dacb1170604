# exercise: 1
# source: KPMGE/auto-grad-rs (Rust), commit 20a6780 'implement sum operation and fix small bug', src/tensor/builder.rs, Tensor::backward: when the tensor had a gradient already, acc was made of self.grad + self.grad; it became self.grad + my_grad, the one that was handed over
# mistake: When a tensor that has a gradient already receives another one, the stored gradient is added to itself and the new contribution is dropped.
# lines: 23
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, arr, operation=None, parents=()):
        self.arr = np.atleast_2d(arr)
        self.operation = operation
        self.parents = parents
        self.grad = None

    def backward(self, my_grad=None):
        if my_grad is None:
            my_grad = np.ones_like(self.arr)
        if self.grad is None:
            self.grad = my_grad
        else:
            acc = self.grad + self.grad
            self.grad = acc
        if self.operation is not None:
            parent_grads = self.operation.grad(my_grad, *self.parents)
            for parent, parent_grad in zip(self.parents, parent_grads):
                parent.backward(parent_grad)


class Operation:
    @classmethod
    def apply(cls, *args):
        return Tensor(cls.call(*(a.arr for a in args)), cls, args)


class MatMul(Operation):
    call = staticmethod(lambda a, b: a @ b)
    grad = staticmethod(lambda g, a, b: (g @ b.arr.T, a.arr.T @ g))


class Add(Operation):
    call = staticmethod(lambda a, b: a + b)
    grad = staticmethod(lambda g, a, b: (g, g))


class Sub(Operation):
    call = staticmethod(lambda a, b: a - b)
    grad = staticmethod(lambda g, a, b: (g, -g))


class Relu(Operation):
    call = staticmethod(lambda a: np.maximum(a, 0))
    grad = staticmethod(lambda g, a: (g * (a.arr > 0),))


class Square(Operation):
    call = staticmethod(lambda a: a ** 2)
    grad = staticmethod(lambda g, a: (2 * g * a.arr,))


def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    for sample, target in zip(A[0], T):
        x = Tensor(sample)
        for i, (w, b) in enumerate(zip(weights, biases)):
            x = Add.apply(MatMul.apply(x, w), b)
            if i + 1 < len(weights):
                x = Relu.apply(x)
        loss = Square.apply(Sub.apply(x, Tensor(target)))
        loss.backward()
    n = len(T)
    return [w.grad / n for w in weights], [b.grad[0] / n for b in biases]
