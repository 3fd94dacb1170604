# exercise: 2
# source: F.linear with transposed weights, samples in columns for the error
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch.nn.functional as F


def exercise2(W, B, X, T):
    *hidden, (w, b) = zip(W, B)
    a = X
    for weight, bias in hidden:
        a = F.threshold(F.linear(a, weight.T, bias), 0, 0)
    y = F.linear(a, w.T, b)
    return F.mse_loss(y.T, T.T)
