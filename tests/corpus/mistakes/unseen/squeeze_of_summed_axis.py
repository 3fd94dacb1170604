# exercise: 1
# source: njkrichardson/numpygrad (Python), commit fc9bc9d "[tests]: adds linear test, fixes bug in matmul backward pass due to squeezing.", src/numpygrad/ops/linalg.py: after reduce_grad_to_shape had brought the gradient of a vector back to one axis, Matmul.backward still did grad_a.squeeze(0); the condition "and grad_a.ndim >= 2 and grad_a.shape[0] == 1" was added (likewise for b)
# mistake: The axis that was added to a vector is taken away twice: the reduction to the shape of the vector removes it already, and squeeze then meets an axis that is longer than one.
# lines: 38
# crash: yes
# first wrong: -
from types import SimpleNamespace
import numpy as np


def reduce_grad_to_shape(grad, target_shape):
    while grad.ndim > len(target_shape):
        grad = grad.sum(axis=0)
    return grad


class Function:
    @classmethod
    def apply(cls, tape, *args):
        ctx = SimpleNamespace()
        tape.append((cls, ctx))
        return cls.forward(ctx, *args)


class Matmul(Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.a, ctx.b = a, b
        return np.matmul(a[None, :], b)[0]

    @staticmethod
    def backward(ctx, grad_out):
        a, b = ctx.a, ctx.b
        a_data = a[None, :] if a.ndim == 1 else a
        grad_data = grad_out[None, :] if a.ndim == 1 else grad_out
        grad_a = reduce_grad_to_shape(np.matmul(grad_data, b.T), a.shape)
        grad_b = reduce_grad_to_shape(np.matmul(a_data.T, grad_data), b.shape)
        if a.ndim == 1:
            grad_a = grad_a.squeeze(0)
        return grad_a, grad_b


class Add(Function):
    @staticmethod
    def forward(ctx, a, b):
        return a + b

    @staticmethod
    def backward(ctx, grad_out):
        return grad_out, grad_out


class ReLU(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.mask = a > 0
        return a * ctx.mask

    @staticmethod
    def backward(ctx, grad_out):
        return (grad_out * ctx.mask,)


def exercise1(W, B, A, Y, T):
    grads = {Matmul: list(map(np.zeros_like, W)), Add: list(map(np.zeros_like, B))}
    for x, t in zip(A[0], T):
        tape = []
        for i, (w, b) in enumerate(zip(W, B)):
            x = Add.apply(tape, Matmul.apply(tape, x, w), b)
            x = ReLU.apply(tape, x) if i < len(W) - 1 else x
        grad, left = 2 * (x - t) / len(T), {Matmul: len(W), Add: len(B)}
        for function, ctx in reversed(tape):
            grad, *parameter = function.backward(ctx, grad)
            if parameter:
                left[function] -= 1
                grads[function][left[function]] += parameter[0]
    return grads[Matmul], grads[Add]
