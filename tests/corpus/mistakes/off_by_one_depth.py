# exercise: 2
# source: facebookresearch/DeepConvexity, issue 2 "No non-linearities for the first layer": i < (len(sizes) - 2)
# mistake: The condition counts one layer too few, so the last hidden layer has no ReLU.
# lines: 21
# crash: no
# first wrong: err
from functools import partial

import torch


def affine(w, b, x):
    return x.mm(w) + b


def build(W, B):
    layers = []
    depth = len(W)
    for i in range(depth):
        layers.append(partial(affine, W[i], B[i]))
        if i < depth - 2:
            layers.append(torch.relu)
    return layers


def exercise2(W, B, X, T):
    out = X
    for layer in build(W, B):
        out = layer(out)
    return torch.dist(out, T) ** 2 / T.numel()
