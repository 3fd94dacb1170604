# exercise: 1
# source: the manner of chainer-like and JavaScript autograd repositories (LazaroHurtado/micrograd-rs, trekhleb/micrograd-ts): a tape of closures
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    tape = []
    grads = {}

    def record(f):
        tape.append(f)

    def gradOf(key, like):
        return grads.setdefault(key, np.zeros_like(like))

    def linear(l, out):
        def pull():
            g = grads[out]
            gradOf(("w", l), W[l])[...] += np.einsum("si,so->io", A[l], g)
            gradOf(("b", l), B[l])[...] += np.einsum("so->o", g)
            gradOf(("a", l), A[l])[...] += np.einsum("so,io->si", g, W[l])

        record(pull)

    def relu(l):
        def pull():
            grads["z", l - 1] = np.sign(A[l]) * grads["a", l]

        record(pull)

    for l in range(len(W)):
        linear(l, ("z", l))
        if l + 1 < len(W):
            relu(l + 1)

    grads["z", len(W) - 1] = 2 * (Y - T) / T.size
    while tape:
        tape.pop()()
    return [grads["w", l] for l in range(len(W))], [grads["b", l] for l in range(len(B))]
