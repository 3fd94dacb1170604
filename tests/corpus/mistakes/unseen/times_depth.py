# exercise: 2
# source: paplhjak/Facial-Age-Estimation-Benchmark, issue 27 "Bug in the MLP of the ExtendedBackbone": layers = [nn.Linear(...), nn.ReLU()] * depth is the same layer, applied several times
# mistake: The list of hidden layers is one layer times the depth, so the second hidden layer is applied twice and the third one never.
# lines: 24
# crash: no
# first wrong: err
import torch
from torch import nn
import torch.nn.functional as F


class Linear(nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight = weight
        self.bias = bias

    def forward(self, features):
        return F.linear(features, self.weight.t(), self.bias)


def extended_backbone(W, B, depth):
    backbone = [Linear(W[0], B[0]), nn.ReLU()]
    layers = [Linear(W[1], B[1]), nn.ReLU()] * depth
    head = [Linear(W[-1], B[-1])]
    return nn.Sequential(*backbone, *layers, *head)


def exercise2(W, B, X, T):
    model = extended_backbone(W, B, depth=len(W) - 2)
    prediction = model(X)
    return F.mse_loss(prediction, T)
