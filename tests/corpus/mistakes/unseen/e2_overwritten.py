# exercise: 2
# source: Zijing5/PyTorch_AboutSomeDetails (notes, in Chinese): d = torch.matmul(x, w1), f = torch.matmul(d, w2), d[:] = 4, "modified by an inplace operation"
# mistake: Every hidden layer writes into the tensor of the layer before it, whose values the backward pass of the matrix product still needs.
# lines: 16
# crash: yes
# first wrong: -
import torch


def exercise2(W, B, X, T):
    w1, w2, w3, w4 = W
    b1, b2, b3, b4 = B
    d = torch.relu(torch.matmul(X, w1) + b1)
    for w, b in ((w2, b2), (w3, b3)):
        f = torch.matmul(d, w) + b
        d[:] = torch.relu(f)
    y = torch.matmul(d, w4) + b4
    e = y - T
    return (e * e).mean()
