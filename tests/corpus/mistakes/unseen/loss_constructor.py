# exercise: 2
# source: xiaobeizi.cn (a question in Chinese on labels of another dimension than the output): loss = nn.MSELoss(Y, y_pred)
# mistake: Outputs and targets are passed to the constructor of nn.MSELoss, which has to be made first and called then.
# lines: 17
# crash: yes
# first wrong: -
import torch
import torch.nn as nn


def exercise2(W, B, X, T):
    out = X
    for i in range(len(W)):
        out = torch.add(torch.matmul(out, W[i]), B[i])
        if i < len(W) - 1:
            out = torch.relu(out)
    loss = nn.MSELoss(out, T)
    return loss
