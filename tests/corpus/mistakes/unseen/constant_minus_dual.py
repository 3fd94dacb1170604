# exercise: 1
# source: owlbarn/owl (OCaml), issue 532 'Subtraction in Algodiff': the derivative of 1 - x came out as 1; in owl_algodiff_ops.ml, where the second operand alone carries a tangent, 'instead of bt it should have been neg bt' (pull request 533)
# mistake: When a dual number is subtracted from a constant, its tangent is taken over with the sign it had.
# lines: 37
# crash: no
# first wrong: DW[3]
import numpy as np


class F:
    def __init__(self, value):
        self.value = value


class Dual:
    def __init__(self, primal, tangent):
        self.primal = primal
        self.tangent = tangent


def op_pair(a, b, ff, df_da, df_db, df_dab):
    if isinstance(a, Dual) and isinstance(b, Dual):
        return Dual(ff(a.primal, b.primal), df_dab(a, b))
    if isinstance(a, Dual):
        return Dual(ff(a.primal, b.value), df_da(a, b.value))
    if isinstance(b, Dual):
        return Dual(ff(a.value, b.primal), df_db(a.value, b))
    return F(ff(a.value, b.value))


def add(a, b):
    return op_pair(a, b, np.add, lambda a, b: a.tangent, lambda a, b: b.tangent,
                   lambda a, b: a.tangent + b.tangent)


def sub(a, b):
    return op_pair(a, b, np.subtract, lambda a, b: a.tangent, lambda a, b: b.tangent,
                   lambda a, b: a.tangent - b.tangent)


def dot(a, b):
    return op_pair(a, b, np.dot, lambda a, b: a.tangent @ b, lambda a, b: a @ b.tangent,
                   lambda a, b: a.tangent @ b.primal + a.primal @ b.tangent)


def relu(a):
    return op_pair(a, F(0.0), np.maximum, lambda a, b: a.tangent * (a.primal > b), None, None)


def loss(params, x, t):
    for number in range(0, len(params), 2):
        x = add(dot(relu(x) if number > 0 else x, params[number]), params[number + 1])
    e = sub(t, x)
    return Dual(np.mean(e.primal ** 2), np.mean(2 * e.primal * e.tangent))


def exercise1(W, B, A, Y, T):
    values = [v for pair in zip(W, B) for v in pair]
    grads = [np.zeros_like(v) for v in values]
    for n, grad in enumerate(grads):
        for index in np.ndindex(grad.shape):
            direction = np.zeros_like(grad)
            direction[index] = 1
            params = [Dual(v, direction) if m == n else F(v) for m, v in enumerate(values)]
            grad[index] = loss(params, F(A[0]), F(T)).tangent
    return grads[0::2], grads[1::2]
