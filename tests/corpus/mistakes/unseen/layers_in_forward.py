# exercise: 2
# source: thecodeforge.io "PyTorch Neural Network: The forward() layer bug": defining layers inside forward() creates new untrained weights at every pass
# mistake: A new nn.Linear with random weights is made inside forward, so the given weights and biases are not used.
# lines: 20
# crash: no
# first wrong: err
from torch import nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.W = nn.ParameterList(W)
        self.B = nn.ParameterList(B)

    def forward(self, x):
        for i in range(len(self.W)):
            n_in, n_out = self.W[i].shape
            x = nn.Linear(n_in, n_out)(x)
            if i < len(self.W) - 1:
                x = F.relu(x)
        return x


def exercise2(W, B, X, T):
    net = Net(W, B)
    return F.mse_loss(net(X), T)
