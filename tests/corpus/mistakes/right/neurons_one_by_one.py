# exercise: 2
# source: style of karpathy/micrograd: neurons, layers and sums of single numbers
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


class Neuron:
    def __init__(self, w, b, nonlin=True):
        self.w, self.b, self.nonlin = w, b, nonlin

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu() if self.nonlin else act


class Layer:
    def __init__(self, w, b, nonlin):
        self.neurons = [Neuron(w[:, j], b[j], nonlin) for j in range(len(b))]

    def __call__(self, x):
        return [n(x) for n in self.neurons]


class MLP:
    def __init__(self, W, B):
        self.layers = [Layer(w, b, i != len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x[0]


def exercise2(W, B, X, T):
    model = MLP(W, B)
    losses = [(model(x) - t[0]) ** 2 for x, t in zip(X, T)]
    return sum(losses) * (1.0 / len(losses))
