# exercise: 2
# source: zalandoresearch/pytorch-vq-vae, issue 2, and paplhjak/Facial-Age-Estimation-Benchmark, issue 27: [layer] * depth is the same layer again and again
# mistake: The list with the second layer is multiplied, so the second layer is used twice and the third never.
# lines: 21
# crash: no
# first wrong: err
import torch


class Dense:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        return x @ self.weight + self.bias


def build(W, B):
    depth = len(W)
    hidden = [Dense(W[1], B[1])] * (depth - 2)
    return [Dense(W[0], B[0])] + hidden + [Dense(W[-1], B[-1])]


def exercise2(W, B, X, T):
    layers = build(W, B)
    out = X
    for layer in layers[:-1]:
        out = torch.clamp(layer(out), min=0)
    out = layers[-1](out)
    return torch.mean((out - T).pow(2))
