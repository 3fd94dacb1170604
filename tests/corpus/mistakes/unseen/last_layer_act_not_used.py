# exercise: 2
# source: snap-stanford/GEARS (PyTorch), issue 42 'MLP module last layer activation is always set to ReLU', gears/model.py: last_layer_act is kept in self.activation, but neither self.network nor forward() makes use of it
# mistake: A ReLU is put behind every linear layer, also behind the last one; the argument last_layer_act is stored and not used.
# lines: 22
# crash: no
# first wrong: err
import torch

class Linear(torch.nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight, self.bias = weight, bias
    def forward(self, x):
        return torch.nn.functional.linear(x, self.weight.T, self.bias)

class MLP(torch.nn.Module):
    def __init__(self, weights, biases, last_layer_act="linear"):
        super().__init__()
        self.activation = last_layer_act
        layers = []
        for s in range(len(weights)):
            layers = layers + [Linear(weights[s], biases[s]), torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*layers)
    def forward(self, x):
        return self.network(x)

def exercise2(W, B, X, T):
    model = MLP(W, B, last_layer_act="linear")
    pred = model(X)
    return torch.sum((pred - T) ** 2) / pred.numel()
