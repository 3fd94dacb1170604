# exercise: 2
# source: AggMan96/RK-Net, issue 9 "one of the variables needed for gradient computation has been modified by an inplace operation ... output 0 of ReluBackward0": att[:, :, :, 0] = 0 and so on; the answer was to add att = att.clone() before
# mistake: The output of ReLU, which backward needs, is written into: its last column is set without a copy being made first.
# lines: 23, 24
# crash: yes
# first wrong: -
import torch
import torch.nn as nn


class Layer(nn.Module):
    def __init__(self, weight, bias, polish):
        super().__init__()
        self.polish = polish
        self.kernel = torch.cat([weight, bias.unsqueeze(0)])
        if polish:
            self.kernel = nn.functional.pad(self.kernel, (0, 1))
        self.relu = nn.ReLU()

    def forward(self, x):
        att = torch.matmul(x, self.kernel)
        if self.polish:
            att = self.relu(att)
            att[:, -1] = 1
        return att


def exercise2(W, B, X, T):
    last = len(W) - 1
    net = nn.Sequential(*[Layer(w, b, i < last) for i, (w, b) in enumerate(zip(W, B))])
    ones = torch.ones_like(X[:, :1])
    out = net(torch.cat([X, ones], dim=1))
    return nn.MSELoss()(out, T)
