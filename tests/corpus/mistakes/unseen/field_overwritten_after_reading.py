# exercise: 1
# source: taichi-dev/taichi (C++ and Python), issue 2505 "Incorrect gradients from autodiff": x[None] = cos(theta) * x[None] reads a global field and then overwrites it, and the gradient kernel reads the new value; the answer of a maintainer: the result has to go into a field of its own, x_buffer[None] = cos(theta) * x[None]
# mistake: All hidden layers write their result into the same field x, which they read as well. The kernels of the backward pass find the values of the last hidden layer there, in place of those their layer has read.
# lines: 67, 68
# crash: no
# first wrong: DW[2]
import numpy as np


class Field:
    def __init__(self, value=None, shape=None):
        self.value = np.zeros(shape) if value is None else value.copy()
        self.grad = np.zeros_like(self.value)


class Tape:
    def __init__(self):
        self.calls = []

    def __enter__(self):
        kernels.tape = self
        return self

    def __exit__(self, *exc):
        for grad_kernel, args in reversed(self.calls):
            grad_kernel(*args)


class kernels:
    tape = None

    @staticmethod
    def hidden(src, dst, w, b):
        dst.value = np.maximum(src.value @ w.value + b.value, 0)
        kernels.tape.calls.append((kernels.hidden_grad, (src, dst, w, b)))

    @staticmethod
    def hidden_grad(src, dst, w, b):
        adj, dst.grad = dst.grad * (dst.value > 0), np.zeros_like(dst.grad)
        w.grad += src.value.T @ adj
        b.grad += adj.sum(axis=0)
        src.grad = src.grad + adj @ w.value.T

    @staticmethod
    def readout(src, y, w, b):
        y.value = src.value @ w.value + b.value
        kernels.tape.calls.append((kernels.readout_grad, (src, y, w, b)))

    @staticmethod
    def readout_grad(src, y, w, b):
        w.grad += src.value.T @ y.grad
        b.grad += y.grad.sum(axis=0)
        src.grad = src.grad + y.grad @ w.value.T

    @staticmethod
    def compute_loss(y, t):
        kernels.tape.calls.append((kernels.compute_loss_grad, (y, t)))

    @staticmethod
    def compute_loss_grad(y, t):
        y.grad += 2 * (y.value - t) / len(t)


def exercise1(W, B, A, Y, T):
    w, b = [Field(m) for m in W], [Field(v) for v in B]
    data, y = Field(A[0]), Field(shape=T.shape)
    x = Field(shape=A[1].shape)
    buffer = [data, x, x, x]
    with Tape():
        for k in range(3):
            kernels.hidden(buffer[k], buffer[k + 1], w[k], b[k])
        kernels.readout(buffer[3], y, w[3], b[3])
        kernels.compute_loss(y, T)
    return [f.grad for f in w], [f.grad for f in b]
