# exercise: 2
# source: NoamRosenberg/autodeeplab, pull request 20 "Fix network forward function": not all layers are passed through in the forward function
# mistake: The loop ends one layer too early, the third layer is left out.
# lines: 31
# crash: no
# first wrong: err
import torch


class Cell(torch.nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight, self.bias = weight, bias

    def forward(self, s):
        return torch.relu(s @ self.weight + self.bias)


class AutoNet(torch.nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.num_layers = len(W) - 1
        self.cells = torch.nn.ModuleList()
        for k in range(self.num_layers):
            self.cells.append(Cell(W[k], B[k]))
        self.last_weight, self.last_bias = W[-1], B[-1]

    def forward(self, x):
        # the first cell is special: it takes the raw data
        s = self.cells[0](x)
        for layer in range(1, self.num_layers - 1):
            s = self.cells[layer](s)
        return torch.addmm(self.last_bias, s, self.last_weight)


def exercise2(W, B, X, T):
    out = AutoNet(W, B)(X)
    return torch.nn.functional.mse_loss(out, T, reduction="mean")
