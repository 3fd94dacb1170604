# exercise: 1
# source: dannyneil/spiking_relu_conversion, issue 1 "ReLU in backprop" (MATLAB), where d{n} = - nn.e .* single(nn.a{n} > 0) is proposed for the output, while the test had a linear one
# mistake: The delta of the output layer is multiplied by the derivative of ReLU, but the output is linear.
# lines: 30
# crash: no
# first wrong: DW[3]
from types import SimpleNamespace

import numpy as np


def nnbp(nn):
    n, m = nn.n, nn.e.shape[0]
    d = {}
    if nn.output == "relu":
        d[n] = 2 * nn.e * (nn.a[n] > 0).astype(np.float64)
    elif nn.output == "linear":
        d[n] = 2 * nn.e
    for i in range(n - 1, 1, -1):
        d_act = (nn.a[i] > 0).astype(np.float64)
        d[i] = (d[i + 1] @ nn.W[i].T) * d_act
    nn.dW, nn.db = {}, {}
    for i in range(1, n):
        nn.dW[i] = nn.a[i].T @ d[i + 1] / m
        nn.db[i] = np.ones(m) @ d[i + 1] / m
    return nn


def exercise1(W, B, A, Y, T):
    nn = SimpleNamespace(n=len(W) + 1, e=Y - T, output="relu")
    nn.W = dict(enumerate(W, start=1))
    nn.a = dict(enumerate(A + [Y], start=1))
    nn = nnbp(nn)
    return list(nn.dW.values()), list(nn.db.values())
