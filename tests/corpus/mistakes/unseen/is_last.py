# exercise: 2
# source: lucidrains/tab-transformer-pytorch, issue 9 "actuation function being applied to output layer in class MLP": is_last = ind >= (len(dims) - 1), should be len(dims) - 2
# mistake: The flag is_last is never true because of an index that is one too large, so ReLU is applied to the output too.
# lines: 19
# crash: no
# first wrong: err
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, weights, biases, act=None):
        super().__init__()
        dims = [weights[0].shape[0]] + [w.shape[1] for w in weights]
        dims_pairs = list(zip(dims[:-1], dims[1:]))
        act = act if act is not None else nn.ReLU()
        self.steps = []
        for ind, (dim_in, dim_out) in enumerate(dims_pairs):
            is_last = ind >= (len(dims) - 1)
            assert weights[ind].shape == (dim_in, dim_out)
            self.steps.append((weights[ind], biases[ind], nn.Identity() if is_last else act))

    def forward(self, x):
        for weight, bias, act in self.steps:
            x = act(torch.addmm(bias, x, weight))
        return x


def exercise2(W, B, X, T):
    mlp = MLP(W, B)
    return nn.functional.mse_loss(mlp(X), T)
