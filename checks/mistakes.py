"""The usual mistakes, as changes of the function whose gradient is computed.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the function. Those that are looked for stand in `checks.catalogue`; what they are made of, here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy

from checks.networks import (
    Activation,
    Network,
    Place,
    Tangent,
    derivative,
    linearised,
    mean_squared_error,
    signal,
)

Layers = dict[
    str, Any
]  # numbers of layers or samples by their names; of some mistakes, a factor or a rate


def once(tangent: Tangent) -> list[Layers]:
    """Say of a mistake that it can be made wherever the network is what it is."""
    return [{}]


@dataclass(frozen=True, eq=False)
class Mistake:
    """One row of the catalogue."""

    name: str  # the identifier, without the numbers of layers
    # From the right function to the one whose gradient the mistake gives. In the forward pass
    # it takes and returns a `Network`, elsewhere a `Tangent`, and the numbers of layers by
    # name
    change: Callable
    # From a `Tangent` to the places where the mistake can be made: dicts of layer numbers
    where: Callable[[Tangent], list[Layers]] = once
    # Where the mistake is made: `"error"`, `"backward"` or `"forward"`
    stage: str = "backward"
    never_in_pairs: bool = False  # whether it is looked for alone only


@dataclass(frozen=True)
class Change:
    """A mistake of the catalogue, made in certain layers."""

    mistake: Mistake
    layers: Layers


@numpy.errstate(all="ignore")
def changed(network: Network, tangent: Tangent, changes: Sequence[Change]) -> Tangent:
    """Return the tangent of a network in which some mistakes are made; ``tangent`` is without."""
    forward = [change for change in changes if change.mistake.stage == "forward"]
    for change in forward:
        network = change.mistake.change(network, **change.layers)
    if forward:
        tangent = linearised(network)
    for change in changes:
        if change.mistake.stage != "forward":
            tangent = change.mistake.change(tangent, **change.layers)
    return tangent


# Where a mistake can be made


def when(condition: Callable[[Tangent], object]) -> Callable[[Tangent], list[Layers]]:
    """Return one place for the networks of which something is true, and none for others."""
    return lambda tangent: [{}] if condition(tangent) else []


def hidden(tangent: Tangent) -> list[Layers]:
    """Return the hidden layers."""
    return [{"layer": layer} for layer in range(1, len(tangent.inputs))]


def every_layer(tangent: Tangent) -> list[Layers]:
    """Return all layers of weights."""
    return [{"layer": layer} for layer in range(len(tangent.weights))]


def samples(tangent: Tangent) -> list[Layers]:
    """Return the samples."""
    return [{"sample": sample} for sample in range(len(tangent.T))]


def squares(tangent: Tangent) -> list[Layers]:
    """Return the hidden layers whose weights are square."""
    return [at for at in hidden(tangent) if len(set(tangent.weights[at["layer"]].shape)) == 1]


def changed_by(tangent: Tangent, function: Callable) -> list[Layers]:
    """Return the hidden layers of whose weights a function makes others, but not only zeros."""
    made = [(at, tangent.weights[at["layer"]]) for at in hidden(tangent)]
    return [at for at, w in made if function(w).any() and (function(w) != w).any()]


def pairs_alike(name: str) -> Callable[[Tangent], list[Layers]]:
    """Return the pairs of hidden layers whose arrays of some name have one shape."""

    def where(tangent: Tangent) -> list[Layers]:
        arrays = getattr(tangent, name)
        numbers = range(1, len(arrays))
        return [
            {"layer": layer, "other": other}
            for layer in numbers
            for other in numbers
            if layer != other and arrays[layer].shape == arrays[other].shape
        ]

    return where


def swappable(tangent: Tangent) -> list[Layers]:
    """Return the pairs of hidden layers whose weights have one shape, each once."""
    return [at for at in pairs_alike("weights")(tangent) if at["layer"] < at["other"]]


def all_alike(tangent: Tangent) -> list[Layers]:
    """Return the hidden layers, if all have the same number of units."""
    alike = len({slopes.shape for slopes in tangent.slopes[1:]}) == 1
    layers = range(1, len(tangent.slopes)) if len(tangent.slopes) > 2 and alike else ()
    return [{"other": layer} for layer in layers]


def handing_on(tangent: Tangent) -> list[Layers]:
    """Return the layers whose signal could be taken for that of those below them."""
    arrays = tangent.inputs
    return [
        {"other": other}
        for other in range(2, len(arrays))
        if len({array.shape for array in arrays[1 : other + 1]}) == 1
    ]


def parts_of_samples(tangent: Tangent) -> list[Layers]:
    """Return how many samples could be left of all, if it is not one."""
    return [{"count": count} for count in range(2, len(tangent.T))]


def is_of_one_output(tangent: Tangent) -> bool:
    """Say whether there is a single output unit."""
    return tangent.Y.shape[1] == 1


def is_of_both_signs(tangent: Tangent) -> bool:
    """Say whether some outputs are positive, and some negative."""
    return bool(tangent.Y.min() < 0 < tangent.Y.max())


# What a mistake changes


def changing(name: str, value: Callable) -> Callable:
    """Return a change of one ingredient of a tangent or a network, such as its slopes."""
    return lambda whole, **layers: replace(whole, **{name: value(whole, **layers)})


def changing_one(name: str, value: Callable) -> Callable:
    """Return a change of what one layer has of an ingredient."""
    return changing(
        name,
        lambda whole, layer, **other: with_one(
            getattr(whole, name), layer, value(whole, layer, **other)
        ),
    )


def of_sample(values: numpy.ndarray, sample: int) -> numpy.ndarray:
    """Give all samples what one has."""
    return numpy.broadcast_to(values[sample], values.shape)


def all_made_of(tangent: Tangent, function: Callable) -> list:
    """Let what travels back pass something that is made of the weights."""
    first, *others = tangent.weights
    return [first, *map(function, others)]


def one_made_of(tangent: Tangent, layer: int, function: Callable) -> numpy.ndarray:
    """Do so in one layer."""
    return function(tangent.weights[layer])


def inputs_made_of(tangent: Tangent, function: Callable) -> list:
    """Let the signals meet something that is made of the activations."""
    return [*map(function, tangent.inputs)]


def input_made_of(tangent: Tangent, layer: int, function: Callable) -> numpy.ndarray:
    """Do so in one layer."""
    return function(tangent.inputs[layer])


def biases_of(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what a layer adds to the product of its inputs and weights."""
    sums = [*tangent.sums, tangent.Y][layer + 1]
    return (sums - tangent.inputs[layer] @ tangent.weights[layer])[0]


