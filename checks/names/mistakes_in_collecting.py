"""Mistakes where the gradient is collected, from the activations of a layer and its signal.

`collecting` takes another signal for some arrays, `made_of` makes arrays in another way. The
tables hold what people take for the activations, and what they make of both; `INPUTS`,
`COLLECTING` and `SAMPLES` are the rows.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy

from checks.names.activations import sigmoid
from checks.names.mistakes import (
    Mistake,
    all_alike,
    all_like,
    biases_of,
    changing,
    changing_one,
    every_hidden_layer,
    every_layer,
    for_all_layers_or_one,
    made_of_another,
    of_sample,
    pairs_alike,
    rare_mistake,
    rows,
    samples,
    shifted,
    when,
)
from checks.networks import Place, Tangent, derivative, signal

# What the signals meet where the gradient is collected, in place of the activations
OF_INPUTS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("other-activations", "other-activations-in-layer"): (
        lambda a: a**2,
        abs,
        lambda a: numpy.maximum(0, a),
        numpy.tanh,
        sigmoid,
        lambda a: a * (1 - a),
        lambda a: 1 - a**2,
        lambda a: 1 - a,
        lambda a: a + 1,
    ),
    ("scaled-activations", "scaled-activations-in-layer"): (
        lambda a: (a - a.mean(axis=0)) / numpy.where(a.std(axis=0) == 0, 1, a.std(axis=0)),
        lambda a: (a - a.mean(axis=0)) / (a.std(axis=0) + 1e-8),
        lambda a: a - a.mean(axis=0),
        lambda a: a - a.mean(),
        lambda a: (a - a.mean()) / a.std(),
        lambda a: a / numpy.maximum(numpy.linalg.norm(a, axis=1, keepdims=True), 1e-12),
        lambda a: (a - a.min(axis=0)) / numpy.maximum(numpy.ptp(a, axis=0), 1e-12),
    ),
    ("activations-of-other-samples", "activations-of-other-samples-in-layer"): (
        lambda a: a[::-1],
        lambda a: numpy.roll(a, 1, axis=0),
        lambda a: numpy.roll(a, -1, axis=0),
    ),
}
# What the gradients of the biases are made of, from a tangent, the signal, and the layer
BIASES: dict[str, tuple[Callable, ...]] = {
    "biases-from-weights": (
        lambda net, enters, layer: of_weights(net, layer).sum(axis=0),
        lambda net, enters, layer: of_weights(net, layer).mean(axis=0),
        lambda net, enters, layer: of_weights(net, layer)[0],
        lambda net, enters, layer: of_weights(net, layer)[-1],
        lambda net, enters, layer: of_weights(net, layer).sum(axis=1),
        lambda net, enters, layer: of_weights(net, layer).mean(axis=1),
        lambda net, enters, layer: of_weights(net, layer)[:, 0],
        lambda net, enters, layer: of_weights(net, layer).sum(),
        lambda net, enters, layer: of_weights(net, layer).mean(),
    ),
    "biases-over-all": (
        lambda net, enters, layer: numpy.full(enters.shape[1], enters.sum()),
        lambda net, enters, layer: numpy.full(enters.shape[1], enters.mean()),
        lambda net, enters, layer: enters.mean(),
    ),
    "biases-of-extremes": (
        lambda net, enters, layer: enters.max(axis=0),
        lambda net, enters, layer: enters.min(axis=0),
        lambda net, enters, layer: numpy.median(enters, axis=0),
        lambda net, enters, layer: abs(enters).max(axis=0),
    ),
    "biases-without-sign": (
        lambda net, enters, layer: abs(enters).sum(axis=0),
        lambda net, enters, layer: abs(enters).mean(axis=0),
        lambda net, enters, layer: (enters**2).sum(axis=0),
        lambda net, enters, layer: (enters**2).mean(axis=0),
        lambda net, enters, layer: numpy.sqrt((enters**2).sum(axis=0)),
        lambda net, enters, layer: enters.std(axis=0),
    ),
    "biases-of-ones": (
        lambda net, enters, layer: numpy.ones(enters.shape[1]),
        lambda net, enters, layer: numpy.full(enters.shape[1], 1.0 * len(enters)),
        lambda net, enters, layer: numpy.full(enters.shape[1], 1 / len(enters)),
    ),
    "biases-accumulated": (
        lambda net, enters, layer: enters.sum(axis=0).cumsum(),
        lambda net, enters, layer: enters.prod(axis=0),
    ),
    "biases-over-units": (
        lambda net, enters, layer: enters.sum(axis=1) * len(enters) / net.inputs[layer].shape[1],
        lambda net, enters, layer: enters.mean(axis=1) * len(enters),
        lambda net, enters, layer: enters.sum(axis=1),
        lambda net, enters, layer: enters.mean(axis=1),
    ),
    "biases-multiplied": (
        lambda net, enters, layer: biases_of(net, layer) * enters.sum(axis=0),
        lambda net, enters, layer: biases_of(net, layer) * enters.mean(axis=0),
        lambda net, enters, layer: (left_by(net, layer) * enters).sum(axis=0),
        lambda net, enters, layer: (left_by(net, layer) * enters).mean(axis=0),
    ),
    "biases-from-activations": (
        lambda net, enters, layer: left_by(net, layer).sum(axis=0),
        lambda net, enters, layer: left_by(net, layer).mean(axis=0),
        lambda net, enters, layer: (left_by(net, layer) > 0).sum(axis=0) * 1.0,
        lambda net, enters, layer: (left_by(net, layer) > 0).mean(axis=0),
        lambda net, enters, layer: numpy.full(enters.shape[1], net.inputs[layer].sum()),
        lambda net, enters, layer: numpy.full(enters.shape[1], net.inputs[layer].mean()),
    ),
}
# What those of the weights are made of
OF_PRODUCTS: dict[str, tuple[Callable, ...]] = {
    "weights-for-activations": (
        lambda net, enters, layer: net.weights[layer] * enters.sum(axis=0),
        lambda net, enters, layer: net.weights[layer] * enters.mean(axis=0),
    ),
    "products-with-weights": (
        lambda net, enters, layer: net.weights[layer] * (of_each(net, enters, layer).sum(axis=0)),
    ),
    "columns-alike": tuple(
        (
            lambda net, enters, layer, one=one: of_each(
                net, one(enters, axis=1, keepdims=True) + 0 * enters, layer
            ).sum(axis=0)
        )
        for one in (numpy.sum, numpy.mean, numpy.max)
    ),
    "errors-of-own-units": (
        lambda net, enters, layer: own_errors(net, layer, net.slopes[layer]),
        lambda net, enters, layer: own_errors(net, layer, net.inputs[layer] > 0),
        lambda net, enters, layer: own_errors(net, layer, 1.0),
    ),
    "signals-left-out": (
        lambda net, enters, layer: net.inputs[layer].sum(axis=0)[:, None] + 0 * net.weights[layer],
        lambda net, enters, layer: net.inputs[layer].mean(axis=0)[:, None] + 0 * net.weights[layer],
    ),
    "largest-of-samples": (
        lambda net, enters, layer: of_each(net, enters, layer).max(axis=0),
        lambda net, enters, layer: of_each(net, enters, layer).min(axis=0),
        lambda net, enters, layer: numpy.median(of_each(net, enters, layer), axis=0),
    ),
    "samples-without-sign": (
        lambda net, enters, layer: abs(of_each(net, enters, layer)).sum(axis=0),
        lambda net, enters, layer: (of_each(net, enters, layer) ** 2).sum(axis=0),
        lambda net, enters, layer: (of_each(net, enters, layer) ** 2).mean(axis=0),
        lambda net, enters, layer: abs(net.inputs[layer]).T @ abs(enters),
    ),
    "added-to-inputs": (
        lambda net, enters, layer: net.inputs[layer].sum(axis=0)[:, None] + enters.sum(axis=0),
    ),
    "rows-alike": (
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0))[:1] + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0))[-1:] + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0)).sum(axis=0) + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0)).mean(axis=0) + 0 * net.weights[layer]
        ),
    ),
}


# The changes


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


# What is taken for the signal of a layer: that of the layer below, which for the first are the
# inputs, also if these are masked as well, or what comes back to the units of that layer
FROM_BELOW: tuple[Callable, ...] = (
    lambda net, layer: net.slopes[layer] * signal(net, layer, enters=False),
    lambda net, layer: (net.inputs[layer] > 0) * signal(net, layer, enters=False),
    lambda net, layer: signal(net, layer, enters=False),
)


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


def of_weights(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return the gradient of the weights of a layer."""
    return derivative(tangent, Place("W", layer))


