# exercise: 2
# source: pytorch/tutorials, pull request 1644 "fix bug on model definition part of introduction": a relu layer was inserted just before the loss was calculated
# mistake: The output layer has a ReLU, too, so the net cannot predict negative values.
# lines: 25
# crash: no
# first wrong: err
import torch
from torch import nn


class NeuralNetwork(nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = nn.ParameterList(weights)
        self.biases = nn.ParameterList(biases)
        self.relu = nn.ReLU()

    def affine(self, k, x):
        return torch.matmul(x, self.weights[k]) + self.biases[k]

    def forward(self, x):
        x = self.relu(self.affine(0, x))
        x = self.relu(self.affine(1, x))
        x = self.relu(self.affine(2, x))
        logits = self.relu(self.affine(3, x))
        return logits


def exercise2(W, B, X, T):
    model = NeuralNetwork(W, B)
    loss_fn = nn.MSELoss()
    pred = model(X)
    loss = loss_fn(pred, T)
    return loss
