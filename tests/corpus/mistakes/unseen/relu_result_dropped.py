# exercise: 2
# source: IssaAlBawwab/microgradrs (Rust), commit 2ebd453 "fix relu bug returning original value without relu", src/nn.rs, Neuron::forward: total.relu(); and in the next line total was returned; it became total.relu() as the result
# mistake: relu() does not change the sum but gives back a new one, which is not used: the hidden neurons return the sum without ReLU.
# lines: 26, 27
# crash: no
# first wrong: -
import torch


class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, data):
        total = self.bias
        for w, x in zip(self.weights, data):
            product = w * x
            total = total + product
        return total


class HiddenNeuron(Neuron):
    def forward(self, data):
        total = super().forward(data)
        total.relu()
        return total


class Layer:
    def __init__(self, kind, W, b):
        self.neurons = [kind(W[:, j], b[j]) for j in range(len(b))]

    def forward(self, data):
        return [neuron.forward(data) for neuron in self.neurons]


def exercise2(W, B, X, T):
    kinds = [HiddenNeuron] * (len(W) - 1) + [Neuron]
    layers = [Layer(kind, w, b) for kind, w, b in zip(kinds, W, B)]
    values = list(X.unbind(1))
    for layer in layers:
        values = layer.forward(values)
    return torch.mean((torch.stack(values, dim=1) - T).pow(2))
