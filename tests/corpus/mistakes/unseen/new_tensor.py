# exercise: 2
# source: kengz/SLM-Lab, pull request 133 "Fix ActorCritic family": torch.tensor creates a brand new tensor detached from the computation graph, use torch.stack instead
# mistake: The errors of the samples are collected with torch.tensor, which makes a new tensor from their values, outside of the graph; torch.stack keeps it.
# lines: 26
# crash: no
# first wrong: err
import torch


class Net:
    def __init__(self, W, B):
        self.hidden = list(zip(W[:-1], B[:-1]))
        self.out = W[-1], B[-1]

    def predict(self, x):
        for w, b in self.hidden:
            x = torch.relu(w.t().mv(x) + b)
        w, b = self.out
        return w.t().mv(x) + b


def calc_losses(net, batch):
    losses = []
    for state, target in batch:
        losses.append((net.predict(state) - target).pow(2).mean())
    return torch.tensor(losses)


def exercise2(W, B, X, T):
    net = Net(W, B)
    losses = calc_losses(net, zip(X, T))
    return losses.mean()
