# exercise: 2
# source: pytorch/pytorch, pull request 139667 "Fix to modules.rst: indent line with activation functions": x = self.activations[act](x) should be in the body of the for loop
# mistake: The line with the activation stands after the loop over the hidden layers and not in it, so only the last one of them is followed by ReLU.
# lines: 19
# crash: no
# first wrong: err
import torch


class DynamicNet:
    def __init__(self, linears, final):
        self.linears = linears
        self.activations = {"relu": torch.relu, "tanh": torch.tanh}
        self.final = final

    def forward(self, x, act):
        for weight, bias in self.linears:
            x = torch.mm(x, weight) + bias
        x = self.activations[act](x)
        weight, bias = self.final
        return torch.mm(x, weight) + bias


def exercise2(W, B, X, T):
    pairs = list(zip(W, B))
    dynamic_net = DynamicNet(pairs[:-1], pairs[-1])
    output = dynamic_net.forward(X, "relu")
    return torch.nn.functional.mse_loss(output, T)
