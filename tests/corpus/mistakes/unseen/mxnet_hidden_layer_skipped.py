# exercise: 2
# source: github zackchase/mxnet-the-straight-dope, issue 507 (mistake in Bayes by Backprop from scratch): for i in range(len(layer_params) // 2 - 2), which should be - 1
# mistake: The loop over the hidden layers ends one too early, so the last hidden layer is left out of the network.
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
    output = torch.mm(layer_input, layer_params[-2]) + layer_params[-1]
    return output


def squared_loss(yhat, y):
    return torch.mean((yhat - y) ** 2)


def exercise2(W, B, X, T):
    layer_params = []
    for w, b in zip(W, B):
        layer_params.append(w)
        layer_params.append(b)
    return squared_loss(net(X, layer_params), T)
