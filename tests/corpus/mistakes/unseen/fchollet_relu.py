# exercise: 2
# source: fchollet/deep-learning-with-python-notebooks, issue 265 "Typo in references to PyTorch ReLU": torch.nn.relu(...) in the manner of TensorFlow, rather than torch.nn.ReLU(...)
# mistake: torch.nn.relu does not exist: the function is torch.relu, the layer torch.nn.ReLU
# lines: 18
# crash: yes
# first wrong: -
import torch


def dense(inputs, w, b, activation=None):
    z = inputs @ w + b
    return z if activation is None else activation(z)


def exercise2(W, B, X, T):
    x = X
    for w, b in zip(W[:-1], B[:-1]):
        x = dense(x, w, b, activation=torch.nn.relu)
    predictions = dense(x, W[-1], B[-1])
    return torch.square(predictions - T).mean()
