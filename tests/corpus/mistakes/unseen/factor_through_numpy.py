# exercise: 2
# source: JunMa11/SegLossOdyssey, issue 17 'Will torch.no_grad() make it impossible to update the weight': in the loss, pred_dt = torch.from_numpy(self.distance_field(pred.detach().cpu().numpy())).float(), 'shouldn't every loss functions be differentiable?'
# mistake: One of the two factors of the square is computed from the detached prediction with numpy, so it counts as a constant, and the gradient is half of what it should be.
# lines: 17
# crash: no
# first wrong: W[3].grad
import numpy as np
import torch
import torch.nn as nn


class DistanceLoss(nn.Module):
    def distance_field(self, pred, target):
        return pred - target

    def forward(self, pred, target):
        pred_dt = torch.from_numpy(self.distance_field(pred.detach().cpu().numpy(), target.cpu().numpy()))
        pred_error = pred - target
        multiplied = pred_error * pred_dt
        return multiplied.mean()


def forward_pass(x, weights, biases):
    *hidden, last = zip(weights, biases)
    for w, b in hidden:
        x = torch.clamp(x.mm(w) + b, min=0)
    w, b = last
    return x.mm(w) + b


def exercise2(W, B, X, T):
    criterion = DistanceLoss()
    return criterion(forward_pass(X, W, B), T)
