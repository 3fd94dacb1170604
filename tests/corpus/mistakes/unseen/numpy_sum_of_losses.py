# exercise: 2
# source: leongatys/PytorchNeuralStyleTransfer (Python notebook), issue 16 "loss = sum(layer_losses)": the call ends with "Use tensor.detach().numpy() instead"; the answer was torch.sum(torch.stack(layer_losses))
# mistake: sum is not the one of Python but the one of numpy, by the import of all names, and cannot add a list of tensors that require gradients
# lines: 25
# crash: yes
# first wrong: -
from numpy import *
import torch
from torch import nn


def net(x, W, B):
    for i, (w, b) in enumerate(zip(W, B)):
        x = torch.matmul(x, w) + b
        if i < len(W) - 1:
            x = nn.functional.relu(x)
    return x


def exercise2(W, B, X, T):
    loss_fn = nn.MSELoss()
    out = net(X, W, B)
    weights = ones(len(out)) / len(out)
    layer_losses = [float(weights[a]) * loss_fn(A, T[a]) for a, A in enumerate(out)]
    loss = sum(layer_losses)
    return loss
