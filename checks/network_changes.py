"""What mistakes are made of: a change of one ingredient of a network, and where it can be made."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy

from checks.networks import Place, derivative, signal


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
    rare : bool
        Whether it is not looked for at the very place of another one.
    """

    name: str
    change: Callable
    where: Callable = lambda tangent: [{}]
    stage: str = "backward"
    rare: bool = False


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


def outputs_of_both_signs(tangent):
    """Return one place if some outputs are positive and some negative, else none."""
    return [{}] if tangent.Y.min() < 0 < tangent.Y.max() else []


def single_output_of_both_signs(tangent):
    """Return one place if there is one output, of both signs, else none."""
    return single_output(tangent) and outputs_of_both_signs(tangent)


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


# The slopes of other activations, from the pre-activations and the activations of ReLU units


def squashed(values):
    """Return the sigmoid of values."""
    return 1 / (1 + numpy.exp(-numpy.clip(values, -500, 500)))


def of_sigmoid(values):
    """Return the slope of the sigmoid."""
    return squashed(values) * (1 - squashed(values))


OF_SIGMOID = (
    lambda sums, activations: activations * (1 - activations),
    lambda sums, activations: of_sigmoid(sums),
    lambda sums, activations: of_sigmoid(activations),
    lambda sums, activations: sums * (1 - sums),
    lambda sums, activations: squashed(sums),
)
OF_TANH = (
    lambda sums, activations: 1 - activations**2,
    lambda sums, activations: 1 - numpy.tanh(sums) ** 2,
    lambda sums, activations: 1 - numpy.tanh(activations) ** 2,
    lambda sums, activations: 1 - sums**2,
)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5, -1.0)  # what units that are off let pass
OF_LEAKY = tuple(
    (lambda sums, activations, off=off: numpy.where(sums > 0, 1.0, off)) for off in OFF
)
# What becomes of what travels back, from that, the pre-activations and the activations
GUIDED = (lambda back, sums, activations: back * (back > 0) * (activations > 0),)
CONSTANT = tuple(
    (lambda back, sums, activations, off=off: numpy.where(activations > 0, back, off))
    for off in (*OFF, 1.0)
)
SLOPES_ALONE = (lambda back, sums, activations: (activations > 0).astype(float),)
OF_SIGNALS = (
    lambda back, sums, activations: back * (1 - back),
    lambda back, sums, activations: back**2 * (1 - back),
    lambda back, sums, activations: back * (1 - back**2),
    lambda back, sums, activations: back * of_sigmoid(back),
    lambda back, sums, activations: back * back,
)


def with_slopes(slope):
    """Return a change of the slopes of one layer, or of all hidden ones."""

    def change(tangent, layer=None):
        for number in range(1, len(tangent.inputs)) if layer is None else [layer]:
            sums, activations = tangent.sums[number], tangent.inputs[number]
            tangent = with_slope(tangent, number, slope(sums, activations))
        return tangent

    return change


def with_steps(step):
    """Return a change of what passes the units of one layer on its way back, or of all."""

    def change(tangent, layer=None):
        signals = dict(tangent.signals)
        for number in range(1, len(tangent.inputs)) if layer is None else [layer]:
            signals[number - 1] = lambda tangent, number=number: step(
                signal(tangent, number, enters=False),
                tangent.sums[number],
                tangent.inputs[number],
            )
        return replace(tangent, signals=signals)

    return change


def with_output_slope(slope):
    """Return a change that multiplies what is sent back by a slope of the output."""
    return lambda tangent: sent_back(tangent, lambda Y, T: 2 * (Y - T) * slope(Y, Y))


def sent_back(tangent, value):
    """Return a tangent in which outputs and targets decide what is sent back: N times as much."""
    sent = value(tangent.Y, tangent.T)
    return replace(tangent, error=lambda Y, T: (sent * Y).mean(axis=(-2, -1)))


# Signals that are not handed on, or not those that are wanted


def arriving(tangent, layer, above):
    """Return what enters the units of a layer if something else came from the layer above it."""
    return signal(replace(tangent, signals={layer + 1: lambda _: above}), layer, enters=True)


def keep_signal(tangent, other):
    """Let every layer below one take the signal of that one for that of the layer above it."""
    signals = dict(tangent.signals)
    for layer in range(other - 1):
        signals[layer] = lambda tangent, layer=layer: arriving(
            tangent, layer, signal(tangent, other, enters=True)
        )
    return replace(tangent, signals=signals)


