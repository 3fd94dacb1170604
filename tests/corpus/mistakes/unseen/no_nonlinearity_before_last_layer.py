# exercise: 2
# source: chainer/chainerrl (Python, Chainer), commit da7dc011 'Fix missing nonlinearity before the last layer' (pull request 165), policies/gaussian_policy.py: one linear layer, then pairs of nonlinearity and linear layer, then the last layer; it became pairs of linear layer and nonlinearity, then the last layer
# mistake: In the list of the layers the nonlinearity stands before each further hidden layer, so there is none between the last hidden layer and the output.
# lines: 31, 32, 33
# crash: no
# first wrong: -
import torch
import torch.nn.functional as F


class Sequence:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def link(w, b):
    return lambda x: F.linear(x, w.t(), b)


class FCPolicy(Sequence):
    def __init__(self, W, B, n_hidden_layers, nonlinearity=F.relu):
        links = iter([link(w, b) for w, b in zip(W, B)])
        layers = []
        layers.append(next(links))
        for _ in range(n_hidden_layers - 1):
            layers.append(nonlinearity)
            layers.append(next(links))
        layers.append(next(links))
        super().__init__(*layers)


def exercise2(W, B, X, T):
    policy = FCPolicy(W, B, n_hidden_layers=3)
    mean = policy(X)
    return torch.mean((mean - T) ** 2)