def with_activation(network: Network, layer: int, other: Activation) -> tuple:
    """Give the units A[layer] another activation."""
    return tuple(with_one(network.activations, layer - 1, other))


def all_activated(network: Network, other: Activation) -> Network:
    """Give all hidden units another activation."""
    hidden = (other,) * (len(network.activations) - 1)
    return replace(network, activations=(*hidden, network.activations[-1]))


def one_activated(network: Network, layer: int, other: Activation) -> Network:
    """Give the units of one layer another activation."""
    return replace(network, activations=with_activation(network, layer, other))


def with_one(entries: Sequence, layer: int, value: object) -> list:
    """Return a list with one entry replaced."""
    return [*entries[:layer], value, *entries[layer + 1 :]]


# Weights of which one unit's stand for those of all others of a layer
ONE_UNIT: tuple[Callable, ...] = (
    lambda w: numpy.repeat(w[:1], len(w), axis=0),
    lambda w: numpy.repeat(w[-1:], len(w), axis=0),
    lambda w: numpy.repeat(w[:, :1], w.shape[1], axis=1),
    lambda w: numpy.repeat(w[:, :1].T, len(w), axis=0) if w.shape[1] in (1, len(w)) else w,
    lambda w: numpy.full(w.shape, w[0, 0]),
)


def all_alike_weights(tangent: Tangent, alike: Callable) -> list:
    """Let all units of a layer have the same weights on the way back."""
    first, *others = tangent.weights

    def of(weights: numpy.ndarray) -> numpy.ndarray:
        made = alike(weights)
        return numpy.broadcast_to(made[:, : weights.shape[1]], weights.shape)

    return [first, *map(of, others)]


