# exercise: 2
# source: ronghuaiyang/arcface-pytorch, issue 56: loss.requires_grad = True against "does not require grad", and then the loss does not decline
# mistake: The forward pass uses w.data and b.data, so nothing is recorded, and err.requires_grad = True makes err a new leaf that is not connected to the parameters.
# lines: 15, 16, 24
# crash: no
# first wrong: err
import torch
from torch.nn import functional as F


def exercise2(W, B, X, T):
    feature = X
    n = len(W)
    for i in range(n):
        weight = W[i].data
        bias = B[i].data
        feature = F.linear(feature, weight.t(), bias)
        if i != n - 1:
            feature = F.relu(feature)
    output = feature

    criterion = torch.nn.MSELoss()
    loss = criterion(output, T)
    loss.requires_grad = True
    return loss
