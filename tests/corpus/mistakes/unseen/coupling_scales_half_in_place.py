# exercise: 2
# source: chaiyujin/glow-pytorch (Python, PyTorch), commit 3aa18c3 "Fixed un-computable gradients" (pull request 6, issue 2), models.py: z is split into the halves z1 and z2, z1 goes through f, and z2 was changed by z2 += shift and z2 *= scale, which became z2 = z2 + shift and z2 = z2 * scale. Here the last layer, with the weights as scale
# mistake: One half of a tensor is multiplied in place after the other half, a view of the same memory, was used in a product whose backward pass needs it; backward() stops.
# lines: 37
# crash: yes
# first wrong: -
import torch


def split_feature(z):
    half = z.shape[1] // 2
    return z[:, :half], z[:, half:]


class HiddenStep:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def forward(self, z):
        return torch.relu(z @ self.weight + self.bias)


class CouplingStep:
    def __init__(self, weight, bias):
        half = weight.shape[0] // 2
        self.f_weight = weight[:half]
        self.scale = weight[half:]
        self.bias = bias

    def f(self, z1):
        return z1 @ self.f_weight + self.bias

    def forward(self, z):
        z1, z2 = split_feature(z)
        shift = self.f(z1)
        z2 *= self.scale.t()
        return shift + z2.sum(dim=1, keepdim=True)


def exercise2(W, B, X, T):
    steps = [HiddenStep(w, b) for w, b in zip(W[:-1], B[:-1])]
    steps.append(CouplingStep(W[-1], B[-1]))
    z = X
    for step in steps:
        z = step.forward(z)
    return torch.mean((z - T) ** 2)
