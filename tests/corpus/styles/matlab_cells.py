"""In the style of Matlab translated to numpy, from nnbp.m of R. B. Palm's DeepLearnToolbox."""
import numpy as np
from types import SimpleNamespace as struct


def cell(n):
    # Matlab counts from 1: element 0 is never used
    return [None] * (n + 1)


def numel(c):
    return len(c) - 1


def nnbp(net):
    # NNBP performs backpropagation
    # net = nnbp(net) returns a neural network structure with updated gradients
    n = numel(net.size)
    m = net.e.shape[0]

    d = cell(n)
    if net.output == 'linear':
        d[n] = -net.e
    for i in range(n - 1, 1, -1):
        # Derivative of the activation function
        d_act = (net.a[i] > 0) * 1.0
        d[i] = (d[i + 1] @ net.W[i]) * d_act

    for i in range(1, n):
        net.dW[i] = (d[i + 1].T @ net.a[i]) / m
        net.db[i] = np.sum(d[i + 1], axis=0).reshape(-1, 1) / m
    return net


def exercise1(W, B, A, Y, T):
    n = len(W) + 1
    net = struct(size=[None] + [a.shape[1] for a in A] + [Y.shape[1]], output='linear')
    net.W, net.dW, net.db, net.a = cell(n - 1), cell(n - 1), cell(n - 1), cell(n)
    for i in range(1, n):
        net.W[i] = W[i - 1].T
        net.a[i] = A[i - 1]
    net.a[n] = Y
    # the toolbox has L = 1/2 * sum(e^2) / m, we want the mean over the outputs as well
    net.e = (T - net.a[n]) * 2 / Y.shape[1]
    net = nnbp(net)
    DW = [net.dW[i].T for i in range(1, n)]
    DB = [net.db[i].ravel() for i in range(1, n)]
    return DW, DB
