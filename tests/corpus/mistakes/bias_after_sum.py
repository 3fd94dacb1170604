# exercise: 2
# source: Kulbear/deep-learning-coursera, pull request 48 "bug fix": add bias after Z = np.sum()
# mistake: The bias is not added to the weighted sum of the layers in the loop.
# lines: 16
# crash: no
# first wrong: err
import torch


class Neurons:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def weighted_sum(self, a):
        z = torch.sum(a[:, :, None] * self.weight[None], dim=1)
        return z


def exercise2(W, B, X, T):
    layers = [Neurons(w, b) for w, b in zip(W, B)]
    a = X
    for layer in layers[:-1]:
        z = layer.weighted_sum(a)
        a = torch.where(z > 0, z, torch.zeros_like(z))
    y = layers[-1].weighted_sum(a)
    n = T.shape[0]
    return torch.sum((y - T) ** 2) / n
