"""The usual mistakes, as changes of the function whose gradient is computed.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the function, one row of the `CATALOGUE`, to which a reader can add. What the student reads of it
stands in `checks.sentences` under the same name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any

import numpy

from checks.networks import (
    Network,
    Place,
    Tangent,
    derivative,
    linearised,
    mean_squared_error,
    signal,
)

Layers = dict[str, Any]  # numbers of layers by their names; of some mistakes, a factor or a rate


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


def changes_of(tangent: Tangent, stages: Sequence[str]) -> list[Change]:
    """Return all changes that a network admits at some stages, in the order of the catalogue."""
    return [
        Change(mistake, layers)
        for mistake in CATALOGUE
        if mistake.stage in stages
        for layers in mistake.where(tangent)
    ]


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


def squares(tangent: Tangent) -> list[Layers]:
    """Return the hidden layers whose weights are square."""
    return [at for at in hidden(tangent) if len(set(tangent.weights[at["layer"]].shape)) == 1]


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


@numpy.errstate(all="ignore")
def as_shares(tangent: Tangent, total: Callable) -> list:
    """Divide the weights on the way back by their sum."""
    first, *others = tangent.weights
    return [first, *(w / total(w) for w in others)]


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
        enters = tangent.scale * signal(tangent, layer, enters=True)
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


# The slopes of other activations, from the pre-activations and the activations of ReLU units


def squashed(values: numpy.ndarray) -> numpy.ndarray:
    """Return the sigmoid of values."""
    return 1 / (1 + numpy.exp(-numpy.clip(values, -500, 500)))


def of_sigmoid(values: numpy.ndarray) -> numpy.ndarray:
    """Return the slope of the sigmoid."""
    return squashed(values) * (1 - squashed(values))


OF_SIGMOID: tuple[Callable, ...] = (
    lambda sums, activations: activations * (1 - activations),
    lambda sums, activations: of_sigmoid(sums),
    lambda sums, activations: of_sigmoid(activations),
    lambda sums, activations: sums * (1 - sums),
    lambda sums, activations: squashed(sums),
)
OF_TANH: tuple[Callable, ...] = (
    lambda sums, activations: 1 - activations**2,
    lambda sums, activations: 1 - numpy.tanh(sums) ** 2,
    lambda sums, activations: 1 - numpy.tanh(activations) ** 2,
    lambda sums, activations: 1 - sums**2,
)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5, -1.0)  # what units that are off let pass
THRESHOLDS = (0.01, 0.1, 0.5, 1.0, 2.0)
SLOPES: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("sigmoid-slopes", "sigmoid-slope"): OF_SIGMOID,
    ("tanh-slopes", "tanh-slope"): OF_TANH,
    ("leaky-slopes", "leaky-slope"): tuple(
        (lambda sums, activations, off=off: numpy.where(sums > 0, 1.0, off)) for off in OFF
    )
    + (lambda sums, activations: numpy.where(sums > 0, 1.0, numpy.exp(numpy.minimum(sums, 0))),),
    ("sums-for-masks", "sum-for-mask"): (lambda sums, activations: sums,),
    ("masks-of-one-sample", "mask-of-one-sample"): (
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[:1] > 0), sums.shape),
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[-1:] > 0), sums.shape),
    ),
    ("masks-with-threshold", "mask-with-threshold"): tuple(
        (lambda sums, activations, least=least: 1.0 * (sums > least)) for least in THRESHOLDS
    ),
}
# The factors of Y and T in what is sent back, from the number of numbers, which divides them: where
# the factor of the difference, or one of two, stands at one of both
FACTORS_OF_ONE: tuple[tuple[Callable, Callable], ...] = tuple(
    both
    for one, other in (
        (lambda size: 2, lambda size: size),
        (lambda size: 2, lambda size: 1),
        (lambda size: 2, lambda size: 2 * size),
        (lambda size: 1, lambda size: size),
        (lambda size: 2 * size, lambda size: 1),
    )
    for both in ((one, other), (other, one))
)
# What becomes of what travels back, from that, the pre-activations and the activations
STEPS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("guided-signals", "guided-signal"): (
        lambda back, sums, activations: back * (back > 0) * (activations > 0),
    ),
    ("constants-where-off", "constant-where-off"): tuple(
        (lambda back, sums, activations, off=off: numpy.where(activations > 0, back, off))
        for off in (*OFF, 1.0)
    ),
    ("slopes-for-signals", "slope-for-signal"): (
        lambda back, sums, activations: (activations > 0).astype(float),
        # Where the mean is taken later
        lambda back, sums, activations: (activations > 0) / len(back),
    ),
    ("activations-for-signals", "activation-for-signal"): (
        lambda back, sums, activations: activations,
        lambda back, sums, activations: activations / len(back),
    ),
    ("slopes-of-signals-alone", "slope-of-signal-alone"): (
        lambda back, sums, activations: (back > 0).astype(float),
        lambda back, sums, activations: (back > 0) / len(back),
        lambda back, sums, activations: 1 - back**2,
        lambda back, sums, activations: of_sigmoid(back),
    ),
    ("slopes-of-signals", "slope-of-signal"): (
        lambda back, sums, activations: back * (1 - back),
        lambda back, sums, activations: back**2 * (1 - back),
        lambda back, sums, activations: back * (1 - back**2),
        lambda back, sums, activations: back * of_sigmoid(back),
        lambda back, sums, activations: back * back,
    ),
}
# What the gradient of biases is made of, from the signal and, because that takes long, a function
# that returns the gradient of the weights
BIASES: dict[str, tuple[Callable, ...]] = {
    "biases-from-weights": (
        lambda enters, weights: weights().sum(axis=0),
        lambda enters, weights: weights().mean(axis=0),
        lambda enters, weights: weights()[0],
        lambda enters, weights: weights()[-1],
        lambda enters, weights: weights().sum(axis=1),
        lambda enters, weights: weights().mean(axis=1),
        lambda enters, weights: weights()[:, 0],
        lambda enters, weights: weights().sum(),
        lambda enters, weights: weights().mean(),
    ),
    "biases-over-units": (
        lambda enters, weights: enters.sum(axis=1),
        lambda enters, weights: enters.mean(axis=1),
    ),
    "biases-over-all": (
        lambda enters, weights: numpy.full(enters.shape[1], enters.sum()),
        lambda enters, weights: numpy.full(enters.shape[1], enters.mean()),
        lambda enters, weights: enters.mean(),
    ),
    "biases-of-one-sample": (
        lambda enters, weights: enters[0],
        lambda enters, weights: enters[-1],
    ),
}


def biases_from(value: Callable) -> Callable:
    """Return a change to one of the ways of `BIASES`."""
    return made_of(
        "B",
        lambda tangent, enters, layer: value(
            enters, lambda: derivative(tangent, Place("W", layer))
        ),
    )


def everywhere_or_once(
    names: tuple[str, str], *changes: Callable, never_in_pairs: bool = True
) -> Iterator[Mistake]:
    """Return the mistakes that are made at all hidden layers, and those at one of them."""
    for change in changes:
        yield Mistake(names[0], change, never_in_pairs=never_in_pairs)
        yield Mistake(names[1], change, hidden, never_in_pairs=never_in_pairs)


# The catalogue: what a network is here, or its tangent, is called net

of_error, rarely = partial(Mistake, stage="error"), partial(Mistake, never_in_pairs=True)
of_forward = partial(Mistake, stage="forward")

ERROR = (
    of_error("missing-factor-2", with_factor(lambda net: 1 / 2)),
    of_error("sum-for-mean", with_factor(lambda net: net.T.size)),
    of_error("mean-twice", with_factor(lambda net: 1 / net.T.size)),
    of_error("wrong-sign", with_factor(lambda net: -1)),
    of_error("root-of-error", with_error(root_of_error), when(lambda net: net.error(net.Y, net.T))),
    of_error("mean-before-square", with_error(lambda net, Y, T: (Y - T).mean(axis=(-2, -1)) ** 2)),
    of_error("targets-ignored", with_error(lambda net, Y, T: mean_squared_error(Y, 0))),
    rarely("outputs-ignored", with_signal(lambda net: -2 * net.T)),
    of_error("output-for-error", with_signal(lambda net: 1)),
    of_error("error-not-differentiated", with_signal(lambda net: (net.Y - net.T) ** 2)),
    of_error(
        "absolute-error",
        with_error(lambda net, Y, T: (numpy.sign(net.Y - T) * (Y - T)).mean(axis=(-2, -1))),
    ),
    *(
        rarely("factor-of-one", with_signal(partial(weighted, by_outputs=some, by_targets=other)))
        for some, other in FACTORS_OF_ONE
    ),
    of_error("targets-added", with_error(lambda net, Y, T: mean_squared_error(Y, -T))),
    *(
        of_error(name, with_error(partial(of_some_samples, which=which)))
        for name, which in (("last-sample", slice(-1, None)), ("first-sample", slice(0, 1)))
    ),
    *(
        Mistake(name, with_some_samples(end), parts_of_samples, "error", never_in_pairs=True)
        for name, end in (("last-samples", -1), ("first-samples", 1))
    ),
    of_error(
        "flat-targets",
        with_error(lambda net, Y, T: mean_squared_error(Y, T.reshape(-1))),
        when(is_of_one_output),
    ),
    rarely(
        "mask-at-output",
        with_output_slope(lambda sums, outputs: (outputs > 0) * 1.0),
        when(is_of_both_signs),
    ),
    *(
        rarely(name, with_signal(sent))
        for name, sent in (
            ("cross-entropy", lambda net: (net.Y - net.T) / (net.Y * (1 - net.Y))),
            ("cross-entropy", lambda net: -net.T / net.Y),
            ("error-itself", lambda net: net.error(net.Y, net.T) * numpy.ones_like(net.Y)),
        )
    ),
    *(
        rarely(name, with_output_slope(slope))
        for name, slopes in (
            ("sigmoid-at-output", OF_SIGMOID[:2]),
            ("tanh-at-output", OF_TANH[:2]),
            ("output-at-output", (lambda sums, outputs: outputs,)),
        )
        for slope in slopes
    ),
)

# ReLU on the way back
MASKS = (
    *everywhere_or_once(
        ("missing-masks", "missing-mask"),
        with_slopes(lambda net, layer: numpy.ones_like(net.slopes[layer])),
        never_in_pairs=False,
    ),
    Mistake("masks-one-layer-up", changing("slopes", lambda net: shifted(net.slopes, 1))),
    Mistake("masks-one-layer-down", changing("slopes", lambda net: shifted(net.slopes, -1))),
    Mistake(
        "wrong-mask",
        changing_one("slopes", lambda net, layer, other: net.slopes[other]),
        pairs_alike("slopes"),
    ),
    Mistake(
        "masks-of-one-layer",
        changing("slopes", lambda net, other: all_like(net.slopes, other)),
        all_alike,
    ),
    *everywhere_or_once(
        ("inverted-masks", "inverted-mask"),
        with_slopes(lambda net, layer: 1 - net.slopes[layer]),
        never_in_pairs=False,
    ),
    *everywhere_or_once(
        ("activations-for-masks", "activation-for-mask"),
        with_slopes(lambda net, layer: net.inputs[layer]),
        never_in_pairs=False,
    ),
    *everywhere_or_once(
        ("signals-for-masks", "signal-for-mask"),
        with_slopes(lambda net, layer: (signal(net, layer, enters=False) > 0) * 1.0),
        never_in_pairs=False,
    ),
    *(
        mistake
        for names, slopes in SLOPES.items()
        for mistake in everywhere_or_once(names, *(with_slopes(of_units(one)) for one in slopes))
    ),
    *(
        mistake
        for names, steps in STEPS.items()
        for mistake in everywhere_or_once(names, *map(with_steps, steps))
    ),
    # There is a layer above the last hidden one, too, and one below the first
    rarely(
        "masks-one-layer-up",
        changing("slopes", lambda net: [*shifted(net.slopes, 1)[:-1], (net.Y > 0) * 1.0]),
        when(lambda net: is_of_one_output(net) and is_of_both_signs(net)),
    ),
    rarely(
        "masks-one-layer-up",
        changing(
            "slopes", lambda net: [*shifted(net.slopes, 1)[:-1], numpy.ones_like(net.slopes[-1])]
        ),
    ),
)

# What travels back
TRAVELLING = (
    rarely(
        "kept-signal",
        with_signals(
            lambda net, layer, other: arriving(net, layer, signal(net, other, enters=True))
        ),
        handing_on,
    ),
    rarely(
        "kept-signal",
        with_signals(
            lambda net, layer, other: net.slopes[layer + 1] * signal(net, other, enters=False)
        ),
        handing_on,
    ),
    rarely("summed-signals", with_signals(summed(lambda net: 1))),
    rarely("summed-signals", with_signals(summed(lambda net: 1 / len(net.Y)))),
    rarely("masks-in-gradient-only", masks_in_gradient_only),
    *(
        rarely(name, with_signals(taken_above(value)))
        for name, value in (
            ("weights-sent-back", lambda leaves, enters: numpy.ones_like(leaves)),
            ("activations-sent-back", lambda leaves, enters: leaves),
            ("activations-sent-back", lambda leaves, enters: enters),
            ("slopes-sent-back", lambda leaves, enters: (leaves > 0) * 1.0),
        )
    ),
    rarely("all-weights-skipped", without_weights),
    rarely(
        "signal-of-output-everywhere",
        with_signals(
            lambda net, layer, above: (
                net.slopes[layer + 1] * signal(net, len(net.weights) - 1, enters=True)
            )
        ),
        when(is_of_one_output),
    ),
    rarely("signals-added-up", with_signals(added_up)),
)

# The weights on the way back
WEIGHTS = (
    Mistake(
        "all-weights-untransposed",
        changing(
            "weights",
            lambda net: [
                w.T if layer and w.shape[0] == w.shape[1] else w
                for layer, w in enumerate(net.weights)
            ],
        ),
    ),
    Mistake(
        "untransposed-weights",
        changing_one("weights", lambda net, layer: net.weights[layer].T),
        squares,
    ),
    Mistake(
        "skipped-weights",
        changing_one("weights", lambda net, layer: numpy.eye(len(net.weights[layer]))),
        squares,
    ),
    *(
        rarely("weights-of-one-unit", changing("weights", partial(all_alike_weights, alike=alike)))
        for alike in ONE_UNIT
    ),
    *(
        rarely("shares-for-weights", changing("weights", partial(as_shares, total=total)))
        for total in (
            lambda w: w.sum(axis=0),
            lambda w: w.sum(axis=1, keepdims=True),
            lambda w: abs(w).sum(axis=0),
            lambda w: abs(w).sum(axis=1, keepdims=True),
        )
    ),
    rarely(
        "signals-kept-beside",
        changing(
            "weights",
            lambda net: [
                w + numpy.eye(len(w)) if layer and w.shape[0] == w.shape[1] else w
                for layer, w in enumerate(net.weights)
            ],
        ),
        when(squares),
    ),
    rarely("gradients-for-weights", with_gradients_for_weights),
    rarely("gradient-for-weights", with_gradients_for_weights, hidden),
    Mistake(
        "wrong-weights",
        changing_one("weights", lambda net, layer, other: net.weights[other]),
        pairs_alike("weights"),
    ),
)

# What the signals meet where the gradient is collected
INPUTS = (
    Mistake(
        "wrong-activation",
        changing_one("inputs", lambda net, layer, other: net.inputs[other]),
        pairs_alike("inputs"),
    ),
    Mistake("activations-one-layer-up", changing("inputs", lambda net: shifted(net.inputs, 1))),
    Mistake("activations-one-layer-down", changing("inputs", lambda net: shifted(net.inputs, -1))),
    Mistake("sums-for-activations", changing("inputs", lambda net: net.sums)),
    # At both ends, whatever shape that has; the entry -1 is the last one
    rarely("activations-one-layer-up", changing("inputs", lambda net: [*net.inputs[1:], net.Y])),
    rarely(
        "activations-one-layer-down",
        changing("inputs", lambda net: [net.inputs[-1], *net.inputs[:-1]]),
    ),
    rarely("activations-one-layer-down", changing("inputs", lambda net: [net.Y, *net.inputs[:-1]])),
    rarely(
        "activations-of-one-layer",
        changing("inputs", lambda net, other: all_like(net.inputs, other)),
        all_alike,
    ),
    rarely(
        "activations-left-out",
        changing("inputs", lambda net: [numpy.ones_like(entry) for entry in net.inputs]),
    ),
    rarely(
        "activation-left-out",
        changing_one("inputs", lambda net, layer: numpy.ones_like(net.inputs[layer])),
        hidden,
    ),
    rarely(
        "masks-for-activations", changing("inputs", lambda net: [net.inputs[0], *net.slopes[1:]])
    ),
    rarely(
        "mask-for-activation", changing_one("inputs", lambda net, layer: net.slopes[layer]), hidden
    ),
    # Where they are written over the activations once the last gradient is there
    rarely(
        "masks-for-activations-below",
        changing("inputs", lambda net: [net.inputs[0], *net.slopes[1:-1], net.inputs[-1]]),
        when(lambda net: len(net.inputs) > 3),
    ),
    rarely(
        "sum-for-activation", changing_one("inputs", lambda net, layer: net.sums[layer]), hidden
    ),
)

# How the gradient is collected
COLLECTING = (
    rarely("gradients-before-masks", collecting("WB", before_mask)),
    Mistake(
        "gradient-before-mask",
        collecting("WB", before_mask),
        lambda net: hidden(net)[1:],  # nothing goes on from the first
        never_in_pairs=True,
    ),
    *(
        mistake
        for names, kinds, value in (
            (("biases-before-masks", "bias-before-mask"), "B", before_mask),
            (("weights-before-masks", "weight-before-mask"), "W", before_mask),
            (("gradients-from-above", "gradient-from-above"), "WB", from_above),
            (("biases-from-above", "bias-from-above"), "B", from_above),
        )
        for mistake in everywhere_or_once(names, collecting(kinds, value))
    ),
    rarely("weights-before-masks", before_mask_with_that_of_inputs),
    *(
        rarely(name, collecting(kinds, value, top=0))
        for name, kinds in (
            ("gradients-from-below", "WB"),
            ("biases-from-below", "B"),
            ("weights-from-below", "W"),
        )
        for value in FROM_BELOW
    ),
    *(rarely(name, biases_from(value)) for name, values in BIASES.items() for value in values),
    *(
        rarely(
            "sums-multiplied",
            made_of(
                "W",
                lambda net, enters, layer, means=means: (
                    numpy.outer(net.inputs[layer].sum(axis=0), enters.sum(axis=0))
                    / len(enters) ** means
                ),
            ),
        )
        for means in (0, 1, 2)
    ),
    *(
        rarely(
            "weights-of-one-sample",
            made_of(
                "W",
                lambda net, enters, layer, sample=sample: numpy.outer(
                    net.inputs[layer][sample], enters[sample]
                ),
            ),
        )
        for sample in (0, -1)
    ),
)

# The sum over the samples
SAMPLES = (
    Mistake("weights-summed", changing("weight_scale", lambda net: len(net.Y))),
    Mistake("weights-averaged", changing("weight_scale", lambda net: 1 / len(net.Y))),
    Mistake("biases-summed", changing("bias_scale", lambda net: len(net.Y))),
    Mistake("biases-averaged", changing("bias_scale", lambda net: 1 / len(net.Y))),
)

# Where nothing comes through; last, because other mistakes can give zeros as well
CLOSED = (
    Mistake(
        "closed-mask", changing_one("slopes", lambda net, layer: 0 * net.slopes[layer]), hidden
    ),
)

FORWARD = (
    of_forward("no-relu", changing("relu", lambda net: (False,) * len(net.relu))),
    of_forward(
        "missing-relu",
        # Layer l of the weights ends in the activations A[l + 1]
        changing("relu", lambda net, layer: tuple(with_one(net.relu, layer - 1, False))),
        hidden,
    ),
    of_forward("relu-on-output", changing("relu", lambda net: (*net.relu[:-1], True))),
    of_forward("negated-biases", changing("negated", lambda net: tuple(range(len(net.B))))),
    of_forward(
        "negated-bias",
        changing("negated", lambda net, layer: (layer,)),
        lambda net: [{"layer": layer} for layer in range(len(net.weights))],
    ),
    of_forward("no-biases", changing("B", lambda net: [0 * b for b in net.B])),
    of_forward(
        "missing-bias",
        changing_one("B", lambda net, layer: 0 * net.B[layer]),
        lambda net: [{"layer": layer} for layer in range(len(net.weights))],
    ),
    of_forward(
        "all-weights-transposed-forward",
        changing(
            "transposed",
            lambda net: tuple(at["layer"] for at in squares(linearised(net))),
        ),
        when(squares),
    ),
    of_forward(
        "weights-transposed-forward",
        changing("transposed", lambda net, layer: (*net.transposed, layer)),
        squares,
    ),
    of_forward("swapped-layers", swapping("W", "B"), swappable),
    of_forward("swapped-weights", swapping("W"), swappable),
    of_forward(
        "swapped-biases",
        swapping("B"),
        lambda net: [
            {"layer": layer, "other": other}
            for layer, other in combinations(range(len(net.weights)), 2)
            if net.weights[layer].shape[1] == net.weights[other].shape[1]
        ],
    ),
    of_forward("relu-before-bias", changing("late_bias", lambda net: net.relu)),
)

CATALOGUE = ERROR + MASKS + TRAVELLING + WEIGHTS + INPUTS + COLLECTING + SAMPLES + CLOSED + FORWARD

# In a forward pass, these leave biases without a gradient
WITHOUT_BIAS = ("missing-bias", "no-biases")

# Factors, of which several can be there at once
SCALES = ("missing-factor-2", "sum-for-mean", "mean-twice", "wrong-sign")


def exclude_each_other(one: Change, other: Change) -> bool:
    """Say whether two changes of the same ingredient could not both be seen, or are one."""
    if {one.mistake.name, other.mistake.name} <= {*SCALES, *(m.name for m in SAMPLES)}:
        return False
    for group in (ERROR, MASKS + TRAVELLING + CLOSED, WEIGHTS, INPUTS, COLLECTING):
        if one.mistake in group and other.mistake in group:
            if group is ERROR:
                return not {one.mistake.name, other.mistake.name} & set(SCALES)
            layers = one.layers.get("layer"), other.layers.get("layer")
            return None in layers or layers[0] == layers[1]
    return False


# Mistakes with a number, which an answer tells; they are in no catalogue


def with_factor_on_the_way(tangent: Tangent, factor: float) -> Tangent:
    """Multiply what travels back at every layer."""
    slopes = [tangent.slopes[0], *(factor * slope for slope in tangent.slopes[1:])]
    return replace(tangent, slopes=slopes)


def with_updated_weights(tangent: Tangent, rate: float) -> Tangent:
    """Let what travels back pass weights from which their gradient was subtracted before."""
    for layer in reversed(range(1, len(tangent.weights))):
        weights = tangent.weights[layer] - rate * derivative(tangent, Place("W", layer))
        tangent = replace(tangent, weights=with_one(tangent.weights, layer, weights))
    return tangent


def with_weights_updated_by_sample(tangent: Tangent, rate: float, times: float = 1.0) -> Tangent:
    """Do the same for every sample alone; ``times`` is for what was added up twice."""

    def updated(tangent: Tangent, below: int) -> numpy.ndarray:
        layer = below + 1
        squares = (signal(tangent, layer, enters=True) ** 2).sum(axis=1, keepdims=True)
        back = times * signal(tangent, layer, enters=False) - rate * tangent.inputs[layer] * squares
        return tangent.slopes[layer] * back

    more = {below: partial(updated, below=below) for below in range(len(tangent.weights) - 1)}
    return replace(tangent, signals=tangent.signals | more)


SAME = Mistake(
    "same-for-all-samples",
    lambda tangent, number: with_signal(lambda net: number * numpy.ones_like(net.Y))(tangent),
)
FACTOR = Mistake("wrong-factor", changing("scale", lambda tangent, factor: tangent.scale * factor))
# Where a factor of everything is missing once all is there, and not in what is sent back
LATE_FACTOR = Mistake(
    "wrong-factor",
    lambda tangent, factor: replace(
        tangent,
        weight_scale=tangent.weight_scale * factor,
        bias_scale=tangent.bias_scale * factor,
    ),
)
ON_THE_WAY = Mistake("factor-on-the-way", with_factor_on_the_way)
UPDATED = (
    Mistake("updated-weights", with_updated_weights),
    Mistake("updated-weights", with_weights_updated_by_sample),
)
TWICE = Mistake("passed-twice", with_weights_updated_by_sample)
