# exercise: 2
# source: neobundy/Deep-Dive-Into-AI-With-MLX-PyTorch (Python, MLX), issue 5 "code mismatch": in __call__, a loop with x = mx.maximum(x, 0) if i > 0 else x before x = l(x), beside the comment "Apply ReLU to all but the last layer"; when asked about it the author changed the condition to i == 0 ("Apply ReLU to the first layer only", "Fixed"), which puts the ReLU on the inputs and leaves none between the layers. The right form here is the one that stood there before, i > 0
# mistake: ReLU is applied to the inputs of the network, in front of the first layer, and not between the layers.
# lines: 25
# crash: no
# first wrong: -
import torch


class Linear:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        return x @ self.weight + self.bias


class NeuralNet:
    def __init__(self, W, B):
        self.layers = [Linear(w, b) for w, b in zip(W, B)]

    def __call__(self, x):
        for i, l in enumerate(self.layers):
            x = torch.relu(x) if i == 0 else x
            x = l(x)
        return x


def loss_fn(model, x, y):
    return torch.mean((model(x) - y) ** 2)


def exercise2(W, B, X, T):
    model = NeuralNet(W, B)
    return loss_fn(model, X, T)
