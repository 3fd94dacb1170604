# exercise: 2
# source: mattjones315/NeuralNet.jl (Julia), commit b3e2c0c 'autoencoder works', src/algorithms/nn.jl, encode_8x3x8: the sum of squared errors was sum(pred - lab.')^2 and became sum((pred - lab.').^2)
# mistake: The differences are summed first and the sum is squared, in place of the sum of the squares.
# lines: 22
# crash: no
# first wrong: -
import torch


def rectify(x):
    return torch.relu(x)


def feed_forward(inp, weights, biases):
    hidden = inp
    for w, b in zip(weights[:-1], biases[:-1]):
        hidden = rectify(hidden @ w + b)
    return hidden @ weights[-1] + biases[-1]


def sum_of_squared_error(pred, lab):
    return sum(pred - lab) ** 2


def exercise2(W, B, X, T):
    raw = feed_forward(X, W, B)
    sserr = sum_of_squared_error(raw[:, 0], T[:, 0])
    return sserr / X.shape[0]
