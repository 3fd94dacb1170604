# exercise: 2
# source: huggingface/candle, pull request 3526 "Fix RmsNorm backward pass for contiguous tensors" (Rust): a fast path for contiguous tensors does not register a backward pass
# mistake: For contiguous tensors, which all of these are, ReLU takes a fast path outside of the graph, so no gradient passes below it.
# lines: 14, 18
# crash: no
# first wrong: W[2].grad
import torch
import torch.nn.functional as F


class Activation:
    def forward(self, xs):
        if xs.is_contiguous():
            return self.apply_no_bwd(xs)
        return F.relu(xs)

    def apply_no_bwd(self, xs):
        with torch.no_grad():
            return xs.clamp(min=0)


class Linear:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def forward(self, xs):
        return torch.addmm(self.bias, xs, self.weight)


class Sequential:
    def __init__(self):
        self.modules = []

    def add(self, module):
        self.modules.append(module)
        return self

    def forward(self, xs):
        for module in self.modules:
            xs = module.forward(xs)
        return xs


def exercise2(W, B, X, T):
    model = Sequential()
    for i in range(len(W)):
        if i > 0:
            model.add(Activation())
        model.add(Linear(W[i], B[i]))
    return F.mse_loss(model.forward(X), T)
