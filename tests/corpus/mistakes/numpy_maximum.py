# exercise: 2
# source: zhuangdizhu/FedGen, issues 1 and 15: "Can't call numpy() on Tensor that requires grad"
# mistake: A function of numpy is applied to a tensor that belongs to the graph; PyTorch has its own.
# lines: 12
# crash: yes
# first wrong: -
import numpy as np
import torch


def relu(z):
    return np.maximum(np.zeros(z.shape), z)


def exercise2(W, B, X, T):
    A = X
    for i, w in enumerate(W):
        Z = A @ w + B[i]
        A = relu(Z) if i + 1 < len(W) else Z
    return torch.mean((A - T) ** 2)
