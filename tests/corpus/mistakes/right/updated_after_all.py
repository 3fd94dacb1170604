# exercise: 1
# source: style of training loops: all gradients first, then a step on copies that nobody uses
# mistake: none
# lines: -
# crash: no
# first wrong: -
import copy

import numpy as np


class Trainer:
    lr = 0.01

    def __init__(self, W, B):
        self.W, self.B = copy.deepcopy(W), copy.deepcopy(B)

    def step(self, A, Y, T):
        deltas = [2 * (Y - T) / len(T)]
        for l in range(len(self.W) - 1, 0, -1):
            deltas.insert(0, deltas[0] @ self.W[l].T * (A[l] > 0))
        gW = [a.T @ d for a, d in zip(A, deltas)]
        gB = [d.sum(0) for d in deltas]
        for w, g in zip(self.W + self.B, gW + gB):
            w -= self.lr * g
        return gW, gB


def exercise1(W, B, A, Y, T):
    return Trainer(W, B).step(A, Y, T)
