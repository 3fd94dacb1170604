# exercise: 2
# source: andrewgcodes/xlstm (Python), issue 4 'y_pred, y_true shape, are different': in the loop stands loss += criterion(y_pred, y_true) with y_pred of shape (10, 1) and y_true of shape (1, 1); proposed: loss += criterion(y_pred[0], y_true[0])
# mistake: In the loop over the samples, all predictions are compared with the target of one sample; the target is broadcast.
# lines: 30
# crash: no
# first wrong: err
import torch
import torch.nn as nn


class Model(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.W = W
        self.B = B

    def forward(self, x):
        for w, b in zip(self.W[:-1], self.B[:-1]):
            x = torch.relu(torch.matmul(x, w) + b)
        return torch.matmul(x, self.W[-1]) + self.B[-1]


def exercise2(W, B, X, T):
    model = Model(W, B)
    criterion = nn.MSELoss()
    loss = 0
    y_pred = model(X)
    for t in range(len(X)):
        y_true = T[t].unsqueeze(0)
        loss += criterion(y_pred, y_true)
    return loss / len(X)
