# exercise: 2
# source: einsum style with a ternary for the last layer
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


def exercise2(W, B, X, T):
    h = X
    for i, (w, b) in enumerate(zip(W, B)):
        z = torch.einsum("bi,io->bo", h, w) + b
        h = z if i == len(W) - 1 else torch.where(z > 0, z, 0.0)
    return torch.einsum("bo,bo->", h - T, h - T) / T.numel()
