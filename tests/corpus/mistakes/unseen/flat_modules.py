# exercise: 2
# source: Latterlig96/DCUnet, issue 1 "Error in forward method of ResPath?": self.module[i] and self.module[i+1] of a list with two entries per step, should be [i*2] and [i*2+1]
# mistake: The list holds weights and biases by turns, two entries per layer, but is indexed with the number of the layer and the one after it.
# lines: 21
# crash: yes
# first wrong: -
import torch
from torch import nn


class ResPath(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.length = len(W)
        self.entries = nn.ParameterList()
        for w, b in zip(W, B):
            self.entries.append(w)
            self.entries.append(b)

    def step(self, i, x):
        weight, bias = self.entries[i], self.entries[i + 1]
        return torch.matmul(x, weight) + bias

    def forward(self, x):
        out = x
        for i in range(self.length - 1):
            out = self.step(i, out)
            out = out.relu()
        return self.step(self.length - 1, out)


def exercise2(W, B, X, T):
    difference = ResPath(W, B)(X) - T
    return torch.mean(difference * difference)
