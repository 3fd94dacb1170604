# exercise: 2
# source: vaynonym/Neural-Network-from-Scratch, commit ec86f28 "Fixed the bug of the abyss by ignoring the last layer of activations": x = self.activations[i](x) for every module, also the last one
# mistake: the activation is applied after every layer, also after the last one, whose output is to be linear
# lines: 21
# crash: no
# first wrong: err
import torch
from torch import nn


class FeedforwardNet(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.W, self.B = W, B
        self.activations = [nn.ReLU() for _ in W]

    def forward(self, x):
        i = 0
        for w, b in zip(self.W, self.B):
            x = torch.mm(x, w) + b
            x = self.activations[i](x)
            i = i + 1
        return x


def exercise2(W, B, X, T):
    net = FeedforwardNet(W, B)
    loss = nn.MSELoss()
    return loss(net(X), T)
