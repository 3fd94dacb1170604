# exercise: 1
# source: denizyuret/AutoGrad.jl (Julia), commit 85309b1 "fixed bad log derivative.", src/base/math.jl: the primitive log(x1,x2) gave the bare partial derivatives, unbroadcast(x1, -log(x2)./(x1.*abs2(log(x1)))) and unbroadcast(x2, 1./(x2.*log(x1))); dy was put in as a factor of both. Here the two-argument primitive is max, of which relu is made
# mistake: The primitive max(x1, x2) returns its partial derivatives alone; they are not multiplied by dy, the gradient that comes in from above.
# lines: 49, 50
# crash: no
# first wrong: DW[2]
import numpy as np


class Rec:
    def __init__(self, value, func=None, args=()):
        self.value, self.func, self.args = np.asarray(value, dtype=float), func, args
        self.outgrad = None


tape = []
gradients = {}


def getval(x):
    return x.value if isinstance(x, Rec) else np.asarray(x, dtype=float)


def unbroadcast(x, dx):
    shape = np.shape(getval(x))
    dx = np.asarray(dx, dtype=float)
    while dx.ndim > len(shape):
        dx = dx.sum(axis=0)
    return dx


def primitive(name, forward, *partials):
    gradients[name] = partials

    def recorder(*args):
        r = Rec(forward(*map(getval, args)), name, args)
        tape.append(r)
        return r
    return recorder


matmul = primitive("matmul", lambda x1, x2: x1 @ x2,
                   lambda dy, y, x1, x2: dy @ getval(x2).T,
                   lambda dy, y, x1, x2: getval(x1).T @ dy)
plus = primitive("plus", lambda x1, x2: x1 + x2,
                 lambda dy, y, x1, x2: unbroadcast(x1, dy),
                 lambda dy, y, x1, x2: unbroadcast(x2, dy))
maximum = primitive("max", lambda x1, x2: np.maximum(x1, x2),
                    lambda dy, y, x1, x2: unbroadcast(x1, getval(x1) > getval(x2)),
                    lambda dy, y, x1, x2: unbroadcast(x2, getval(x2) > getval(x1)))
meansq = primitive("meansq", lambda x: np.mean(x ** 2),
                   lambda dy, y, x: dy * 2 * getval(x) / getval(x).size)


def backward_pass(end):
    end.outgrad = 1.0
    for node in reversed(tape):
        for partial, x in zip(gradients[node.func], node.args):
            if isinstance(x, Rec):
                g = partial(node.outgrad, node.value, *node.args)
                x.outgrad = g if x.outgrad is None else x.outgrad + g


def exercise1(W, B, A, Y, T):
    tape.clear()
    w, b = [Rec(m) for m in W], [Rec(v) for v in B]
    x = A[0]
    for k in range(4):
        x = plus(matmul(x, w[k]), b[k])
        x = maximum(x, 0) if k < 3 else x
    backward_pass(meansq(plus(x, -T)))
    return [p.outgrad for p in w], [p.outgrad for p in b]
