# exercise: 2
# source: winstonallo/multilayer-perceptron (Python), commit cb382af "fix: missing return value in forward methods", layers.py: forward of DenseLayer, ReLUActivation and the others kept its result in self.y and ended there; return self.y was added to each. There numpy, here torch
# mistake: The forward methods store their result but return nothing, so the second layer of the loop gets None.
# lines: 17, 23
# crash: yes
# first wrong: -
import torch


class DenseLayer:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        self.y = torch.matmul(x, self.W) + self.b


class ReLUActivation:
    def forward(self, x):
        self.x = x
        self.y = torch.relu(x)


class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = []
        for w, b in zip(W[:-1], B[:-1]):
            self.layers.append(DenseLayer(w, b))
            self.layers.append(ReLUActivation())
        self.layers.append(DenseLayer(W[-1], B[-1]))

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x


def exercise2(W, B, X, T):
    y_pred = NeuralNetwork(W, B).forward(X)
    return ((y_pred - T) ** 2).mean()
