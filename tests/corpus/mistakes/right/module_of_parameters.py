# exercise: 2
# source: nn.Module style that registers the given parameters themselves
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.W = nn.ParameterList(W)
        self.B = nn.ParameterList(B)

    def forward(self, x):
        for k in range(len(self.W)):
            x = torch.addmm(self.B[k], x, self.W[k])
            if k + 1 < len(self.W):
                x = nn.functional.relu(x)
        return x


def exercise2(W, B, X, T):
    return nn.MSELoss()(Net(W, B)(X), T)
