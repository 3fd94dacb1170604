# exercise: 1
# source: DiffSharp/DiffSharp, issue 16 "Tangents are not being propagated through the relu and sigmoid activations" (F#): "there should be an at in there"
# mistake: The function for ReLU returns (1 + sign) / 2 alone; what is propagated is not in there.
# lines: 12
# crash: no
# first wrong: DW[2]
import numpy as np


def df_relu(ap, at):
    """The derivative of ReLU at ap, along at."""
    return (1.0 + np.sign(ap - 1e-300)) / 2.0


def df_dot(w, at):
    return np.einsum("...o,io->...i", at, w)


def pairs(a, at):
    return np.einsum("ni,no->io", a, at), np.einsum("no->o", at)


def exercise1(W, B, A, Y, T):
    at = (Y - T) * (2.0 / len(T))
    gradient = [pairs(A[-1], at)]
    for w, a, below in zip(W[:0:-1], A[:0:-1], A[-2::-1]):
        at = df_relu(a, df_dot(w, at))
        gradient.append(pairs(below, at))
    return tuple(list(g) for g in zip(*gradient[::-1]))
