# exercise: 2
# source: github pytorch/pytorch, issues 16045 and 19699: nn.MSELoss between shapes (n, 1) and (n,), no error but another value
# mistake: The output loses its second dimension and the target keeps it, so their difference is a square matrix of all pairs by broadcasting.
# lines: 31
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class Regressor:
    def __init__(self, W, B):
        self.W = W
        self.B = B

    def forward(self, xb):
        for w, b in zip(self.W[:-1], self.B[:-1]):
            xb = F.relu(xb @ w + b)
        out = xb @ self.W[-1] + self.B[-1]
        return out.squeeze(-1)

    __call__ = forward


def loss_func(pred, yb):
    return F.mse_loss(pred, yb)


def exercise2(W, B, X, T):
    model = Regressor(W, B)
    xb, yb = X, T
    return loss_func(model(xb), yb)