def as_shares(tangent: Tangent, total: Callable) -> list:
    """Divide the weights on the way back by their sum, where it is not zero."""
    first, *others = tangent.weights
    return [first, *(w / numpy.where(total(w) == 0, 1, total(w)) for w in others)]


def shifted(entries: Sequence, by: int) -> list:
    """Give every layer the entry of a layer above or below it, where there is one that fits."""
    shifted = list(entries)
    for layer in range(1, len(entries)):
        other = layer + by
        if 0 < other < len(entries) and entries[other].shape == entries[layer].shape:
            shifted[layer] = entries[other]
    return shifted


def all_like(entries: Sequence, layer: int) -> list:
    """Give every hidden layer the entry of one."""
    return [entries[0], *([entries[layer]] * (len(entries) - 1))]


def with_factor(factor: Callable[[Tangent], float]) -> Callable:
    """Return a change that multiplies the gradient."""
    return changing("scale", lambda tangent: tangent.scale * factor(tangent))


def with_error(error: Callable) -> Callable:
    """Return a change to another error, from a tangent, outputs and targets."""
    return changing("error", lambda tangent: partial(error, tangent))


def root_of_error(tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray) -> numpy.ndarray:
    """Return the root of the error, as it changes near the outputs as they are."""
    root = tangent.error(tangent.Y, tangent.T) ** 0.5
    return root + (tangent.error(Y, T) - root**2) / (2 * root)


def of_loss(
    tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray, loss: Callable, slope: Callable
) -> numpy.ndarray:
    """Return the mean of another function of outputs and targets, near the outputs as they are."""
    slopes = slope(tangent.Y, T)
    return loss(tangent.Y, T).mean() + (slopes * (Y - tangent.Y)).mean(axis=(-2, -1))


def of_other_targets(
    tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray, value: Callable
) -> numpy.ndarray:
    """Return the error with something in place of the targets that is made of them."""
    return mean_squared_error(Y, value(T))


def of_other_outputs(tangent: Tangent, value: Callable) -> numpy.ndarray:
    """Return what is sent back if something is made of the outputs before."""
    return 2 * (value(tangent.Y) - tangent.T)


def sent_back(tangent: Tangent, value: Callable) -> numpy.ndarray:
    """Return what is sent back if that is some function of outputs and targets."""
    return value(tangent.Y, tangent.T)


def of_some_samples(
    tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray, which: slice
) -> numpy.ndarray:
    """Return what some of the samples contribute to the error."""
    return ((Y - T) ** 2)[..., which, :].sum(axis=(-2, -1)) / T.size


def with_some_samples(end: int) -> Callable:
    """Return a change that leaves some samples, from the first, or from the last if negative."""

    def change(tangent: Tangent, count: int) -> Tangent:
        which = slice(0, count) if end > 0 else slice(-count, None)
        return with_error(partial(of_some_samples, which=which))(tangent)

    return change


def with_signal(value: Callable) -> Callable:
    """Return a change of what the outputs send back, from a tangent: N times as much."""

    def change(tangent: Tangent) -> Tangent:
        sent = value(tangent)
        return replace(tangent, error=lambda Y, T: (sent * Y).mean(axis=(-2, -1)))

    return change


def weighted(tangent: Tangent, by_outputs: Callable, by_targets: Callable) -> numpy.ndarray:
    """Return the difference of outputs and targets, with a factor of its own for each."""
    size = tangent.T.size
    return by_outputs(size) * tangent.Y - by_targets(size) * tangent.T


def with_output_slope(slope: Callable) -> Callable:
    """Return a change that multiplies what is sent back by a slope of the output."""
    return with_signal(lambda tangent: 2 * (tangent.Y - tangent.T) * slope(tangent.Y, tangent.Y))


