# exercise: 2
# source: acrarshin/RPNet, pull request 6, and KevinMusgrave/powerful-benchmarker, issue 78: inplace ReLU prevents the backward pass
# mistake: The bias is added in place to what came out of ReLU, too late and into an array that PyTorch has kept for the way back.
# lines: 13, 14
# crash: yes
# first wrong: -
import torch


def layer(x, w, b, last=False):
    z = x @ w
    if not last:
        z = z.relu_()
    z += b
    return z


def exercise2(W, B, X, T):
    x = X
    for k in range(len(W)):
        x = layer(x, W[k], B[k], last=k == len(W) - 1)
    return ((x - T) ** 2).mean()
