"""What mistakes are made of: a change of one ingredient of a network, and where it can be made."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy

from checks.networks import signal


@dataclass(frozen=True, eq=False)
class Mistake:
    """One row of the catalogue.

    Attributes
    ----------
    name : str
        The identifier, without the numbers of layers.
    change : callable
        From the right function to the one whose gradient the mistake gives. In the forward pass
        it takes and returns a `Network`, elsewhere a `Tangent`, and the numbers of layers by name.
    where : callable
        From a `Tangent` to the places where the mistake can be made: dicts of layer numbers.
    stage : str
        Where the mistake is made: ``"error"``, ``"backward"`` or ``"forward"``.
    """

    name: str
    change: Callable
    where: Callable = lambda tangent: [{}]
    stage: str = "backward"


@dataclass(frozen=True)
class Change:
    """A mistake of the catalogue, made in certain layers."""

    mistake: Mistake
    layers: dict


def scaled(factor):
    """Return a change that multiplies the gradient."""
    return lambda tangent: replace(tangent, scale=tangent.scale * factor(tangent))


def with_one(entries, layer, value):
    """Return a list with one entry replaced."""
    return [*entries[:layer], value, *entries[layer + 1 :]]


def with_slope(tangent, layer, value):
    """Return a tangent with other slopes in one layer."""
    return replace(tangent, slopes=with_one(tangent.slopes, layer, value))


def with_weight(tangent, layer, value):
    """Return a tangent with other weights on the way back through one layer."""
    return replace(tangent, weights=with_one(tangent.weights, layer, value))


def with_input(tangent, layer, value):
    """Return a tangent in which the weights of one layer multiply something else."""
    return replace(tangent, inputs=with_one(tangent.inputs, layer, value))


def all_ones(arrays):
    """Return arrays of ones."""
    return [numpy.ones_like(array) for array in arrays]


def shifted(entries, by):
    """Give every layer the entry of a layer above or below it, where there is one that fits."""
    shifted = list(entries)
    for layer in range(1, len(entries)):
        other = layer + by
        if 0 < other < len(entries) and entries[other].shape == entries[layer].shape:
            shifted[layer] = entries[other]
    return shifted


def transposed(weights):
    """Return the weights, the square ones above the first layer transposed."""
    return [w.T if layer and w.shape[0] == w.shape[1] else w for layer, w in enumerate(weights)]


def hidden(tangent):
    """Return the hidden layers."""
    return [{"layer": layer} for layer in range(1, len(tangent.inputs))]


def squares(tangent):
    """Return the hidden layers whose weights are square."""
    return [
        layers
        for layers in hidden(tangent)
        if len(set(tangent.weights[layers["layer"]].shape)) == 1
    ]


def pairs_alike(arrays):
    """Return the pairs of hidden layers whose arrays have one shape."""
    return [
        {"layer": layer, "other": other}
        for layer in range(1, len(arrays))
        for other in range(1, len(arrays))
        if layer != other and arrays[layer].shape == arrays[other].shape
    ]


def all_layers(tangent):
    """Return all layers."""
    return [{"layer": layer} for layer in range(len(tangent.weights))]


def single_output(tangent):
    """Return one place if there is one output, else none."""
    return [{}] if tangent.Y.shape[1] == 1 else []


def of_sample(number):
    """Return the part of the error that a single sample has."""
    return lambda Y, T: ((Y - T) ** 2)[..., number, :].sum(axis=-1) / T.size


def tangent_of_root(tangent):
    """Return the root of the error, as it changes near the outputs as they are."""
    root = tangent.error(tangent.Y, tangent.T) ** 0.5
    return lambda Y, T: root + (tangent.error(Y, T) - root**2) / (2 * root)


def all_like(entries, layer):
    """Give every hidden layer the entry of one."""
    return [entries[0], *([entries[layer]] * (len(entries) - 1))]


def all_alike(tangent):
    """Return the hidden layers, if all have the same number of units."""
    shapes = {slopes.shape for slopes in tangent.slopes[1:]}
    layers = range(1, len(tangent.slopes)) if len(tangent.slopes) > 2 and len(shapes) == 1 else ()
    return [{"other": layer} for layer in layers]


def by_signal(tangent, *layers):
    """Return a tangent in which some layers pass what is positive on its way back, and no more."""
    for layer in sorted(layers, reverse=True):
        positive = signal(tangent, layer, enters=False) > 0
        tangent = with_slope(tangent, layer, positive.astype(float))
    return tangent


def inverted(slopes):
    """Return slopes that are 1 where they were 0, and 0 where they were 1."""
    return [slopes[0], *(1 - slope for slope in slopes[1:])]


def exchanged(entries, layer, other):
    """Return a list with two entries exchanged."""
    changed = list(entries)
    changed[layer], changed[other] = entries[other], entries[layer]
    return changed


def swappable(tangent):
    """Return the pairs of hidden layers whose weights have one shape, each once."""
    pairs = pairs_alike(tangent.weights)
    return [pair for pair in pairs if pair["layer"] < pair["other"]]
