# exercise: 2
# source: infer-actively/pypc (PyTorch), issue 2 "Bias convention", layers.py: out = self.act_fn(torch.matmul(self.inp, self.weights)), and after it out = out + self.bias; "one would have the bias inside the activation function", f(wx+b) in place of f(wx) + b
# mistake: The bias is added after the activation function, so ReLU acts on the weighted sum without the bias.
# lines: 22, 24
# crash: no
# first wrong: -
import torch
import torch.nn.functional as F


class FCLayer:
    def __init__(self, weights, bias, act_fn, use_bias=True):
        self.weights = weights
        self.bias = bias
        self.act_fn = act_fn
        self.use_bias = use_bias
        self.inp = None

    def forward(self, inp):
        self.inp = inp
        out = torch.matmul(self.inp, self.weights)
        out = self.act_fn(out)
        if self.use_bias:
            out = out + self.bias
        return out


class FCNetwork:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, val):
        for layer in self.layers:
            val = layer.forward(val)
        return val


def exercise2(W, B, X, T):
    act_fns = [F.relu for _ in W[1:]] + [lambda x: x]
    network = FCNetwork([FCLayer(w, b, f) for w, b, f in zip(W, B, act_fns)])
    return F.mse_loss(network.forward(X), T)
