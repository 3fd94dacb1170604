# exercise: 1
# source: arvaer/micrograd_in_c (C), commit 5e7c906 "backprop debugged": float w = MAT_AT(nn.ws[l-1], 0, j) became MAT_AT(nn.ws[l-1], k, j) (other lines were mended in the same commit)
# mistake: The weight by which the gradient goes back to activation k of the layer below is read from row 0 for every k.
# lines: 36
# crash: no
# first wrong: DW[2]
import numpy as np


class NN:
    def __init__(self, ws, bs):
        self.count = len(ws)
        self.ws = ws
        self.bs = bs


def mat_row(m, row):
    return m[row : row + 1]


def nn_backprop(nn, g, acts, to):
    n = to.shape[0]
    for i in range(n):
        act = [mat_row(a, i) for a in acts]
        g_act = [np.zeros((1, a.shape[1])) for a in acts]
        for j in range(to.shape[1]):
            g_act[nn.count][0, j] = 2 * (act[nn.count][0, j] - to[i, j])
        for l in range(nn.count, 0, -1):
            for j in range(act[l].shape[1]):
                a = act[l][0, j]
                da = g_act[l][0, j]
                qa = 1.0 if l == nn.count or a > 0 else 0.0
                g.bs[l - 1][0, j] += da * qa
                for k in range(act[l - 1].shape[1]):
                    pa = act[l - 1][0, k]
                    w = nn.ws[l - 1][0, j]
                    g.ws[l - 1][k, j] += da * qa * pa
                    g_act[l - 1][0, k] += da * qa * w
    for i in range(g.count):
        for j in range(g.ws[i].shape[0]):
            for k in range(g.ws[i].shape[1]):
                g.ws[i][j, k] /= n
        for k in range(g.bs[i].shape[1]):
            g.bs[i][0, k] /= n


def exercise1(W, B, A, Y, T):
    nn = NN(W, [b.reshape(1, -1) for b in B])
    g = NN([np.zeros(w.shape) for w in W], [np.zeros((1, len(b))) for b in B])
    nn_backprop(nn, g, list(A) + [Y], T)
    return g.ws, [b[0] for b in g.bs]
