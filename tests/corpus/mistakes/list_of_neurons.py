# exercise: 1
# source: joelgrus/data-science-from-scratch, issue 2 "BackPropagation Algorithm"
# mistake: The comprehension for the hidden deltas uses a name, output_layer, that is defined nowhere.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


def dot(v, w):
    return sum(v_i * w_i for v_i, w_i in zip(v, w))


def backpropagate(network, activations, output_deltas):
    """network: layers of neurons, a neuron is a list of weights, the bias last"""
    gradients = []
    deltas = output_deltas
    for k in range(len(network) - 1, -1, -1):
        inputs = activations[k] + [1]
        gradients.append([[delta * x for x in inputs] for delta in deltas])
        if k > 0:
            deltas = [
                (1 if hidden > 0 else 0) * dot(deltas, [n[i] for n in output_layer])
                for i, hidden in enumerate(activations[k])
            ]
    return gradients[::-1]


def exercise1(W, B, A, Y, T):
    network = [
        [[w[i][j] for i in range(len(w))] + [b[j]] for j in range(len(b))] for w, b in zip(W, B)
    ]
    total = None
    for s in range(len(T)):
        deltas = [2 * (y - t) / len(T) for y, t in zip(Y[s], T[s])]
        grads = backpropagate(network, [list(a[s]) for a in A], deltas)
        grads = [np.array(g) for g in grads]
        total = grads if total is None else [u + g for u, g in zip(total, grads)]
    return [g[:, :-1].T for g in total], [g[:, -1] for g in total]
