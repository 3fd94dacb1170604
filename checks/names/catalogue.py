"""The catalogue of the usual mistakes: all rows, what goes together, and mistakes with a number.

A row is added in the module of what it changes; see there. What the student reads of it stands in
`checks.sentences` under the same name.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy

from checks.names.mistakes import Change, Mistake, changing, with_one
from checks.names.mistakes_in_collecting import COLLECTING, INPUTS, SAMPLES
from checks.names.mistakes_in_error import ERROR, with_signal
from checks.names.mistakes_in_forward import FORWARD
from checks.names.mistakes_on_the_way_back import CLOSED, MASKS, TRAVELLING, WEIGHTS
from checks.networks import Place, Tangent, derivative, signal

CATALOGUE = ERROR + MASKS + TRAVELLING + WEIGHTS + INPUTS + COLLECTING + SAMPLES + CLOSED + FORWARD


def changes_of(tangent: Tangent, stages: Sequence[str]) -> list[Change]:
    """Return all changes that a network admits at some stages, in the order of the catalogue."""
    return [
        Change(mistake, arguments)
        for mistake in CATALOGUE
        if mistake.stage in stages
        for arguments in mistake.where(tangent)
    ]


# In a forward pass, these leave biases without a gradient
WITHOUT_BIAS = ("missing-bias", "no-biases")
# Factors, of which several can be there at once
SCALES = ("missing-factor-2", "sum-for-mean", "mean-twice", "wrong-sign")


def exclude_each_other(one: Change, other: Change) -> bool:
    """Say whether two changes of the same ingredient could not both be seen, or are one."""
    if {one.mistake.name, other.mistake.name} <= {*SCALES, *(m.name for m in SAMPLES)}:
        return False
    of_biases = [change.mistake.name.startswith("bias") for change in (one, other)]
    if any(of_biases) and not all(of_biases):
        both = other if of_biases[0] else one
        if both.mistake in COLLECTING and both.mistake.name.startswith(("weight", "sums")):
            return False  # in the gradients of the weights, and in those of the biases
    for group in (ERROR, MASKS + TRAVELLING + CLOSED, WEIGHTS, INPUTS, COLLECTING):
        if one.mistake in group and other.mistake in group:
            if group is ERROR:
                return not {one.mistake.name, other.mistake.name} & set(SCALES)
            layers = one.arguments.get("layer"), other.arguments.get("layer")
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
