# exercise: 2
# source: thecodeforge.io "PyTorch Neural Network - The forward() Layer Bug": layers defined inside forward() are created anew in every pass, the weights that are looked at are others
# mistake: The layers are made inside forward as new parameters, so the gradients go to these copies and not to the given parameters.
# lines: 20, 21
# crash: no
# first wrong: err
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.weights = nn.ParameterList(W)
        self.biases = nn.ParameterList(B)

    def forward(self, x):
        last = len(self.weights) - 1
        for i in range(last + 1):
            w = nn.Parameter(self.weights[i].data)
            b = nn.Parameter(self.biases[i].data)
            x = x @ w + b
            if i != last:
                x = torch.relu(x)
        return x


def exercise2(W, B, X, T):
    model = Net(W, B)
    return nn.functional.mse_loss(model(X), T)