def with_gradients_for_weights(tangent: Tangent, layer: int | None = None) -> Tangent:
    """Let what travels back pass the gradient of weights in their place, in one layer or in all."""
    for number in reversed(range(1, len(tangent.weights))) if layer is None else [layer]:
        weights = derivative(tangent, Place("W", number))
        tangent = replace(tangent, weights=with_one(tangent.weights, number, weights))
    return tangent


def with_slopes(slope: Callable) -> Callable:
    """Return a change of the slopes of one layer, or from the last hidden one down to the first."""

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        for number in reversed(range(1, len(tangent.inputs))) if layer is None else [layer]:
            slopes = with_one(tangent.slopes, number, slope(tangent, number))
            tangent = replace(tangent, slopes=slopes)
        return tangent

    return change


def of_units(function: Callable) -> Callable:
    """Return slopes that follow from the pre-activations of units, and their activations."""
    return lambda tangent, layer: function(tangent.sums[layer], tangent.inputs[layer])


def stepped(tangent: Tangent, step: Callable, number: int) -> numpy.ndarray:
    """Return what passes the units of a layer; what comes back has all factors of the error."""
    back = tangent.scale * signal(tangent, number, enters=False)
    return step(back, tangent.sums[number], tangent.inputs[number]) / tangent.scale


def with_steps(step: Callable) -> Callable:
    """Return a change of what passes the units of one layer on its way back, or of all."""

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        signals = dict(tangent.signals)
        for number in range(1, len(tangent.inputs)) if layer is None else [layer]:
            signals[number - 1] = partial(stepped, step=step, number=number)
        return replace(tangent, signals=signals)

    return change


def with_signals(taken: Callable) -> Callable:
    """Return a change of what the layers below one take for their signal, or all but the last."""

    def change(tangent: Tangent, other: int | None = None) -> Tangent:
        signals = dict(tangent.signals)
        for layer in range(len(tangent.weights) - 1 if other is None else other - 1):
            signals[layer] = lambda tangent, layer=layer: taken(
                tangent, layer, layer + 1 if other is None else other
            )
        return replace(tangent, signals=signals)

    return change


def arriving(tangent: Tangent, layer: int, above: numpy.ndarray) -> numpy.ndarray:
    """Return what enters the units of a layer if something else came from the layer above it."""
    return signal(replace(tangent, signals={layer + 1: lambda _: above}), layer, enters=True)


