# exercise: 2
# source: pytorch/pytorch, issue 61410 "requires grad get lost during transform": torch.Tensor([p,]).requires_grad is False
# mistake: The numbers of the biases are put into new tensors, so no gradient goes to the biases.
# lines: 11
# crash: no
# first wrong: B[3].grad
import torch


def bias_row(b):
    return torch.Tensor([value for value in b]).reshape(1, -1)


def exercise2(W, B, X, T):
    n = X.shape[0]
    ones = torch.ones(n, 1)
    theta = [torch.cat([w, bias_row(b)]) for w, b in zip(W, B)]
    h = X
    for k, th in enumerate(theta):
        h = torch.cat([h, ones], dim=1) @ th
        if k + 1 < len(theta):
            h = h.clamp(min=0)
    return (h - T).pow(2).sum() / n
