# exercise: 2
# source: SamuelGabriel/PFNs, issue 5 "activation choice bug in simple MLP prior": x = torch.tanh(x), should be x = self.activation(x)
# mistake: The hidden layers compute tanh, whatever activation was chosen, and here ReLU was.
# lines: 20
# crash: no
# first wrong: err
import torch


class SimplePrior:
    def __init__(self, params, activation):
        self.params = params
        self.activation = activation

    def sample(self, x):
        for number, (weight, bias) in enumerate(self.params, 1):
            x = x @ weight + bias
            if number == len(self.params):
                break
            x = torch.tanh(x)
        return x


def exercise2(W, B, X, T):
    model = SimplePrior([*zip(W, B)], activation=torch.relu)
    residual = model.sample(X) - T
    return residual.pow(2).sum() / residual.numel()
