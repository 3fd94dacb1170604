# exercise: 1
# source: 30be/haskell-neural-net (Haskell), commit 4ed0f8e "added testing, found error in deltas.", src/Lib.hs, deltas: foldl backpropagate [delta0] $ reverse weightsInputs, to which tail was added
# mistake: The fold goes down to the input, so the list of deltas has one for the input at its head. This is not taken away, and all layers are paired with the delta of the layer before them.
# lines: 36
# crash: no
# first wrong: DW[3]
from functools import reduce
from itertools import accumulate

import numpy as np


def relu(z):
    return np.maximum(z, 0)


def relu_(z):
    return np.where(z <= 0, 0.0, 1.0)


def cost_(actual, desired):
    return 2 * (actual - desired)


def deltas(inputs, delta0, layers):
    def backpropagate(errors, layer_input):
        (_, weights), weighted_input = layer_input
        return [relu_(weighted_input) * (weights @ errors[0])] + errors

    def apply_layer(z, layer):
        bias, weights = layer
        return (z if z is inputs else relu(z)) @ weights + bias

    weighted_inputs = list(accumulate(layers, apply_layer, initial=inputs))
    activations = [inputs] + [relu(z) for z in weighted_inputs[1:]]
    return activations, reduce(backpropagate, reversed(list(zip(layers, weighted_inputs))), [delta0])


def learn(layers, sample):
    inputs, delta0 = sample
    activations, errors = deltas(inputs, delta0, layers)
    matrices = [np.outer(a, d) for a, d in zip(activations, errors)]
    return matrices, errors


def exercise1(W, B, A, Y, T):
    layers = list(zip(B, W))
    learned = [learn(layers, sample) for sample in zip(A[0], cost_(Y, T))]
    dw = [sum(m) / len(Y) for m in zip(*(matrices for matrices, _ in learned))]
    db = [sum(e) / len(Y) for e in zip(*(errors for _, errors in learned))]
    return dw[: len(W)], db[: len(B)]
