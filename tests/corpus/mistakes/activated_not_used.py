# exercise: 2
# source: pytorch/pytorch, pull request 107988: the output of the activation was overwritten by the output of fc2 in the following line, so it is never used
# mistake: The output layer is applied to z, not to relu(z): the activation of the third layer is computed but not used.
# lines: 23
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


def exercise2(W, B, X, T):
    x = X
    # fc0
    x = torch.addmm(B[0], x, W[0])
    x = F.relu(x)
    # fc1
    x = torch.addmm(B[1], x, W[1])
    x = F.relu(x)
    # fc2
    x = torch.addmm(B[2], x, W[2])
    output = F.relu(x)
    # fc3
    output = torch.addmm(B[3], x, W[3])
    return F.mse_loss(output, T)
