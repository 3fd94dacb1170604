# exercise: 1
# source: fannam/backpropagation-matrix (C++), commit c3551bc "debug transpose": return out was missing in the function transpose
# mistake: The function that transposes a matrix does not return it.
# lines: 14, 18
# crash: yes
# first wrong: -
import numpy as np


def zeros(rows, cols):
    return [[0.0] * cols for _ in range(rows)]


def transpose(a):
    out = zeros(len(a[0]), len(a))
    for i in range(len(a)):
        for j in range(len(a[0])):
            out[j][i] = a[i][j]


def matmul(a, b):
    out = zeros(len(a), len(b[0]))
    for i in range(len(a)):
        for j in range(len(b[0])):
            for k in range(len(b)):
                out[i][j] += a[i][k] * b[k][j]
    return out


def exercise1(W, B, A, Y, T):
    ws = [w.tolist() for w in W]
    acts = [a.tolist() for a in A]
    grad = [[2 * (y - t) / len(Y) for y, t in zip(p, q)] for p, q in zip(Y.tolist(), T.tolist())]
    dws, dbs = [], []
    for layer in range(3, -1, -1):
        dws.insert(0, np.array(matmul(transpose(acts[layer]), grad)))
        dbs.insert(0, np.array(grad).sum(axis=0))
        grad = matmul(grad, transpose(ws[layer]))
        if layer > 0:
            for i, row in enumerate(acts[layer]):
                for j, value in enumerate(row):
                    if value <= 0:
                        grad[i][j] = 0.0
    return dws, dbs
