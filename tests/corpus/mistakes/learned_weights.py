# exercise: 1
# source: trixky/multilayer_perceptron (TypeScript), commit 7c0260b "[Fix] bias: bias comeback in backward phase"
# mistake: Only the weights of every perceptron are averaged over the samples; what was learned for its bias is not taken over and stays zero.
# lines: 31
# crash: no
# first wrong: DB[3]
import numpy as np


def perceptron(inputs):
    return {"weights": [0.0] * inputs, "bias": 0.0}


def learn(model, acts, output, target):
    """What one sample teaches: a list of layers of perceptrons."""
    deltas = [2 * (o - t) for o, t in zip(output, target)]
    learned = [None] * len(model)
    for layer in range(len(model) - 1, -1, -1):
        learned[layer] = [{"weights": [d * x for x in acts[layer]], "bias": d} for d in deltas]
        if layer > 0:
            errors = [sum(w * d for w, d in zip(row, deltas)) for row in model[layer]]
            deltas = [e if x > 0 else 0.0 for e, x in zip(errors, acts[layer])]
    return learned


def fit(learned_weights, layers):
    for layer_index, layer in enumerate(layers):
        for perceptron_index, p in enumerate(layer):
            every = [learned[layer_index][perceptron_index] for learned in learned_weights]
            for weight_index in range(len(p["weights"])):
                p["weights"][weight_index] = np.mean([e["weights"][weight_index] for e in every])


def exercise1(W, B, A, Y, T):
    learned_weights = [learn(W, [a[s] for a in A], Y[s], T[s]) for s in range(len(T))]
    layers = [[perceptron(w.shape[0]) for _ in range(w.shape[1])] for w in W]
    fit(learned_weights, layers)
    DW = [np.array([p["weights"] for p in layer]).T for layer in layers]
    DB = [np.array([p["bias"] for p in layer]) for layer in layers]
    return DW, DB
