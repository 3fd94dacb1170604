# exercise: 2
# source: ProteomicsML/ProteomicsML, pull request 203, and jcjohnson/pytorch-examples, issue 30: ReLU on the final regression layer
# mistake: ReLU is applied to the output as well, which cannot be negative then.
# lines: 15
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


def exercise2(W, B, X, T):
    x = X
    for i in range(len(W)):
        x = torch.addmm(B[i], x, W[i])
        x = F.relu(x)
    return F.mse_loss(x, T)
