# exercise: 2
# source: ahmedfgad/NumPyCNN, issue 4 "A code error in relu function": numpy.max(x, 0) for the larger of x and 0
# mistake: The 0 is taken for a dimension: the maximum is over the samples, and not of each entry and zero.
# lines: 11
# crash: yes
# first wrong: -
import torch


def relu(feature_map):
    return torch.max(feature_map, 0).values


def exercise2(W, B, X, T):
    feature_map = X
    for l in range(len(W) - 1):
        feature_map = relu(feature_map @ W[l] + B[l])
    y = feature_map @ W[-1] + B[-1]
    return ((y - T) ** 2).mean()
