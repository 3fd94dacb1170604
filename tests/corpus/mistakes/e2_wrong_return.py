# exercise: 2
# source: bnu-wangxun/Deep_Metric, issue 26: the loss is returned last and taken first, "'float' object has no attribute 'backward'"
# mistake: The function returns the loss last, but the caller takes the first value, a number without a graph.
# lines: 22, 26
# crash: no
# first wrong: err
import torch


def forward(W, B, X):
    a = X
    for w, b in zip(W[:3], B[:3]):
        a = torch.nn.functional.relu(a @ w + b)
    return a @ W[3] + B[3]


def criterion(outputs, targets):
    residual = outputs - targets
    mean_abs = residual.abs().mean().item()
    largest = residual.abs().max().item()
    loss = residual.square().mean()
    return mean_abs, largest, loss


def exercise2(W, B, X, T):
    loss, mean_abs, largest = criterion(forward(W, B, X), T)
    return loss
