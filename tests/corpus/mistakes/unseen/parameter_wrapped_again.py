# exercise: 2
# source: benedekrozemberczki/pytorch_geometric_temporal, issue 80 "[Bug?] the way to set GCN.weight in EvolveGCN": forward does self.conv_layer.weight = torch.nn.parameter.Parameter(W), "the gradient function may be lost"; mended by passing W as an argument
# mistake: the weights become new parameters in the forward pass, which get the gradient, and those that were given get none
# lines: 28
# crash: no
# first wrong: W[3].grad
import torch


class FixedWeightConv:
    def __init__(self):
        self.weight = None

    def forward(self, x, bias):
        return torch.matmul(x, self.weight) + bias


class Evolve:
    def __init__(self, W, B):
        self.W = W
        self.B = B
        self.convs = [FixedWeightConv() for w in W]

    def forward(self, x):
        last = len(self.convs) - 1
        for i, conv in enumerate(self.convs):
            W = self.W[i]
            conv.weight = torch.nn.parameter.Parameter(W)
            x = conv.forward(x, self.B[i])
            if i < last:
                x = torch.relu(x)
        return x


def exercise2(W, B, X, T):
    model = Evolve(W, B)
    y_hat = model.forward(X)
    return torch.mean((y_hat - T) ** 2)
