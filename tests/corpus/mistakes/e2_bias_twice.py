# exercise: 2
# source: IST-DASLab/FP-Quant, issue 16 "Duplicate bias addition": y = F.linear(x, w, bias), and then y += bias
# mistake: The bias is added by F.linear and once more afterwards.
# lines: 17, 19
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class PlainLinear:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        y = F.linear(x, self.weight.t(), self.bias)
        if self.bias is not None:
            y = y + self.bias
        return y


def exercise2(W, B, X, T):
    layers = [PlainLinear(w, b) for w, b in zip(W, B)]
    *hidden, out = layers
    x = X
    for layer in hidden:
        x = F.relu(layer(x))
    return F.mse_loss(out(x), T)
