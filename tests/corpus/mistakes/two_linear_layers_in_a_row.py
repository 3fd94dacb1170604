# exercise: 2
# source: nutonomy/nuscenes-devkit, issue 728, and Rocketknight1/minimal_lczero, issue 1: no nonlinearity between two linear layers
# mistake: There is no ReLU between the second and the third layer.
# lines: 18
# crash: no
# first wrong: err
import torch


def fc(x, w, b):
    return torch.matmul(x, w).add(b)


def exercise2(W, B, X, T):
    fc1 = fc(X, W[0], B[0])
    out = torch.relu(fc1)
    fc2 = fc(out, W[1], B[1])
    fc3 = fc(fc2, W[2], B[2])
    out = torch.relu(fc3)
    prediction = fc(out, W[3], B[3])
    difference = prediction - T
    return (difference * difference).mean()
