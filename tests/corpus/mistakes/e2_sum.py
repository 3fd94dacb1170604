# exercise: 2
# source: acids-ircam/creative_ml, pull request 6 "MSE should be defined as a mean"
# mistake: The squared errors are summed up, not averaged.
# lines: 10
# crash: no
# first wrong: err
import torch

relu = lambda z: torch.maximum(z, torch.zeros_like(z))
mse = lambda y, t: torch.sum((y - t) ** 2)


def exercise2(W, B, X, T):
    h1 = relu(X @ W[0] + B[0])
    h2 = relu(h1 @ W[1] + B[1])
    h3 = relu(h2 @ W[2] + B[2])
    return mse(h3 @ W[3] + B[3], T)
