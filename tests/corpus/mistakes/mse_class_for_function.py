# exercise: 2
# source: skeydan/Deep-Learning-and-Scientific-Computing-with-R-torch, pull request 24: nn_mse_loss() in place of nnf_mse_loss() (R)
# mistake: torch.nn.MSELoss is a class, MSELoss(Y, T) takes the tensors for its options; torch.nn.functional.mse_loss(Y, T) is meant.
# lines: 21
# crash: yes
# first wrong: -
import torch
from torch import nn
from torch.nn import functional as nnf

def nn_linear(x, w, b): return torch.matmul(x, w) + b

def model(x, W, B):
    x = nnf.relu(nn_linear(x, W[0], B[0]))
    x = nnf.relu(nn_linear(x, W[1], B[1]))
    x = nnf.relu(nn_linear(x, W[2], B[2]))
    return nn_linear(x, W[3], B[3])

def exercise2(W, B, X, T):
    Y = model(X, W, B)
    return nn.MSELoss(Y, T)
