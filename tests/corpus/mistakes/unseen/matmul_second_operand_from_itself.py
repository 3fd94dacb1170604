# exercise: 1
# source: mxberner/Autodiff-Ocaml (OCaml), commit 691cefa "fix", variable.ml, matmul: both local gradients were made with swapaxes b.data; that of the second operand became transpose a.data times the path value (written with *, here with the matrix product)
# mistake: The local gradient of a matrix product with respect to its second operand is made with the transpose of the second operand itself and not of the first one; the shapes do not fit.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


class Variable:
    def __init__(self, data, local_gradients=()):
        self.data = data
        self.local_gradients = local_gradients


def transpose(t):
    return np.swapaxes(t, -2, -1)


def matmul(a, b):
    return Variable(a.data @ b.data, [
        (a, lambda path_value: path_value @ transpose(b.data)),
        (b, lambda path_value: transpose(b.data) @ path_value),
    ])


def add(x, y):
    return Variable(x.data + y.data, [
        (x, lambda path_value: path_value),
        (y, lambda path_value: path_value.sum(axis=0)),
    ])


def sub(x, y):
    return Variable(x.data - y.data, [
        (x, lambda path_value: path_value),
        (y, lambda path_value: -path_value),
    ])


def relu(x):
    mask = (x.data > 0).astype(float)
    return Variable(x.data * mask, [(x, lambda path_value: path_value * mask)])


def mean_square(x):
    n = x.data.size
    return Variable((x.data ** 2).sum() / n, [(x, lambda path_value: path_value * 2 * x.data / n)])


def compute(grad_tbl, var, path_value):
    for child, multiply_by_local in var.local_gradients:
        of_path = multiply_by_local(path_value)
        grad_tbl[id(child)] = grad_tbl.get(id(child), 0.0) + of_path
        compute(grad_tbl, child, of_path)


def gradients(var):
    grad_tbl = {}
    compute(grad_tbl, var, 1.0)
    return grad_tbl


def exercise1(W, B, A, Y, T):
    ws, bs = [Variable(w) for w in W], [Variable(b) for b in B]
    h = Variable(A[0])
    for i, (w, b) in enumerate(zip(ws, bs)):
        h = add(matmul(h, w), b)
        if i + 1 < len(ws):
            h = relu(h)
    grad_tbl = gradients(mean_square(sub(h, Variable(T))))
    return [grad_tbl[id(w)] for w in ws], [grad_tbl[id(b)] for b in bs]
