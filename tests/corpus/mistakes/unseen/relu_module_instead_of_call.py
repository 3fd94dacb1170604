# exercise: 2
# source: patrickloeber/pytorch-chatbot, issue 29: TypeError: linear(): argument 'input' (position 1) must be Tensor, not ReLU, at out = self.l2(out) in forward of model.py; the issue shows the error but not the code, the line self.relu = nn.ReLU is inferred from it
# mistake: The module nn.ReLU is constructed with the tensor as its argument; it must be made first and then called with the tensor.
# lines: 15
# crash: yes
# first wrong: -
import torch.nn as nn
import torch.nn.functional as F


class NeuralNet(nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights, self.biases = weights, biases
        self.relu = nn.ReLU

    def layer(self, n, x):
        return F.linear(x, self.weights[n].t(), self.biases[n])

    def forward(self, x):
        out = self.layer(0, x)
        out = self.relu(out)
        out = self.layer(1, out)
        out = self.relu(out)
        out = self.layer(2, out)
        out = self.relu(out)
        out = self.layer(3, out)
        return out


def exercise2(W, B, X, T):
    model = NeuralNet(W, B)
    criterion = nn.MSELoss()
    outputs = model(X)
    loss = criterion(outputs, T)
    return loss
