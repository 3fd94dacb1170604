# exercise: 2
# source: RangiLyu/nanodet, issue 7, on "element 0 of tensors does not require grad": "Solved it by add requires_grad=True in the three lines"
# mistake: A new tensor with requires_grad=True is made from the numbers of the losses, which cuts them off from the parameters.
# lines: 22
# crash: no
# first wrong: err
import torch


def forward(sample, W, B):
    h = sample
    for i in range(3):
        h = torch.clamp(torch.mv(W[i].t(), h) + B[i], min=0)
    return torch.mv(W[3].t(), h) + B[3]


def exercise2(W, B, X, T):
    losses = []
    for sample, target in zip(X, T):
        out = forward(sample, W, B)
        losses.append(((out - target) ** 2).sum())
    losses = torch.tensor(losses, requires_grad=True)
    return losses.mean()
