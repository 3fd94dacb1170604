# exercise: 2
# source: kimhc6028/pathnet-pytorch, issue 5 "fixing a typo": self.fc3[path[1][0]] should be self.fc3[path[2][0]]
# mistake: The third layer takes the weights of the second one.
# lines: 15
# crash: no
# first wrong: err
import torch
from torch.nn import functional as F


def exercise2(W, B, X, T):
    path = [0, 1, 2, 3]
    y = F.relu(X.mm(W[path[0]]) + B[path[0]])
    y = F.relu(y.mm(W[path[1]]) + B[path[1]])
    y = F.relu(y.mm(W[path[1]]) + B[path[2]])
    y = y.mm(W[path[3]]) + B[path[3]]
    err = y - T
    return (err * err).mean()
