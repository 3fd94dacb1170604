"""The values on the way through a network and back, by what they are."""

import numpy

from checks import sentences
from checks.networks import Network, Place, Tangent, derivative, linearised, network_of, signal

Role = tuple[str, int]  # what a value is, and the number of the layer
Arrays = dict[Role, numpy.ndarray]

# What a program is given, and what any right one may compute beside
GIVEN = "given"


def generic_network(network: Network) -> Network:
    """Return a network of the same sizes whose numbers have nothing in common.

    In it two values are equal only if they are computed alike.
    """
    random = numpy.random.default_rng(5)
    W = [random.normal(size=w.shape) for w in network.W]
    B = [random.normal(size=b.shape) / 2 for b in network.B]
    X, T = random.normal(size=network.X.shape), random.normal(size=network.T.shape)
    # Outputs of both signs, about as many of each
    B[-1] = B[-1] - numpy.median(linearised(network_of(W, B, X, T)).Y, axis=0)
    return network_of(W, B, X, T)


def given(tangent: Tangent) -> Arrays:
    """Return what every program has, and what any may compute without a mistake."""
    network = tangent.network
    masks = [slope for slope in tangent.slopes[1:] if numpy.ndim(slope)]
    arrays = [
        *(network.W + network.B + tangent.inputs + tangent.preactivations),
        *(inputs @ weights for inputs, weights in zip(tangent.inputs, network.W, strict=True)),
        *(tangent.Y, tangent.T, tangent.Y - tangent.T),
        *masks,
        *(1 - mask for mask in masks),
    ]
    return {(GIVEN, number): array for number, array in enumerate(arrays)}


def names_of_given(tangent: Tangent) -> dict[str, numpy.ndarray]:
    """Return what every program is given, by its name."""
    network = tangent.network
    layers = range(len(network.W))
    named = {f"W[{layer}]": network.W[layer] for layer in layers}
    named |= {f"B[{layer}]": network.B[layer] for layer in layers}
    named |= {f"A[{layer}]": tangent.inputs[layer] for layer in layers}
    return named | {"Y": tangent.Y, "T": tangent.T}


def name_of(role: Role, forward: bool) -> str:
    """Return what a student calls a value on the way."""
    name, layer = role
    return (sentences.VALUES_FORWARD if forward else sentences.VALUES_BACKWARD)[name].format(
        layer=layer, next=layer + 1
    )


def backward_values(tangent: Tangent) -> Arrays:
    """Return the values on the way back, in the order in which they are computed.

    They have a name and the number of a layer. ``signal``: dE/dZ; ``collected W`` and
    ``collected B``: what is taken for dE/dZ in one array only, where a mistake does that;
    ``sample``: what each sample contributes to the gradient of the weights; ``weights`` and
    ``biases``: the gradient; ``slope``: that of the units below; ``through``: the weights through
    which dE/dZ is passed to these; ``back``: dE/dA of these. The samples are the first axis.
    """
    values = {}
    for layer in reversed(range(len(tangent.weights))):
        weights, biases = Place("W", layer), Place("B", layer)
        enters = tangent.scale * signal(tangent, layer, enters=True)
        values["signal", layer] = enters
        for place in (weights, biases):
            if place in tangent.collected:
                enters = values["collected " + place.kind, layer] = tangent.scale * (
                    tangent.collected[place](tangent)
                )
        if len(enters) == len(tangent.inputs[layer]) and enters.ndim == 2:
            values["sample", layer] = tangent.inputs[layer][:, :, None] * enters[:, None, :]
        values["weights", layer] = derivative(tangent, weights)
        values["biases", layer] = derivative(tangent, biases)
        if layer:
            values["slope", layer] = numpy.asarray(tangent.slopes[layer], dtype=float)
            values["through", layer] = tangent.weights[layer]
            values["back", layer] = tangent.scale * signal(tangent, layer, enters=False)
    return values


def forward_values(tangent: Tangent) -> Arrays:
    """Return the values on the way forward, in the order in which they are computed.

    They have a name and the number of a layer. ``product``: of the inputs and the weights; ``sum``:
    with the bias; ``activation``: what the layer hands on.
    """
    values = {}
    after = [*tangent.inputs[1:], tangent.Y]
    last = len(tangent.weights) - 1
    outputs = tangent.inputs[last] @ tangent.weights[last] + tangent.network.added[last]
    preactivations = [*tangent.preactivations[1:], outputs]
    for layer, weights in enumerate(tangent.weights):
        values["product", layer] = tangent.inputs[layer] @ weights
        values["sum", layer] = preactivations[layer]
        values["activation", layer] = after[layer]
    values["difference", last] = tangent.Y - tangent.T
    values["square", last] = tangent.scale * (tangent.Y - tangent.T) ** 2
    values["error", last] = numpy.array(tangent.scale * tangent.error(tangent.Y, tangent.T))
    return values
