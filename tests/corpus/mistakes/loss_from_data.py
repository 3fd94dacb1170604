# exercise: 2
# source: guopengf/FL-MRCM, issue 10 "Question of loss_adv_g", and paiml/aprender, issue 3034: the loss is built anew from detached numbers
# mistake: The error is made as a new tensor from the numbers of the old one; requires_grad does not bring the graph back.
# lines: 12
# crash: no
# first wrong: err
import torch


def criterion(output, target):
    loss_G = ((output - target) ** 2).mean()
    return loss_G.detach().clone().requires_grad_(True)


def exercise2(W, B, X, T):
    activations = [X]
    for layer in range(len(W)):
        z = activations[-1] @ W[layer] + B[layer]
        activations.append(z if layer == len(W) - 1 else z * (z > 0))
    return criterion(activations[-1], T)
