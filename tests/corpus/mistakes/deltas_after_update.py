# exercise: 1
# source: joelgrus/data-science-from-scratch, issue 31: the output weights are updated before hidden_deltas are computed
# mistake: The weights above are changed in place before the deltas of the hidden units are computed with them.
# lines: 27, 28
# crash: no
# first wrong: DW[2]
import numpy as np


def dot(v, w):
    return sum(v_i * w_i for v_i, w_i in zip(v, w))


def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for n in range(len(Y)):
        network = [[list(w[:, j]) + [b[j]] for j in range(len(b))] for w, b in zip(W, B)]
        deltas = [2 * (y - t) / len(Y) for y, t in zip(Y[n], T[n])]
        for layer in (3, 2, 1, 0):
            values = list(A[layer][n])
            for j, delta in enumerate(deltas):
                DW[layer][:, j] += [delta * v for v in values]
                DB[layer][j] += delta
            for j, neuron in enumerate(network[layer]):
                for i, v in enumerate(values + [1]):
                    neuron[i] -= 0.01 * deltas[j] * v
            below = [dot(deltas, [o[i] for o in network[layer]]) for i in range(len(values))]
            deltas = [d * (v > 0) for d, v in zip(below, values)]
    return DW, DB
