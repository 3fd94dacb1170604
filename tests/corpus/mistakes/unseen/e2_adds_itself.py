# exercise: 2
# source: werner-duvaud/muzero-general, issue 89 "error in class ResidualBlock": x += x, "may be a error?"
# mistake: The pre-activation is added to itself, where the bias is meant.
# lines: 17
# crash: no
# first wrong: err
import torch


class Block:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x, last=False):
        x = torch.matmul(x, self.weight)
        x = x + x
        if last:
            return x
        return torch.nn.functional.relu(x)


def exercise2(W, B, X, T):
    blocks = [Block(w, b) for w, b in zip(W, B)]
    x = X
    for block in blocks[:-1]:
        x = block(x)
    y = blocks[-1](x, last=True)
    return torch.mean((y - T) ** 2)
