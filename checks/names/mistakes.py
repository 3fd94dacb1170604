"""What a mistake is: a change of the function whose gradient is computed.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the network, or of the linear network that stands for it (`checks.networks.Tangent`), and no
mistake has to be programmed to be recognised.

A `Mistake` has a name, that change, and the places where it can be made; made at one of them, it is
a `Change`. The mistakes that are looked for stand in the modules ``mistakes_in_error``,
``mistakes_on_the_way_back``, ``mistakes_in_collecting`` and ``mistakes_in_forward``. Here is what
they have in common.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy

from checks.networks import Tangent, linearised

# Keyword arguments of a mistake: `layer`, `other`, `sample`, `count`, `factor`, `rate`
MistakeArguments = dict[str, Any]


def whole_network(tangent: Tangent) -> list[MistakeArguments]:
    """Return one empty set of arguments: the mistake concerns the whole network."""
    return [{}]


@dataclass(frozen=True, eq=False)
class Mistake:
    """One row of the catalogue."""

    name: str  # the identifier, without the numbers of layers
    # From the right function to the one whose gradient the mistake gives. In the forward pass
    # it takes and returns a `Network`, elsewhere a `Tangent`; arguments are given by name
    change: Callable
    # From a `Tangent` to the places where the mistake can be made: its arguments there
    where: Callable[[Tangent], list[MistakeArguments]] = whole_network
    # Where the mistake is made: `"error"`, `"backward"` or `"forward"`
    stage: str = "backward"
    is_rare: bool = False  # whether it is left out where two may have been made, see `combining`


rare_mistake = partial(Mistake, is_rare=True)
error_mistake, forward_mistake = partial(Mistake, stage="error"), partial(Mistake, stage="forward")
rare_error_mistake, rare_forward_mistake = (
    partial(of, is_rare=True) for of in (error_mistake, forward_mistake)
)


@dataclass(frozen=True)
class Change:
    """A mistake of the catalogue, made in certain layers."""

    mistake: Mistake
    arguments: MistakeArguments


@numpy.errstate(all="ignore")
def changed(tangent: Tangent, changes: Sequence[Change]) -> Tangent:
    """Return a tangent, of a network in which some mistakes are made."""
    forward = [change for change in changes if change.mistake.stage == "forward"]
    network = tangent.network
    for change in forward:
        network = change.mistake.change(network, **change.arguments)
    if forward:
        tangent = linearised(network)
    for change in changes:
        if change.mistake.stage != "forward":
            tangent = change.mistake.change(tangent, **change.arguments)
    return tangent


def rows(
    table: Mapping[str, Sequence], change: Callable, kind: Callable = rare_mistake
) -> Iterator[Mistake]:
    """Yield one `Mistake` per value of a table; ``change(value)`` is its change."""
    for name, values in table.items():
        for value in values:
            yield kind(name, change(value))


def for_all_layers_or_one(
    names: tuple[str, str],
    *changes: Callable,
    where: Callable | None = None,
    stage: str = "backward",
    is_rare: bool = True,
) -> Iterator[Mistake]:
    """Yield each change twice: made in all layers, and in one (by default a hidden one)."""
    for change in changes:
        yield Mistake(names[0], change, whole_network, stage, is_rare)
        yield Mistake(names[1], change, where or every_hidden_layer, stage, is_rare)


def rows_for_all_layers_or_one(
    table: Mapping[tuple[str, str], Sequence], change: Callable, stage: str = "backward"
) -> Iterator[Mistake]:
    """Yield the same for a table with two names in each row."""
    for names, values in table.items():
        yield from for_all_layers_or_one(names, *map(change, values), stage=stage)


def made_of_another(
    ingredient: str,
    functions_by_names: Mapping[tuple[str, str], Sequence[Callable]],
    where: Callable[[Callable], Callable],
    first: int = 0,
) -> Iterator[Mistake]:
    """Yield mistakes that make something else of an ingredient, in layers from a first, or in one.

    ``where(function)`` returns what `Mistake.where` is: a function from a `Tangent` to the layers
    of which one alone can have what ``function`` makes.
    """

    def change(whole: Any, layer: int | None = None, *, function: Callable) -> Any:
        entries = list(getattr(whole, ingredient))
        for number in range(first, len(entries)) if layer is None else [layer]:
            entries[number] = function(entries[number])
        return replace(whole, **{ingredient: entries})

    for names, functions in functions_by_names.items():
        for function in functions:
            one = partial(change, function=function)
            yield from for_all_layers_or_one(names, one, where=where(function))


# Where a mistake can be made


def when(condition: Callable[[Tangent], object]) -> Callable[[Tangent], list[MistakeArguments]]:
    """Return one place for the networks of which something is true, and none for others."""
    return lambda tangent: [{}] if condition(tangent) else []


def every_hidden_layer(tangent: Tangent) -> list[MistakeArguments]:
    """Return the hidden layers."""
    return [{"layer": layer} for layer in range(1, len(tangent.inputs))]


def every_layer(tangent: Tangent) -> list[MistakeArguments]:
    """Return all layers of weights."""
    return [{"layer": layer} for layer in range(len(tangent.weights))]


def samples(tangent: Tangent) -> list[MistakeArguments]:
    """Return the samples."""
    return [{"sample": sample} for sample in range(len(tangent.T))]


def squares(tangent: Tangent) -> list[MistakeArguments]:
    """Return the hidden layers whose weights are square."""
    return [
        at
        for at in every_hidden_layer(tangent)
        if len(set(tangent.weights[at["layer"]].shape)) == 1
    ]


def pairs_alike(name: str) -> Callable[[Tangent], list[MistakeArguments]]:
    """Return the pairs of hidden layers whose arrays of some name have one shape."""

    def where(tangent: Tangent) -> list[MistakeArguments]:
        arrays = getattr(tangent, name)
        numbers = range(1, len(arrays))
        return [
            {"layer": layer, "other": other}
            for layer in numbers
            for other in numbers
            if layer != other and arrays[layer].shape == arrays[other].shape
        ]

    return where


def swappable(tangent: Tangent) -> list[MistakeArguments]:
    """Return the pairs of hidden layers whose weights have one shape, each once."""
    return [at for at in pairs_alike("weights")(tangent) if at["layer"] < at["other"]]


def all_alike(tangent: Tangent) -> list[MistakeArguments]:
    """Return the hidden layers, if all have the same number of units."""
    alike = len({slopes.shape for slopes in tangent.slopes[1:]}) == 1
    layers = range(1, len(tangent.slopes)) if len(tangent.slopes) > 2 and alike else ()
    return [{"other": layer} for layer in layers]


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


def of_sample(values: numpy.ndarray, sample: int) -> numpy.ndarray:
    """Give all samples what one has."""
    return numpy.broadcast_to(values[sample], values.shape)


def biases_of(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what a layer adds to the product of its inputs and weights."""
    preactivations = [*tangent.preactivations, tangent.Y][layer + 1]
    return (preactivations - tangent.inputs[layer] @ tangent.weights[layer])[0]
