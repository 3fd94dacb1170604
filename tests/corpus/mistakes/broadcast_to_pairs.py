# exercise: 2
# source: pytorch/pytorch, issue 16045 and pull request 18349, and deepset-ai/FARM, issue 229: (n,) against (n, 1)
# mistake: The outputs are squeezed to a vector and the targets are not, so the difference is taken of all pairs of samples.
# lines: 15, 18
# crash: no
# first wrong: err
import torch


class RegressionHead:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def logits(self, x):
        return (x @ self.w + self.b).squeeze(-1)

    def loss(self, logits, labels):
        return torch.mean((logits - labels) ** 2)


def exercise2(W, B, X, T):
    x = X
    for w, b in list(zip(W, B))[:-1]:
        x = torch.nn.functional.relu(x @ w + b)
    head = RegressionHead(W[-1], B[-1])
    return head.loss(head.logits(x), T)
