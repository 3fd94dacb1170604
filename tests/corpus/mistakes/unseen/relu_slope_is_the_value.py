# exercise: 1
# source: joshjennings98/fsharp-neural-network (F#), commit 1fafa97 "Completely reworked everything and made into a visual studio project", NeuralNetwork.fs: dActivateLayer had | "relu" -> if x > 0.0 then x else 0.0 (since commit 2498ff7, before it a function dRelu with 1.0 and 0.0); it became if x > 0.0 then 1.0 else 0.0
# mistake: The derivative of ReLU returns the value itself in place of one where the value is positive, so the deltas of the hidden units are multiplied with the activations.
# lines: 19
# crash: no
# first wrong: DW[2]
from functools import reduce


def activate_layer(activation, values):
    if activation == "id":
        return values
    return list(map(lambda x: max(x, 0.0), values))


def d_activate_layer(activation, values):
    if activation == "id":
        return [1.0 for _ in values]
    return list(map(lambda x: x if x > 0.0 else 0.0, values))


def d_loss_function(n):
    return lambda actual, target: (2.0 / n) * (actual - target)


def forward_single(inputs, layer):
    weights, biases, activation = layer
    sums = [sum(w[j] * x for w, x in zip(weights, inputs)) + b for j, b in enumerate(biases)]
    return activate_layer(activation, sums)


def forward_full(network, inputs):
    return reduce(lambda acc, layer: [forward_single(acc[0], layer)] + acc, network, [inputs])


def back_propagate(network, forward, errors, n):
    gradients = []
    back = list(map(d_loss_function(n), forward[0], errors))
    for index, (weights, biases, activation) in enumerate(reversed(network)):
        slopes = d_activate_layer(activation, forward[index])
        deltas = [a * b for a, b in zip(back, slopes)]
        gradients = [([[x * d for d in deltas] for x in forward[index + 1]], deltas)] + gradients
        back = [sum(w * d for w, d in zip(row, deltas)) for row in weights]
    return gradients


def add(a, b):
    return [add(x, y) for x, y in zip(a, b)] if isinstance(a, list) else a + b


def exercise1(W, B, A, Y, T):
    kinds = ["relu", "relu", "relu", "id"]
    network = list(zip([w.tolist() for w in W], [b.tolist() for b in B], kinds))
    samples = zip(A[0].tolist(), T.tolist())
    results = [back_propagate(network, forward_full(network, x), t, len(T)) for x, t in samples]
    layers = list(zip(*results))
    dw = [reduce(add, [w for w, _ in layer]) for layer in layers]
    db = [reduce(add, [b for _, b in layer]) for layer in layers]
    return dw, db
