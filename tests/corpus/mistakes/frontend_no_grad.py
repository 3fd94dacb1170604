# exercise: 2
# source: denfed/leaf-audio-pytorch, issue 3 "Backpropagation doesn't change weights": with torch.no_grad() in the forward call
# mistake: The first layer is computed under torch.no_grad(), so W[0] and B[0] get no gradient.
# lines: 11
# crash: no
# first wrong: W[0].grad
import torch


def frontend(kernel, bias, x):
    with torch.no_grad():
        x = x @ kernel
        x = x + bias
    return torch.relu(x)


def backend(W, B, x):
    for w, b in zip(W[:-1], B[:-1]):
        x = torch.relu(x @ w + b)
    return x @ W[-1] + B[-1]


def exercise2(W, B, X, T):
    b = frontend(W[0], B[0], X)
    b = backend(W[1:], B[1:], b)
    b_gt = T
    loss = torch.square(b - b_gt).mean()
    return loss
