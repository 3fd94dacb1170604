# exercise: 2
# source: luigibonati/mlcolvar, issue 118, and pytorch/vision, issue 7174: dropout in place after ReLU, "modified by an inplace operation ... output 0 of ReluBackward0"
# mistake: The dropout works in place on the output of ReLU, which the backward pass of ReLU needs.
# lines: 12
# crash: yes
# first wrong: -
import torch


def dropout(x, p):
    keep = torch.rand_like(x) >= p
    return x.mul_(keep / (1 - p))


def feedforward(x, params, rates):
    last = len(params) - 1
    for i, (w, b) in enumerate(params):
        x = torch.mm(x, w) + b
        if i < last:
            x = torch.relu(x)
            x = dropout(x, rates[i])
    return x


def exercise2(W, B, X, T):
    y = feedforward(X, list(zip(W, B)), rates=[0.0, 0.0, 0.0])
    return torch.nn.functional.mse_loss(y, T)
