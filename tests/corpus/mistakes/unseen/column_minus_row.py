# exercise: 2
# source: PyTorch forum thread 'Simple Linear Regression in PyTorch' (found in the corpus nvidia/Nemotron-CC-Math-v1; answered by Richard): out is (4, 1), y is (4,), out - y becomes (4, 4) by broadcasting; mended with out = out.view(-1)
# mistake: The outputs are a column and the targets a flat vector, so the difference is broadcast to a matrix of all pairs.
# lines: 15-16
# crash: no
# first wrong: err
import torch


def forward(x, weights, bias):
    out = x
    for i in range(len(weights)):
        out = out.mm(weights[i]).add_(bias[i])
        if i < len(weights) - 1:
            out = out.clamp(min=0)
    return out


def exercise2(W, B, X, T):
    x = X
    y = T.reshape(-1)
    out = forward(x, W, B)
    loss = torch.mean((out - y)**2)
    return loss
