# exercise: 2
# source: blog.gitcode.com (in Chinese), on MSE in the framework Burn: predictions of shape (batch, 1), targets of shape (batch), the loss broadcasts them and differs from that by hand
# mistake: The outputs are made flat and the targets are a column, so that the difference is a table of all pairs of samples.
# lines: 16
# crash: no
# first wrong: err
import torch


def exercise2(W, B, X, T):
    out = X
    for i in range(4):
        out = out @ W[i] + B[i]
        if i != 3:
            out = out.clamp(min=0)
    predictions = out.squeeze(1)
    return torch.nn.MSELoss()(predictions, T)
