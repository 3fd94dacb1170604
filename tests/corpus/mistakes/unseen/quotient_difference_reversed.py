# exercise: 1
# source: stoerr/simple-neural-network-learning (Scala), commit eb5d9ad "some fixes, but does not work yet", Term.scala, evalWithGradientAndDirectionalDerivations: the directional derivative of a quotient was (eval1 * dd2._1 - dd1._1 * eval2) / (eval2 * eval2); it became (dd1d * eval2 - eval1 * dd2d) / (eval2 * eval2), as in the gradient beside it
# mistake: In the directional derivative of a quotient the two products stand in the wrong order, so its sign is reversed.
# lines: 38
# crash: no
# first wrong: DW[3]
from collections import namedtuple

import numpy as np

Const = namedtuple("Const", "c")
Var = namedtuple("Var", "name")
Sum = namedtuple("Sum", "summands")
Minus = namedtuple("Minus", "val1 val2")
Product = namedtuple("Product", "val1 val2")
Quotient = namedtuple("Quotient", "val1 val2")


def chain(term, valuation):
    match term:
        case Const(c):
            return c, lambda direction: 0.0
        case Var(name):
            return valuation[name], lambda direction: direction.get(name, 0.0)
        case Sum(summands):
            evals, dirderivs = zip(*[chain(s, valuation) for s in summands])
            return sum(evals), lambda direction: sum(dd(direction) for dd in dirderivs)
    eval1, dirderiv1 = chain(term.val1, valuation)
    eval2, dirderiv2 = chain(term.val2, valuation)
    match term:
        case Minus():
            return eval1 - eval2, lambda direction: dirderiv1(direction) - dirderiv2(direction)
        case Product():
            return eval1 * eval2, lambda direction: dirderiv1(direction) * eval2 + eval1 * dirderiv2(direction)
        case Quotient():
            def dirderiv(direction):
                dd1, dd2 = dirderiv1(direction), dirderiv2(direction)
                return (eval1 * dd2 - dd1 * eval2) / (eval2 * eval2)
            return eval1 / eval2, dirderiv


def sqr(term):
    return Product(term, term)


def exercise1(W, B, A, Y, T):
    n = len(T)
    errors = [sqr(Minus(Var(i), Const(float(t)))) for i, (t,) in enumerate(T)]
    valuation = {i: float(y) for i, (y,) in enumerate(Y)}
    _, dirderiv = chain(Quotient(Sum(tuple(errors)), Const(float(n))), valuation)
    out_deriv = np.array([[dirderiv({i: 1.0})] for i in range(n)])
    param_derivs = []
    for l in reversed(range(4)):
        param_derivs.append((A[l].T @ out_deriv, out_deriv.sum(0)))
        out_deriv = (out_deriv @ W[l].T) * (A[l] > 0)
    dw, db = zip(*reversed(param_derivs))
    return list(dw), list(db)
