# exercise: 1
# source: per-sample style of M. Nielsen's book and its many ports
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def sample(W, a, y, t):
    delta = 2 * (y - t)
    nabla_w, nabla_b = [np.outer(a[-1], delta)], [delta]
    for k in range(2, len(W) + 1):
        delta = np.dot(W[-k + 1], delta) * np.heaviside(a[-k + 1], 0.0)
        nabla_w.append(np.outer(a[-k], delta))
        nabla_b.append(delta)
    return nabla_w[::-1], nabla_b[::-1]


def exercise1(W, B, A, Y, T):
    found = [sample(W, [a[n] for a in A], Y[n], T[n]) for n in range(len(T))]
    DW = [np.mean(group, axis=0) for group in zip(*[ws for ws, _ in found])]
    DB = [np.mean(group, axis=0) for group in zip(*[bs for _, bs in found])]
    return DW, DB
