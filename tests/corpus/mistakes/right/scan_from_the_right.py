# exercise: 1
# source: style of a Haskell question on Code Review (136323): scanr and zipWith over the layers
# mistake: none
# lines: -
# crash: no
# first wrong: -
from itertools import accumulate, chain
from operator import mul

import numpy as np


def scanr(f, last, xs):
    return list(accumulate(chain([last], reversed(xs)), lambda acc, x: f(x, acc)))[::-1]


def exercise1(W, B, A, Y, T):
    delta_l = 2 / len(Y) * (Y - T)
    slopes = [np.heaviside(a, 0) for a in A[1:]]
    deltas = scanr(lambda ms, delta: mul(delta @ ms[0].T, ms[1]), delta_l, list(zip(W[1:], slopes)))
    grads = map(lambda a, d: (np.tensordot(a, d, (0, 0)), d.sum(0)), A, deltas)
    DW, DB = zip(*grads)
    return list(DW), list(DB)
