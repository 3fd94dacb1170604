# exercise: 2
# source: pytorch/pytorch, issues 129834 and 2159: nn.Linear and F.linear expect weights of shape (out, in), many people write (in, out)
# mistake: F.linear multiplies by the transpose of its weights, and here the weights are stored the other way round.
# lines: 13, 14
# crash: yes
# first wrong: -
import torch.nn.functional as F


def exercise2(W, B, X, T):
    out = X
    for w, b in zip(W[:-1], B[:-1]):
        out = F.relu(F.linear(out, w, b))
    out = F.linear(out, W[-1], B[-1])
    return F.mse_loss(out, T)
