# exercise: 2
# source: d2l-ai/d2l-en, pull request 2600 "Fix pytorch version of custom-layer to allow auto grad": self.weight.data and self.bias.data in forward
# mistake: The layers compute with .data of the parameters, which is not connected to the graph.
# lines: 18
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class MyLinear(torch.nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight = weight
        self.bias = bias

    def forward(self, X):
        return torch.matmul(X, self.weight.data) + self.bias.data


def exercise2(W, B, X, T):
    net = []
    for weight, bias in zip(W, B):
        net += [MyLinear(weight, bias), F.relu]
    net.pop()
    for module in net:
        X = module(X)
    return F.mse_loss(X, T)
