# exercise: 2
# source: pytorch/pytorch, issues 1479, 8474 and 19778: the gradient goes to other tensors than those that are looked at
# mistake: The network computes with new tensors made from the weights, and the gradients go to those, not to the parameters that were given.
# lines: 12
# crash: no
# first wrong: W[3].grad
import torch


class Net:
    def __init__(self, W, B):
        self.W = [torch.tensor(w.tolist(), requires_grad=True, dtype=w.dtype) for w in W]
        self.B = list(B)

    def forward(self, x):
        for k in range(3):
            x = torch.max(x @ self.W[k] + self.B[k], torch.zeros(1, dtype=x.dtype))
        return x @ self.W[3] + self.B[3]


def exercise2(W, B, X, T):
    net = Net(W, B)
    return torch.mean((net.forward(X) - T) ** 2)
