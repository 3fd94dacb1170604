# exercise: 2
# source: discuss.pytorch.org 23261 'Gradient is lost when use torch.tensor([t1, t2])': y2 = torch.tensor([cosa, cosb]) is made of two results to multiply it with a matrix; a.grad stays None
# mistake: The activations of the hidden units are put together with torch.tensor, which copies the numbers out of the graph; torch.stack keeps it.
# lines: 18
# crash: no
# first wrong: W[2].grad
import torch


def unit(x, w, b):
    return torch.relu(torch.dot(x, w) + b)


def hidden(x, w, b):
    out = []
    for j in range(w.shape[1]):
        out.append(unit(x, w[:, j], b[j]))
    return torch.tensor(out)


def exercise2(W, B, X, T):
    err = 0.0
    for x, t in zip(X, T):
        y = x
        for w, b in zip(W[:-1], B[:-1]):
            y = hidden(y, w, b)
        y = torch.matmul(y, W[-1]) + B[-1]
        err = err + ((y - t) ** 2).sum()
    return err / T.numel()
