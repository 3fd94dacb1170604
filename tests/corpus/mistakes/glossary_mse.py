# exercise: 2
# source: bfortuner/ml-glossary, issue 6 "MSE loss": np.sum((yHat - y)**2) / 2.0 should be / y.size
# mistake: The sum of the squares is divided by 2.0 and not by the number of samples.
# lines: 15
# crash: no
# first wrong: err
import torch


def relu(z):
    return torch.maximum(z, torch.zeros_like(z))


def MSE(yHat, y):
    return torch.sum((yHat - y)**2) / 2.0


def feed_forward(X, Wh, Bh, Wo, Bo):
    A = X
    for w, b in zip(Wh, Bh):
        Z = torch.matmul(A, w) + b
        A = relu(Z)
    return torch.matmul(A, Wo) + Bo


def exercise2(W, B, X, T):
    yHat = feed_forward(X, W[:3], B[:3], W[3], B[3])
    return MSE(yHat, T)
