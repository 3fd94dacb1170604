# exercise: 2
# source: prodopsy.com "How can the backward function in tensor influence the matrix in model": weight and bias are detached while the model is set up
# mistake: The biases are detached when a layer is set up, so no gradient reaches them.
# lines: 14
# crash: no
# first wrong: B[3].grad
import torch


class Linear(torch.nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight = weight
        self.offset = bias.detach()

    def forward(self, x):
        return torch.addmm(self.offset, x, self.weight)


class Model(torch.nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.linears = torch.nn.ModuleList(Linear(w, b) for w, b in zip(W, B))

    def forward(self, x):
        *hidden, last = self.linears
        for linear in hidden:
            x = torch.relu(linear(x))
        return last(x)


def exercise2(W, B, X, T):
    model = Model(W, B)
    cost = torch.nn.MSELoss()
    return cost(model(X), T)
