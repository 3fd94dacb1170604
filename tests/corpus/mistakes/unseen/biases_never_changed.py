# exercise: 1
# source: glouw/tinn, issue 30 'Biases never updated' (C, t.w and t.x as flat arrays, t.b): 'The biases are never updated in the backprop algorithm as it currently stands'
# mistake: The backward pass goes through the weights only, the gradients of the biases stay zero.
# lines: 42-43 (missing between)
# crash: no
# first wrong: DB[3]
import numpy as np


class Tinn:
    def __init__(self, W, B):
        self.nunits = [len(w) for w in W] + [W[-1].shape[1]]
        self.x = [list(np.ravel(w.T)) for w in W]
        self.b = [list(b) for b in B]
        self.dx = [[0.0] * len(x) for x in self.x]
        self.db = [[0.0] * len(b) for b in self.b]


def act(a):
    return a if a > 0 else 0.0


def pdact(a):
    return 1.0 if a > 0 else 0.0


def fprop(t, inp):
    o = [list(inp)]
    for k in range(len(t.x)):
        n, m = t.nunits[k], t.nunits[k + 1]
        total = [sum(o[k][j] * t.x[k][i * n + j] for j in range(n)) + t.b[k][i] for i in range(m)]
        o.append(total if k == len(t.x) - 1 else [act(s) for s in total])
    return o


def bprop(t, o, tg, scale):
    pd = [2.0 * (a - b) * scale for a, b in zip(o[-1], tg)]
    for k in reversed(range(len(t.x))):
        n, m = t.nunits[k], t.nunits[k + 1]
        for i in range(m):
            for j in range(n):
                t.dx[k][i * n + j] += pd[i] * o[k][j]
        pd = [sum(pd[i] * t.x[k][i * n + j] for i in range(m)) * pdact(o[k][j]) for j in range(n)]


def exercise1(W, B, A, Y, T):
    t = Tinn(W, B)
    for inp, tg in zip(A[0], T):
        bprop(t, fprop(t, inp), tg, 1.0 / len(T))
    DW = [np.reshape(dx, w.T.shape).T for dx, w in zip(t.dx, W)]
    return DW, [np.array(db) for db in t.db]
