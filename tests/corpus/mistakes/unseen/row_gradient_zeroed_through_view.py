# exercise: 1
# source: twitter-archive/torch-autograd (Lua), commit db06c97 "Fix zero gradient for subtensor assignment." (pull request 139), src/gradfuns.lua, functions.set: the gradient of the assigned value was g[k], which shares its storage with g, and the gradient of the tensor assigned to is made by g[k] = 0 afterwards; it became torch.clone(gk)
# mistake: The gradient of a value that was assigned to a row is a view of the gradient of the whole array, and is overwritten with zero when that row is cleared in place for the array before the assignment.
# lines: 38
# crash: no
# first wrong: DW[3]
import numpy as np


class Node:
    tape = []

    def __init__(self, value, args=(), gradfuns=()):
        self.value = np.asarray(value, dtype=float)
        self.args = args
        self.gradfuns = gradfuns
        self.grad = None
        Node.tape.append(self)


def add(x, y):
    return Node(x.value + y.value, (x, y), (lambda g: g, lambda g: g))


def mul(x, w):
    return Node(x.value @ w.value, (x, w), (lambda g: w.value @ g, lambda g: np.outer(x.value, g)))


def relu(x):
    return Node(np.maximum(x.value, 0), (x,), (lambda g: g * (x.value > 0),))


def assign(x, k, v):
    ans = x.value.copy()
    ans[k] = v.value

    def grad_v(g):
        return g[k]

    def grad_x(g):
        g[k] = 0
        return g

    return Node(ans, (v, x), (grad_v, grad_x))


def mse(x, target):
    return Node(np.mean((x.value - target) ** 2), (x,), (lambda g: g * 2 * (x.value - target) / len(target),))


def backward(loss):
    loss.grad = np.ones(())
    for node in reversed(Node.tape):
        if node.grad is None:
            continue
        for arg, gradfun in zip(node.args, node.gradfuns):
            update = gradfun(node.grad)
            arg.grad = update if arg.grad is None else arg.grad + update


def exercise1(W, B, A, Y, T):
    Node.tape = []
    params = [(Node(w), Node(b)) for w, b in zip(W, B)]
    output = Node(np.zeros(T.shape))
    for k, row in enumerate(A[0]):
        h = Node(row)
        for w, b in params[:-1]:
            h = relu(add(mul(h, w), b))
        w, b = params[-1]
        output = assign(output, k, add(mul(h, w), b))
    backward(mse(output, T))
    return [w.grad for w, _ in params], [b.grad for _, b in params]
