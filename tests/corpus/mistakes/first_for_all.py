# exercise: 1
# source: MarkusAI/rA9, commit d0de713 "fixed backward": excute(next_func, grad_outs[0]) became excute(next_func, grad_outs[i])
# mistake: The engine passes the first gradient of an operation to all of its inputs, the weights and biases too.
# lines: 43
# crash: no
# first wrong: DW[3]
import numpy as np


class Leaf:
    next_functions = ()

    def __init__(self):
        self.grad = None

    def backward(self, grad):
        self.grad = grad if self.grad is None else self.grad + grad
        return ()


class Affine:
    def __init__(self, below, x, w):
        self.x, self.w = x, w
        self.weight, self.bias = Leaf(), Leaf()
        self.next_functions = (below, self.weight, self.bias)

    def backward(self, grad):
        return grad @ self.w.T, self.x.T @ grad, grad.sum(axis=0)


class Rectify:
    def __init__(self, below, out):
        self.out = out
        self.next_functions = (below,)

    def backward(self, grad):
        return (np.where(self.out > 0, grad, 0),)


def execute(fn, grad):
    outs = fn.backward(grad)
    for i, next_function in enumerate(fn.next_functions):
        execute(next_function, outs[0])


def exercise1(W, B, A, Y, T):
    node, layers = Leaf(), []
    for k in range(len(W)):
        node = Affine(node, A[k], W[k])
        layers.append(node)
        if k + 1 < len(W):
            node = Rectify(node, A[k + 1])
    execute(node, 2 * (Y - T) / Y.size)
    return [n.weight.grad for n in layers], [n.bias.grad for n in layers]
