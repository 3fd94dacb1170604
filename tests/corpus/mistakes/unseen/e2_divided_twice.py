# exercise: 2
# source: felipecode/coiltraine, issue 37 "Bug: dividing speed_loss by batch size twice"; the same in xavysp/DexiNed, issue 45, and eriklindernoren/PyTorch-YOLOv3, pull request 137
# mistake: The error is divided by the number of samples twice, once for each sample and once after the sum.
# lines: 21, 22
# crash: no
# first wrong: err
import torch


def loss_branch(output, target):
    return torch.pow(output - target, 2)


def exercise2(W, B, X, T):
    params = list(zip(W, B))
    branch = X
    for i, (w, b) in enumerate(params, start=1):
        branch = torch.einsum("ni,ij->nj", branch, w) + b
        if i != len(params):
            branch = torch.where(branch > 0, branch, torch.zeros(()))
    speed_loss = loss_branch(branch, T) / T.shape[0]
    return torch.sum(speed_loss) / T.shape[0]
