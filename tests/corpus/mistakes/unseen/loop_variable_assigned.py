# exercise: 2
# source: thomasjpfan/pytorch_refinenet, issue 2 'one of the variables needed for gradient computation ...': for i, x in enumerate(xs): x = self.__getattr__('rcu{}'.format(i))(x), 'this procedure seems to write rcu no effect'
# mistake: The activated values are assigned to the variable of the loop and not to the list, so the ReLU has no effect.
# lines: 21
# crash: no
# first wrong: err
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, weight, bias, activate):
        super().__init__()
        self.weight, self.bias = weight, bias
        self.relu = nn.ReLU() if activate else None

    def forward(self, xs):
        xs = [torch.matmul(x, self.weight) + self.bias for x in xs]
        if self.relu is not None:
            for i, x in enumerate(xs):
                x = self.relu(x)
        return xs


class Net(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.count = len(W)
        for i, (w, b) in enumerate(zip(W, B)):
            self.add_module("block{}".format(i), Block(w, b, i < self.count - 1))

    def forward(self, *xs):
        for i in range(self.count):
            xs = self.__getattr__("block{}".format(i))(xs)
        return torch.stack(list(xs))


def exercise2(W, B, X, T):
    net = Net(W, B)
    out = net(*X)
    return ((out - T) ** 2).mean()
