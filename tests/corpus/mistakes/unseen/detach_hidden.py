# exercise: 2
# source: jishuzhan.net 1722447953278275585 (in Chinese), on "element 0 of tensors does not require grad": the first of the reasons is .detach() on a tensor that is used further
# mistake: The activations of every hidden layer are detached, so nothing comes back to the layers before.
# lines: 14
# crash: no
# first wrong: W[2].grad
import torch


def exercise2(W, B, X, T):
    activations = [X]
    for w, b in zip(W[:-1], B[:-1]):
        z = torch.mm(activations[-1], w) + b
        activations.append(torch.relu(z).detach())
    y = torch.mm(activations[-1], W[-1]) + B[-1]
    return (y - T).pow(2).mean()
