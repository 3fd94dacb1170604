# exercise: 2
# source: lucidrains/tab-transformer-pytorch, issue 9: is_last = ind >= (len(dims) - 1) should be len(dims) - 2, so the output layer gets the activation
# mistake: No layer counts as the last one, because dims has one entry more than there are layers, and the output goes through ReLU.
# lines: 22
# crash: no
# first wrong: err
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, weights, biases, act=torch.relu):
        super().__init__()
        self.weights = weights
        self.biases = biases
        self.act = act
        self.dims = [w.shape[0] for w in weights] + [weights[-1].shape[1]]

    def forward(self, x):
        dims_pairs = list(zip(self.dims[:-1], self.dims[1:]))
        for ind, (dim_in, dim_out) in enumerate(dims_pairs):
            is_last = ind >= (len(self.dims) - 1)
            x = torch.addmm(self.biases[ind], x, self.weights[ind])
            assert x.shape[1] == dim_out
            if not is_last:
                x = self.act(x)
        return x


def exercise2(W, B, X, T):
    mlp = MLP(W, B)
    return nn.functional.mse_loss(mlp(X), T)
