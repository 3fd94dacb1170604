# exercise: 2
# source: community.deeplearning.ai 488307 "Getting errors in backpropagation when creating from scratch": a1 = relu(z1), z2 = np.dot(z1, weights2) + bias2
# mistake: The second layer gets the pre-activation z1 and not the activation a1, which is computed and never used.
# lines: 19
# crash: no
# first wrong: err
import torch


def relu(x):
    return torch.maximum(x, torch.zeros_like(x))


def exercise2(W, B, X, T):
    weights1, weights2, weights3, weights4 = W
    bias1, bias2, bias3, bias4 = B
    z1 = torch.matmul(X, weights1) + bias1
    a1 = relu(z1)
    z2 = torch.matmul(z1, weights2) + bias2
    a2 = relu(z2)
    z3 = torch.matmul(a2, weights3) + bias3
    a3 = relu(z3)
    z4 = torch.matmul(a3, weights4) + bias4
    return torch.mean((z4 - T) ** 2)
