# exercise: 1
# source: style that runs its own forward pass and keeps z, ignoring what was given
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    zs, acts = [], [A[0]]
    for w, b in zip(W, B):
        zs.append(acts[-1] @ w + b)
        acts.append(zs[-1] * (zs[-1] > 0))
    prime = lambda z: (np.sign(z) + 1) / 2
    back = 2 * (zs[-1] - T) / len(T)
    nabla = []
    for l in range(len(W) - 1, -1, -1):
        nabla.insert(0, (acts[l].T @ back, back.sum(axis=0)))
        if l > 0:
            back = back @ W[l].T * prime(zs[l - 1])
    return [n[0] for n in nabla], [n[1] for n in nabla]