def taken_above(value: Callable) -> Callable:
    """Return what arrives if something else than the signals travels from layer to layer.

    ``value`` takes what leaves the units of a layer, and what has entered them.
    """

    def taken(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
        leaves = [*tangent.inputs, tangent.Y][above + 1]
        enters = [*tangent.sums, tangent.Y][above + 1]
        return arriving(tangent, layer, value(leaves, enters))

    return taken


def with_output_signal(tangent: Tangent, layer: int, above: int, meet: Callable) -> numpy.ndarray:
    """Return what arrives if the signal of the output meets it once more at every layer."""
    back = signal(tangent, layer + 1, enters=False)
    return tangent.slopes[layer + 1] * meet(back, signal(tangent, len(tangent.weights) - 1, True))


def times_difference(back: numpy.ndarray, sent: numpy.ndarray) -> numpy.ndarray:
    """Multiply by the difference of Y and T alone."""
    return back * sent * sent.size / 2


def with_biases(
    tangent: Tangent, layer: int, above: int, meet: Callable, last: bool
) -> numpy.ndarray:
    """Return what arrives if biases come in: those of the layer, or, if ``last``, the one above."""
    if last:
        enters = signal(tangent, layer + 1, enters=True)
        return arriving(tangent, layer, meet(enters, biases_of(tangent, layer + 1), 1))
    back = signal(tangent, layer + 1, enters=False)
    return meet(back, biases_of(tangent, layer), tangent.slopes[layer + 1])


def added_up(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
    """Return what arrives if a sample finds what those before it have left there."""
    back = numpy.cumsum(signal(tangent, layer + 1, enters=False), axis=0)
    return tangent.slopes[layer + 1] * back


def summed(factor: Callable[[Tangent], float]) -> Callable:
    """Return what arrives if the gradient of the biases travels back, and not the signals."""

    def taken(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
        enters = signal(tangent, above, enters=True)
        whole = numpy.broadcast_to(factor(tangent) * enters.sum(axis=0), enters.shape)
        return arriving(tangent, layer, whole)

    return taken


def collecting(kinds: str, value: Callable, top: int = 1) -> Callable:
    """Return a change of the signals that the gradients of weights, or biases, are collected from.

    ``value`` takes a tangent and the number of a layer of weights. There is none for ``top`` layers
    at the end.
    """

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        layers = range(len(tangent.weights) - top) if layer is None else [layer - 1]
        more = {Place(kind, n): partial(value, layer=n) for kind in kinds for n in layers}
        return replace(tangent, collected=tangent.collected | more)

    return change


def before_mask(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return how the error changes with what leaves the units that a layer of weights leads to."""
    return signal(tangent, layer + 1, enters=False)


def from_above(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return the signal of the layer above."""
    return signal(tangent, layer + 1, enters=True)


def before_mask_with_that_of_inputs(tangent: Tangent) -> Tangent:
    """Let the gradients of weights have the slopes of the units that their inputs leave."""
    changed = collecting("W", before_mask)(tangent)
    inputs = [tangent.inputs[0] * (tangent.inputs[0] > 0), *tangent.inputs[1:]]
    return replace(changed, inputs=inputs)


def reversed_signal(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return the signal of the layer that is as far from the end as this one from the beginning."""
    return signal(tangent, len(tangent.weights) - 1 - layer, enters=True)


def signal_of_sample(tangent: Tangent, layer: int, sample: int) -> numpy.ndarray:
    """Return the signal of one sample, for all."""
    return of_sample(signal(tangent, layer, enters=True), sample)


def from_below(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return the signal of the layer below; below the first, that is of the inputs."""
    return tangent.slopes[layer] * signal(tangent, layer, enters=False)


def from_below_with_masks(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return the same, if the inputs are masked as well."""
    return (tangent.inputs[layer] > 0) * signal(tangent, layer, enters=False)


def before_mask_below(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what comes back to the units of the layer below."""
    return signal(tangent, layer, enters=False)


FROM_BELOW = (from_below, from_below_with_masks, before_mask_below)


def without_weights(tangent: Tangent) -> Tangent:
    """Let what travels back pass no weights, but to all units from one alike."""
    first, *others = tangent.weights
    return replace(
        tangent,
        weights=[first, *(numpy.eye(*w.shape) if min(w.shape) > 1 else w**0 for w in others)],
    )


def masks_in_gradient_only(tangent: Tangent) -> Tangent:
    """Let what travels back pass all units, and collect the gradient as if it had not."""
    slopes = tangent.slopes
    masked = collecting(
        "WB", lambda tangent, layer: slopes[layer + 1] * signal(tangent, layer, enters=True)
    )
    return masked(replace(tangent, slopes=[numpy.ones_like(slope) for slope in slopes]))


def made_of(kind: str, value: Callable) -> Callable:
    """Return a change to arrays that are made in another way, from a tangent, signal and layer."""

    def made(tangent: Tangent, layer: int) -> numpy.ndarray:
        collected = tangent.collected.get(Place(kind, layer))
        enters = collected(tangent) if collected else signal(tangent, layer, enters=True)
        enters = tangent.scale * enters
        return numpy.asarray(value(tangent, enters, layer))

    def change(tangent: Tangent) -> Tangent:
        more = {Place(kind, n): partial(made, layer=n) for n in range(len(tangent.weights))}
        return replace(tangent, instead=tangent.instead | more)

    return change


def swapping(*kinds: str) -> Callable:
    """Return a change by which two layers have exchanged their weights, biases, or both."""
    positions = {"W": "weight_positions", "B": "bias_positions"}

    def change(network: Network, layer: int, other: int) -> Network:
        order = list(range(len(network.W)))
        order[layer], order[other] = other, layer
        parts: dict[str, Any] = {kind: [getattr(network, kind)[n] for n in order] for kind in kinds}
        return replace(network, **parts | {positions[kind]: tuple(order) for kind in kinds})

    return change