def keep_back(tangent, other):
    """Let every layer below one take what came back to that one."""
    signals = dict(tangent.signals)
    for layer in range(other - 1):
        signals[layer] = lambda tangent, layer=layer: (
            tangent.slopes[layer + 1] * signal(tangent, other, enters=False)
        )
    return replace(tangent, signals=signals)


def handing_on(tangent):
    """Return the layers whose signal could be taken for that of those below them."""
    arrays, layers = tangent.inputs, len(tangent.inputs)
    return [
        {"other": other}
        for other in range(2, layers)
        if len({array.shape for array in arrays[1 : other + 1]}) == 1
    ]


def summed_signals(factor):
    """Return a change that lets the gradient of the biases travel back, and not the signals."""

    def change(tangent):
        signals = dict(tangent.signals)
        for layer in range(len(tangent.weights) - 1):
            signals[layer] = lambda tangent, layer=layer: arriving(
                tangent, layer, _summed(tangent, layer + 1, factor(tangent))
            )
        return replace(tangent, signals=signals)

    return change


def _summed(tangent, layer, factor):
    enters = signal(tangent, layer, enters=True)
    return numpy.broadcast_to(factor * enters.sum(axis=0), enters.shape)


# What the gradient is made of


def collecting(kinds, value):
    """Return a change of the signals that the gradient is collected from.

    Parameters
    ----------
    kinds : str
        ``"W"``, ``"B"`` or both.
    value : callable
        From a tangent and the number of a layer of weights to a signal.
    """

    def change(tangent, layer=None):
        layers = range(len(tangent.weights) - 1) if layer is None else [layer - 1]
        more = {
            Place(kind, number): lambda tangent, number=number: value(tangent, number)
            for kind in kinds
            for number in layers
        }
        return replace(tangent, collected=tangent.collected | more)

    return change


def before_mask(tangent, layer):
    """Return how the error changes with what leaves the units that a layer of weights leads to."""
    return signal(tangent, layer + 1, enters=False)


def from_above(tangent, layer):
    """Return the signal of the layer above."""
    return signal(tangent, layer + 1, enters=True)


def masks_in_gradient_only(tangent):
    """Let what travels back pass all units, and collect the gradient as if it had not."""
    slopes = tangent.slopes
    changed = replace(tangent, slopes=all_ones(slopes))
    masked = collecting(
        "WB", lambda tangent, layer: slopes[layer + 1] * signal(tangent, layer, enters=True)
    )
    return masked(changed)


def biases_from(value):
    """Return a change of how the gradient of the biases is made, from signals and weights."""

    def change(tangent):
        def made(tangent, layer):
            enters = tangent.scale * signal(tangent, layer, enters=True)
            return numpy.asarray(
                value(enters, lambda: derivative(tangent, Place("W", layer)))  # takes long
            )

        more = {
            Place("B", number): lambda tangent, number=number: made(tangent, number)
            for number in range(len(tangent.weights))
        }
        return replace(tangent, instead=tangent.instead | more)

    return change


FROM_WEIGHTS = (
    lambda enters, weights: weights().sum(axis=0),
    lambda enters, weights: weights().mean(axis=0),
    lambda enters, weights: weights()[0],
    lambda enters, weights: weights()[-1],
    lambda enters, weights: weights().sum(axis=1),
    lambda enters, weights: weights().mean(axis=1),
    lambda enters, weights: weights()[:, 0],
    lambda enters, weights: weights().sum(),
    lambda enters, weights: weights().mean(),
)
OVER_UNITS = (
    lambda enters, weights: enters.sum(axis=1),
    lambda enters, weights: enters.mean(axis=1),
)
OVER_ALL = (
    lambda enters, weights: numpy.full(enters.shape[1], enters.sum()),
    lambda enters, weights: numpy.full(enters.shape[1], enters.mean()),
    lambda enters, weights: enters.mean(),
)
OF_ONE_SAMPLE = (lambda enters, weights: enters[0], lambda enters, weights: enters[-1])


def of_sums(tangent):
    """Multiply the sums over the samples, and do not sum the products."""

    def made(tangent, layer):
        enters = tangent.scale * signal(tangent, layer, enters=True)
        return numpy.outer(tangent.inputs[layer].sum(axis=0), enters.sum(axis=0))

    more = {
        Place("W", number): lambda tangent, number=number: made(tangent, number)
        for number in range(len(tangent.weights))
    }
    return replace(tangent, instead=tangent.instead | more)
