# exercise: 2
# source: MC-E/Deep-Generalized-Unfolding-Networks-for-Image-Restoration, issue 6 "About Loss": np.sum of a list of losses was replaced by loss_char = torch.tensor([criterion_char(restored[j], target) for j in range(len(restored))], requires_grad=True).sum(), and nothing changed during training
# mistake: The losses of the parts are put into a new tensor made from their numbers; that it requires a gradient stops the error message, but it has no connection to the weights.
# lines: 35
# crash: no
# first wrong: W[3].grad
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.W = W
        self.B = B

    def forward(self, x):
        for w, b in zip(self.W[:-1], self.B[:-1]):
            x = F.relu(torch.mm(x, w) + b)
        return torch.mm(x, self.W[-1]) + self.B[-1]


class SquaredLoss(nn.Module):
    def forward(self, x, y):
        diff = x - y
        return torch.mean(diff * diff)


def exercise2(W, B, X, T):
    model = Net(W, B)
    criterion = SquaredLoss()
    batches = list(zip(X.split(4), T.split(4)))
    restored = [model(x) for x, _ in batches]
    loss = torch.tensor([criterion(restored[j], batches[j][1]) for j in range(len(restored))], requires_grad=True).sum()
    return loss / len(batches)
