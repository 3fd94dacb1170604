# exercise: 1
# source: TrenTorch/TrenTorch, pull request 182 "critical autograd bug dropping gradients on shared non-leaf tensors": backward() cleared _grad_fn after its first invocation
# mistake: The function that sends a gradient on is deleted when it runs for the first time, so of a node with two uses only the gradient of the first use goes on.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


class Var:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros(np.shape(value))
        self._grad_fn = None

    def backward(self, grad):
        self.grad = self.grad + grad
        if self._grad_fn is not None:
            fn = self._grad_fn
            self._grad_fn = None
            fn(grad)


def linear(x, w, b):
    out = Var(x.value @ w.value + b.value)

    def grad_fn(g):
        w.backward(x.value.T @ g)
        b.backward(g.sum(axis=0))
        x.backward(g @ w.value.T)

    out._grad_fn = grad_fn
    return out


def relu(x):
    out = Var(np.where(x.value > 0, x.value, 0))
    out._grad_fn = lambda g: x.backward(np.where(x.value > 0, g, 0))
    return out


def mul(x, y):
    out = Var(x.value * y.value)

    def grad_fn(g):
        x.backward(g * y.value)
        y.backward(g * x.value)

    out._grad_fn = grad_fn
    return out


def sub(x, y):
    out = Var(x.value - y.value)

    def grad_fn(g):
        x.backward(g)
        y.backward(-g)

    out._grad_fn = grad_fn
    return out


def exercise1(W, B, A, Y, T):
    w = [Var(p) for p in W]
    b = [Var(p) for p in B]
    h = Var(A[0])
    for k in range(len(W) - 1):
        h = relu(linear(h, w[k], b[k]))
    y = linear(h, w[-1], b[-1])
    # (y - t)^2 without t^2, which does not depend on the parameters
    squared = sub(mul(y, y), mul(Var(2 * T), y))
    squared.backward(np.ones(T.shape) / T.size)
    return [p.grad for p in w], [p.grad for p in b]
