# exercise: 2
# source: NVlabs/FUNIT, issue 23 'one of the variables needed for gradient computation has been modified by an inplace operation': "I just did a target_value = target_value.detach() Error is gone", and the answer "you removed a tensor from a computation graph"; the code around it is not that of the issue
# mistake: The activation is detached before it is used in place, so no gradient reaches the layers below the last one.
# lines: 18
# crash: no
# first wrong: W[2].grad
import torch
import torch.nn.functional as F


class Block:
    def __init__(self, weight, bias, activation):
        self.weight, self.bias, self.activation = weight, bias, activation

    def __call__(self, x):
        x = F.linear(x, self.weight.t(), self.bias)
        if self.activation == "relu":
            x = x.detach()
            x = F.relu(x, inplace=True)
        return x


class Model:
    def __init__(self, weights, biases):
        last = len(weights) - 1
        self.blocks = []
        for n, (w, b) in enumerate(zip(weights, biases)):
            self.blocks.append(Block(w, b, "none" if n == last else "relu"))

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return x

    def recon_criterion(self, predict, target):
        return torch.mean((predict - target) ** 2)


def exercise2(W, B, X, T):
    model = Model(W, B)
    return model.recon_criterion(model.forward(X), T)
