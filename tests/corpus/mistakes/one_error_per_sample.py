# exercise: 2
# source: zeakey/iccv2019-fmeasure, issue 1, and sh0416/bpr, issue 13: "grad can be implicitly created only for scalar outputs"
# mistake: The squares are returned one per sample; the mean over them is missing.
# lines: 11, 22, 23
# crash: no
# first wrong: err
import torch


def fl(output, target):
    return torch.pow(output - target, 2)


def exercise2(W, B, X, T):
    params = iter([p for pair in zip(W, B) for p in pair])
    output = X
    for w in params:
        b = next(params)
        output = output @ w + b
        if w is not W[-1]:
            output = torch.relu(output)
    loss = fl(output, T)
    return loss
