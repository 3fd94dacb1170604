# exercise: 2
# source: lzx1413/PytorchSSD (Python, PyTorch), issue 72 "one of the variables needed for gradient computation has been modified by an inplace operation": in layers/modules/l2norm.py stood x /= norm, the asker: "solved", x = x / norm. Here the sums of a layer are divided by their norm before relu and multiplied by it after
# mistake: x is divided by its norm in place, but the norm was computed from x, and its derivative needs the values x had before. PyTorch stops in the backward pass.
# lines: 16
# crash: yes
# first wrong: -
import torch


class L2Norm:
    def __init__(self, eps=1e-10):
        self.eps = eps

    def __call__(self, x):
        norm = x.pow(2).sum(dim=1, keepdim=True).sqrt() + self.eps
        x /= norm
        return x, norm


class Net:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.norm = L2Norm()

    def forward(self, x):
        last = len(self.weights) - 1
        for k, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w + b
            if k == last:
                return x
            x, scale = self.norm(x)
            x = torch.relu(x) * scale


class MultiLoss:
    def __call__(self, predictions, targets):
        diff = predictions - targets
        return diff.pow(2).mean()


def exercise2(W, B, X, T):
    net = Net(W, B)
    criterion = MultiLoss()
    return criterion(net.forward(X), T)
