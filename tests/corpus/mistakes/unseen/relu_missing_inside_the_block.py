# exercise: 2
# source: proceduralia/pytorch-conv2_1d (Python, PyTorch), issue 2 "Missing ReLU": the module is a spatial convolution followed by a temporal one, and its forward hands the result of the first to the second without the ReLU that the paper has between them; the author: fixed (the mended code itself was not seen)
# mistake: Inside of a block of two layers the ReLU between the first and the second is missing, so that two linear layers follow each other.
# lines: 18, 19, 20
# crash: no
# first wrong: -
import torch
import torch.nn.functional as F


class Conv2_1d:
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def __call__(self, x):
        weight, bias = self.first
        x = F.linear(x, weight.t(), bias)
        weight, bias = self.second
        x = F.linear(x, weight.t(), bias)
        return x


class Net:
    def __init__(self, W, B):
        params = list(zip(W, B))
        self.block1 = Conv2_1d(params[0], params[1])
        self.block2 = Conv2_1d(params[2], params[3])

    def __call__(self, x):
        x = F.relu(self.block1(x))
        return self.block2(x)


def exercise2(W, B, X, T):
    out = Net(W, B)(X)
    return F.mse_loss(out, T)
