# exercise: 2
# source: xiaoboxia/T-Revision (Python, PyTorch), pull request 3 "loss.py Bugfix", loss.py, reweighting_revision_loss: T = T + correction stood inside of the loop over the samples, so the correction was added as many times as the batch has samples; it belongs before the loop (in the class reweighting_revision_loss_v2 it is added once). Here the biases are the correction of the shifts
# mistake: The correction is added to the shifts inside of the loop over the samples, so it piles up: the sample number i gets it i + 1 times.
# lines: 23
# crash: no
# first wrong: -
import torch
import torch.nn as nn
import torch.nn.functional as F


class RevisionLoss(nn.Module):
    def run_layers(self, sample, W, shifts):
        temp = torch.unsqueeze(sample, 0)
        last = len(W) - 1
        for k in range(last):
            temp = F.relu(torch.matmul(temp, W[k]) + shifts[k])
        return torch.matmul(temp, W[last]) + shifts[last]

    def forward(self, X, W, shifts, corrections, target):
        loss = 0.
        for i in range(len(target)):
            shifts = [s + c for s, c in zip(shifts, corrections)]
            temp_target = torch.unsqueeze(target[i], 0)
            out = self.run_layers(X[i], W, shifts)
            _loss = F.mse_loss(out, temp_target)
            loss += _loss
        return loss / len(target)


def exercise2(W, B, X, T):
    criterion = RevisionLoss()
    shifts = [torch.zeros_like(b) for b in B]
    return criterion(X, W, shifts, B, T)
