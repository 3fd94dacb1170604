# exercise: 2
# source: pyg-team/pytorch_geometric, issue 8139 "MLP with plain_last passes through last layer twice"
# mistake: The loop goes over all layers, and the last one is applied once more after it.
# lines: 21, 23
# crash: yes
# first wrong: -
import torch


class MLP(torch.nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = torch.nn.ParameterList(weights)
        self.biases = torch.nn.ParameterList(biases)

    def lin(self, i, x):
        return torch.matmul(x, self.weights[i]) + self.biases[i]

    def forward(self, x):
        count = len(self.weights)
        for i in range(count):
            x = self.lin(i, x).relu()
        return self.lin(count - 1, x)


def exercise2(W, B, X, T):
    out = MLP(W, B)(X)
    return ((out - T) ** 2).mean()
