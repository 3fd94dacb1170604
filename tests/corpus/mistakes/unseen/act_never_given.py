# exercise: 2
# source: somepago/saint, issue 23 "MLP is equivalent to a single linear layer": the MLP in model.py "is just a bunch of stacked linear layers with no non-linearities between them"; the activation is an optional argument
# mistake: The activation is an argument with the default None and is not given, so there is none between the linear layers.
# lines: 36
# crash: no
# first wrong: err
import torch
from torch import nn


class Affine(nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        return x @ self.weight + self.bias


class MLP(nn.Module):
    def __init__(self, parameters, act=None):
        super().__init__()
        modules = [Affine(*parameters[0])]
        for weight, bias in parameters[1:]:
            if act is not None:
                modules.append(act)
            modules.append(Affine(weight, bias))
        self.mlp = nn.Sequential(*modules)

    def forward(self, x):
        return self.mlp(x)


def exercise2(W, B, X, T):
    model = MLP(list(zip(W, B)))
    y_outs = model(X)
    criterion = nn.MSELoss()
    return criterion(y_outs, T)
