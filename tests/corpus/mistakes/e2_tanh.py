# exercise: 2
# source: SamuelGabriel/PFNs, issue 5 "activation choice bug in simple MLP prior": x = torch.tanh(x) should be x = self.activation(x)
# mistake: The hidden layers use tanh, not the activation that was chosen.
# lines: 20
# crash: no
# first wrong: err
import torch


class SimpleMLP:
    def __init__(self, weights, biases, activation=torch.relu):
        self.weights = weights
        self.biases = biases
        self.activation = activation

    def forward(self, x):
        depth = len(self.weights)
        for i in range(depth - 1):
            x = x @ self.weights[i] + self.biases[i]
            x = torch.tanh(x)
        return x @ self.weights[depth - 1] + self.biases[depth - 1]


def exercise2(W, B, X, T):
    net = SimpleMLP(W, B, activation=torch.relu)
    y = net.forward(X)
    return torch.nn.MSELoss()(y, T)
