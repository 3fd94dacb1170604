# exercise: 2
# source: per-sample style, the errors are stacked and averaged
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


def predict(W, B, x):
    for w, b in list(zip(W, B))[:-1]:
        x = torch.clamp_min(x @ w + b, 0)
    return x @ W[-1] + B[-1]


def exercise2(W, B, X, T):
    losses = [torch.nn.functional.mse_loss(predict(W, B, x), t) for x, t in zip(X, T)]
    return torch.stack(losses).mean()
