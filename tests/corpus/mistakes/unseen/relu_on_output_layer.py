# exercise: 2
# source: chelsea0x3b/dfdx (Rust), issue 486 "Zero Gradients in highly fragmented functions": "Seems that the ReLU on the output layer caused zero gradients due to it's clipping of negative values"
# mistake: The output layer is followed by a ReLU like the hidden ones, so negative outputs are set to 0 and give no gradient.
# lines: 28
# crash: no
# first wrong: err
import torch


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        return x.matmul(self.weight) + self.bias


class ReLU:
    def forward(self, x):
        return x.clamp(min=0)


def build_model(W, B):
    return (
        (Linear(W[0], B[0]), ReLU()),
        (Linear(W[1], B[1]), ReLU()),
        (Linear(W[2], B[2]), ReLU()),
        (Linear(W[3], B[3]), ReLU()),
    )


def forward(model, x):
    for block in model:
        for module in block:
            x = module.forward(x)
    return x


def exercise2(W, B, X, T):
    prediction = forward(build_model(W, B), X)
    return (prediction - T).square().mean()
