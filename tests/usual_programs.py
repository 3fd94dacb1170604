"""The right programs from which many tests make wrong ones."""

LOOP = """
import numpy as np

def exercise1(W, B, A, Y, T):
    DW, DB = [None] * 4, [None] * 4
    dz = 2 * (Y - T) / len(Y)
    for l in (3, 2, 1, 0):
        DW[l] = A[l].T @ dz
        DB[l] = dz.sum(axis=0)
        dz = dz @ W[l].T * (A[l] > 0)
    return DW, DB
"""
FORWARD = """
import torch

def exercise2(W, B, X, T):
    A1 = torch.relu(X @ W[0] + B[0])
    A2 = torch.relu(A1 @ W[1] + B[1])
    A3 = torch.relu(A2 @ W[2] + B[2])
    Y = A3 @ W[3] + B[3]
    return ((Y - T) ** 2).mean()
"""
# Functions of one's own, with backward passes of one's own
OWN_RELU = """
class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        ctx.save_for_backward(z)
        return z.clamp(min=0)
    @staticmethod
    def backward(ctx, slope):
        return slope * (ctx.saved_tensors[0] > 0)
"""
OWN_PRODUCT = """
class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, w):
        ctx.save_for_backward(a, w)
        return a @ w
    @staticmethod
    def backward(ctx, slope):
        a, w = ctx.saved_tensors
        return slope @ w.T, a.T @ slope
"""


def changed(source, old, new):
    """Return a program with a mistake, and the line that it is in."""
    assert source.count(old) == 1
    return source.replace(old, new), source[: source.index(old)].count("\n") + 1
