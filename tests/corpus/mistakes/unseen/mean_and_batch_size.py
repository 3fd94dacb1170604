# exercise: 2
# source: d2l-ai/d2l-en, pull request 1000 "bug fix: linear reg scratch": l.mean() became l.sum(), because the batch size is divided by once more
# mistake: The mean over the samples is divided by the number of samples once more.
# lines: 25
# crash: no
# first wrong: err
import torch


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2


def exercise2(W, B, X, T):
    batch_size = X.shape[0]
    H = X
    for i in range(len(W) - 1):
        H = torch.relu(linreg(H, W[i], B[i]))
    y_hat = linreg(H, W[-1], B[-1])
    l = squared_loss(y_hat, T)
    return l.mean() / batch_size
