# exercise: 2
# source: facebookresearch/param, pull request 41 "do not share params among MLP hidden layers": "Running the same layer multiple times artificially increase reuse and doesn't represent what real MLP actually does"
# mistake: The first hidden layer is run as often as there are hidden layers, so the weights of the second one are not used and get no gradient.
# lines: 23
# crash: no
# first wrong: err
import torch


class HiddenLayer:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def __call__(self, x):
        return torch.relu(torch.addmm(self.bias, x, self.weight))


class MLPNet:
    def __init__(self, weights, biases):
        num_hidden = len(weights) - 2
        self.input_layer = HiddenLayer(weights[0], biases[0])
        self.hidden_layers = [HiddenLayer(weights[1], biases[1])] * num_hidden
        self.out_weight = weights[-1]
        self.out_bias = biases[-1]

    def forward(self, x):
        x = self.input_layer(x)
        for layer in self.hidden_layers:
            x = layer(x)
        return torch.addmm(self.out_bias, x, self.out_weight)


def exercise2(W, B, X, T):
    net = MLPNet(W, B)
    output = net.forward(X)
    return torch.nn.functional.mse_loss(output, T)
