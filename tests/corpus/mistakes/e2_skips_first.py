# exercise: 2
# source: dhgrs/pytorch-UniWaveNet, issue 5 "Why iterating the wavenet_list from index 1?": "It's a stupid mistake"
# mistake: The loop starts at index 1 of the list of the inner layers, so the first of them is left out.
# lines: 22
# crash: no
# first wrong: err
import torch


class UniNet:
    def __init__(self, W, B):
        pairs = list(zip(W, B))
        self.first, self.inner_list, self.last = pairs[0], pairs[1:-1], pairs[-1]

    @staticmethod
    def affine(x, pair):
        weight, bias = pair
        return x.matmul(weight).add(bias)

    def forward(self, x):
        h = self.affine(x, self.first).relu()
        for i, inner in enumerate(self.inner_list[1:]):
            h = self.affine(h, inner).relu()
        return self.affine(h, self.last)


def exercise2(W, B, X, T):
    difference = UniNet(W, B).forward(X) - T
    return torch.mean(difference**2)