def left_by(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what leaves the units that a layer of weights leads to."""
    return [*tangent.inputs, tangent.Y][layer + 1]


def averaged_over(kind: str, axis: int) -> Callable:
    """Return a change to what is divided by a number of units, and not by that of the samples."""

    def averaged(tangent: Tangent, enters: numpy.ndarray, layer: int) -> numpy.ndarray:
        inputs = tangent.inputs[layer].T if kind == "W" else numpy.ones(len(enters))
        return inputs @ enters * len(enters) / tangent.weights[layer].shape[axis]

    return made_of(kind, averaged)


def own_errors(tangent: Tangent, layer: int, slopes: Any) -> numpy.ndarray:
    """Return what weights would get from the units that they come from."""
    back = tangent.scale * slopes * signal(tangent, layer, enters=False)
    return (tangent.inputs[layer] * back).sum(axis=0)[:, None] + 0 * tangent.weights[layer]


def of_each(tangent: Tangent, enters: numpy.ndarray, layer: int) -> numpy.ndarray:
    """Return what each sample contributes to a gradient of weights."""
    return tangent.inputs[layer][:, :, None] * enters[:, None, :]


def product_of_sample(
    tangent: Tangent, enters: numpy.ndarray, layer: int, sample: int
) -> numpy.ndarray:
    """Return what one sample contributes to a gradient of weights."""
    return numpy.outer(tangent.inputs[layer][sample], enters[sample])


# The rows; what a network is here, or its tangent, is called net


INPUTS = (
    Mistake(
        "wrong-activation",
        changing_one("inputs", lambda net, layer, other: net.inputs[other]),
        pairs_alike("inputs"),
    ),
    Mistake("activations-one-layer-up", changing("inputs", lambda net: shifted(net.inputs, 1))),
    Mistake("activations-one-layer-down", changing("inputs", lambda net: shifted(net.inputs, -1))),
    Mistake("sums-for-activations", changing("inputs", lambda net: net.preactivations)),
    # At both ends, whatever shape that has; the entry -1 is the last one
    rare_mistake(
        "activations-one-layer-up", changing("inputs", lambda net: [*net.inputs[1:], net.Y])
    ),
    rare_mistake(
        "activations-one-layer-down",
        changing("inputs", lambda net: [net.inputs[-1], *net.inputs[:-1]]),
    ),
    rare_mistake(
        "activations-one-layer-down", changing("inputs", lambda net: [net.Y, *net.inputs[:-1]])
    ),
    rare_mistake(
        "activations-of-one-layer",
        changing("inputs", lambda net, other: all_like(net.inputs, other)),
        all_alike,
    ),
    rare_mistake(
        "activations-left-out",
        changing("inputs", lambda net: [numpy.ones_like(entry) for entry in net.inputs]),
    ),
    rare_mistake(
        "activation-left-out",
        changing_one("inputs", lambda net, layer: numpy.ones_like(net.inputs[layer])),
        every_hidden_layer,
    ),
    *rows(
        {"masks-for-activations": (numpy.positive, numpy.sign, lambda X: (X > 0) * 1.0)},
        lambda mask: changing("inputs", lambda net: [mask(net.inputs[0]), *net.slopes[1:]]),
    ),
    rare_mistake(
        "mask-for-activation",
        changing_one("inputs", lambda net, layer: net.slopes[layer]),
        every_hidden_layer,
    ),
    # Where they are written over the activations once the last gradient is there
    rare_mistake(
        "masks-for-activations-below",
        changing("inputs", lambda net: [net.inputs[0], *net.slopes[1:-1], net.inputs[-1]]),
        when(lambda net: len(net.inputs) > 3),
    ),
    rare_mistake(
        "sum-for-activation",
        changing_one("inputs", lambda net, layer: net.preactivations[layer]),
        every_hidden_layer,
    ),
    rare_mistake("activations-reversed", changing("inputs", lambda net: net.inputs[::-1])),
    rare_mistake(
        "activations-of-one-sample",
        changing("inputs", lambda net, sample: [of_sample(a, sample) for a in net.inputs]),
        samples,
    ),
    *made_of_another("inputs", OF_INPUTS, lambda function: every_layer),
)
COLLECTING = (
    *for_all_layers_or_one(
        ("gradients-before-masks", "gradient-before-mask"),
        collecting("WB", before_mask),
        where=lambda net: every_hidden_layer(net)[1:],  # nothing goes on from the first
    ),
    *(
        mistake
        for names, kinds, value in (
            (("biases-before-masks", "bias-before-mask"), "B", before_mask),
            (("weights-before-masks", "weight-before-mask"), "W", before_mask),
            (("gradients-from-above", "gradient-from-above"), "WB", from_above),
            (("biases-from-above", "bias-from-above"), "B", from_above),
        )
        for mistake in for_all_layers_or_one(names, collecting(kinds, value))
    ),
    rare_mistake("weights-before-masks", before_mask_with_that_of_inputs),
    *rows({"gradients-from-below": FROM_BELOW}, partial(collecting, "WB", top=0)),
    *rows({"biases-from-below": FROM_BELOW}, partial(collecting, "B", top=0)),
    *rows({"weights-from-below": FROM_BELOW}, partial(collecting, "W", top=0)),
    rare_mistake("signals-reversed", collecting("WB", reversed_signal, top=0)),
    rare_mistake("signals-reversed-in-weights", collecting("W", reversed_signal, top=0)),
    rare_mistake(
        "signals-of-one-sample",
        lambda net, sample: collecting("WB", partial(signal_of_sample, sample=sample), top=0)(net),
        samples,
    ),
    *rows(BIASES, partial(made_of, "B")),
    rare_mistake(
        "biases-of-one-sample",
        lambda net, sample: made_of("B", lambda net, enters, layer: enters[sample])(net),
        samples,
    ),
    rare_mistake(
        "weights-of-one-sample",
        lambda net, sample: made_of("W", partial(product_of_sample, sample=sample))(net),
        samples,
    ),
    *rows(OF_PRODUCTS, partial(made_of, "W")),
    *rows(
        {"sums-multiplied": (0, 1, 2)},
        lambda means: made_of(
            "W",
            lambda net, enters, layer: (
                numpy.outer(net.inputs[layer].sum(axis=0), enters.sum(axis=0))
                / len(enters) ** means
            ),
        ),
    ),
    *rows({"weights-averaged-over-units": (0, 1)}, partial(averaged_over, "W")),
    *rows({"biases-averaged-over-units": (0, 1)}, partial(averaged_over, "B")),
)
SAMPLES = (
    Mistake("weights-summed", changing("weight_scale", lambda net: len(net.Y))),
    Mistake("weights-averaged", changing("weight_scale", lambda net: 1 / len(net.Y))),
    Mistake("biases-summed", changing("bias_scale", lambda net: len(net.Y))),
    Mistake("biases-averaged", changing("bias_scale", lambda net: 1 / len(net.Y))),
)
