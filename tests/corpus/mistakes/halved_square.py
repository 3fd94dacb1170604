# exercise: 2
# source: ShusenTang/Dive-into-DL-PyTorch, issue 97 (in Chinese), and tiny-dnn/tiny-dnn, issue 159: a loss that is halved in one library and not in the other
# mistake: The squared loss is halved, as in another library, but the error of the exercise is the plain mean of the squares.
# lines: 15
# crash: no
# first wrong: err
import torch


def linreg(X, w, b):
    return torch.mm(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.view(y_hat.size())) ** 2 / 2


def exercise2(W, B, X, T):
    H = X
    for w, b in zip(W[:3], B[:3]):
        H = linreg(H, w, b).clamp(min=0)
    l = squared_loss(linreg(H, W[3], B[3]), T)
    return l.mean()
