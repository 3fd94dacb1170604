# exercise: 2
# source: linkedin/Liger-Kernel (Python, PyTorch), pull request 269 and commit 8e2bd26 "Fix sharing a ResBlock layer for each head in Medusa example", medusa_util.py: nn.Sequential got *([ResBlock(hidden_size)] * medusa_num_layers), one block several times, which became [ResBlock(hidden_size) for _ in range(medusa_num_layers)]
# mistake: The list of the hidden blocks is made by multiplying a list with one block, so the second hidden layer has the weights of the first; the weights of the other get no gradient.
# lines: 41
# crash: no
# first wrong: -
import torch


class Block:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        return torch.relu(x @ self.weight + self.bias)


class Output:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        return x @ self.weight + self.bias


class Sequential:
    def __init__(self, *modules):
        self.modules = modules

    def __call__(self, x):
        for module in self.modules:
            x = module(x)
        return x


def build_head(W, B, num_layers=2):
    return Sequential(
        Block(W[0], B[0]),
        *([Block(W[1], B[1])] * num_layers),
        Output(W[-1], B[-1]),
    )


def exercise2(W, B, X, T):
    head = build_head(W, B)
    return torch.nn.functional.mse_loss(head(X), T)
