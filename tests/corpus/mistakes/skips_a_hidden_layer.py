# exercise: 2
# source: zackchase/mxnet-the-straight-dope, issue 507 "mistake in Bayes by Backprop from scratch": range(... - 2)
# mistake: The loop over the hidden layers ends one too early, so the last hidden layer is left out.
# lines: 16
# crash: no
# first wrong: err
import torch


def relu(X):
    return torch.maximum(X, torch.zeros_like(X))


def net(X, layer_params):
    layer_input = X
    for i in range(len(layer_params) // 2 - 2):
        h_linear = torch.mm(layer_input, layer_params[2 * i]) + layer_params[2 * i + 1]
        layer_input = relu(h_linear)
    return torch.mm(layer_input, layer_params[-2]) + layer_params[-1]


def exercise2(W, B, X, T):
    layer_params = []
    for w, b in zip(W, B):
        layer_params += [w, b]
    output = net(X, layer_params)
    return torch.mean(torch.square(output - T))
