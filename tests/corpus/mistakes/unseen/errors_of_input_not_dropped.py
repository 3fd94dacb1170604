# exercise: 1
# source: 30be/haskell-neural-net (Haskell), commit 4ed0f8e 'added testing, found error in deltas.', src/Lib.hs, deltas: foldl backpropagate [delta0] $ reverse weightsInputs became tail $ foldl ...; the fold goes over all layers, so the list has one error too many in front, and zipWith cuts off the rest
# mistake: the list of the errors begins with that of the inputs and is not cut, so every layer is paired with the errors of the layer below it
# lines: 40
# crash: no
# first wrong: DW[3]
import numpy as np
from functools import reduce
from itertools import accumulate


def relu(z):
    return [max(0.0, x) for x in z]


def relu_(x):
    return 0.0 if x <= 0 else 1.0


def dot(xs, ys):
    return sum(x * y for x, y in zip(xs, ys))


def z_layer(inputs, layer):
    biases, matrix = layer
    return [dot(row, inputs) + b for row, b in zip(matrix, biases)]


def backpropagate(errors, weights_input):
    matrix, weighted_input = weights_input
    current = [dot(row, errors[0]) * relu_(z) for row, z in zip(matrix, weighted_input)]
    return [current] + errors


def deltas(inputs, desired, layers):
    weighted = list(accumulate(layers, lambda a, l: z_layer(a if a is inputs else relu(a), l), initial=inputs))
    delta0 = [2 * (z - t) for z, t in zip(weighted[-1], desired)]
    activations = [inputs] + [relu(z) for z in weighted[1:]]
    weights_inputs = list(zip([list(zip(*m)) for _, m in layers], weighted[:-1]))
    return activations, reduce(backpropagate, reversed(weights_inputs), [delta0])


def learn(layers, gradients, sample, n):
    activations, layer_gradients = deltas(*sample, layers)
    for a, (gb, gw), d in zip(activations, gradients, layer_gradients):
        for j, e in zip(range(len(gb)), d):
            gb[j] += e / n
            gw[j] += np.array(a) * e / n
    return gradients


def exercise1(W, B, A, Y, T):
    layers = [(b.tolist(), w.T.tolist()) for w, b in zip(W, B)]
    gradients = [(np.zeros_like(b), np.zeros_like(w.T)) for w, b in zip(W, B)]
    samples = zip(A[0].tolist(), T.tolist())
    gradients = reduce(lambda g, s: learn(layers, g, s, len(T)), samples, gradients)
    return [gw.T for _, gw in gradients], [gb for gb, _ in gradients]
