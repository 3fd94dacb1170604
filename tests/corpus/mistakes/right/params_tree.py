# exercise: 2
# source: style of JAX tutorials such as kvfrans/notes: a list of dictionaries of parameters, vectorized over single examples
# mistake: none
# lines: -
# crash: no
# first wrong: -
from functools import reduce

import torch


def layer(params, h):
    return torch.relu(params["w"].T @ h + params["b"])


def predict(params, x):
    """One example, x has the shape (4,)."""
    *hidden, last = params
    h = reduce(lambda acc, p: layer(p, acc), hidden, x)
    return last["w"].T @ h + last["b"]


def loss_fn(params, xs, ys):
    preds = torch.stack([predict(params, x) for x in xs])
    return torch.mean((preds - ys) ** 2)


def exercise2(W, B, X, T):
    params = [{"w": w, "b": b} for w, b in zip(W, B)]
    return loss_fn(params, X, T)
