# exercise: 2
# source: pytorch/pytorch, issue 10148 "MSELoss wrongly sums instead of averages": reduction is an integer, but is compared with a string
# mistake: reduction is the number 1, and 1 == 'mean' is False, so the sum is returned in place of the mean.
# lines: 30
# crash: no
# first wrong: err
import torch


class _Reduction:
    _codes = {"none": 0, "mean": 1, "sum": 2}

    @classmethod
    def get_enum(cls, reduction):
        return cls._codes[reduction]


class Criterion:
    def __init__(self, reduction="mean"):
        self.reduction = _Reduction.get_enum(reduction)

    def __call__(self, input, target):
        return self.pointwise(lambda a, b: (a - b) ** 2, input, target, self.reduction)

    @staticmethod
    def pointwise(lambd, input, target, reduction):
        d = lambd(input, target)
        if reduction == _Reduction.get_enum("none"):
            return d
        return torch.mean(d) if reduction == "mean" else torch.sum(d)


def linear(x, w, b):
    return torch.einsum("ni,io->no", x, w) + b


def exercise2(W, B, X, T):
    criterion = Criterion()
    out = X
    for layer in range(len(W)):
        out = linear(out, W[layer], B[layer])
        if layer + 1 < len(W):
            out = torch.relu(out)
    return criterion(out, T)
