# exercise: 2
# source: yunjey/pytorch-tutorial, pull request 128: "Only Tensors of floating point dtype can require gradients"
# mistake: A tensor that is to require a gradient is made from the integer 2.
# lines: 12
# crash: yes
# first wrong: -
import torch


def exercise2(W, B, X, T):
    # build the computational graph
    power = torch.tensor(2, requires_grad=True)
    z1 = torch.einsum("ni,ij->nj", X, W[0]) + B[0]
    z2 = torch.einsum("ni,ij->nj", z1.relu(), W[1]) + B[1]
    z3 = torch.einsum("ni,ij->nj", z2.relu(), W[2]) + B[2]
    y = torch.einsum("ni,ij->nj", z3.relu(), W[3]) + B[3]
    miss = torch.abs(y - T)
    return torch.mean(miss**power)
