"""The right values of a network, and the orders in which a program may compute them: `series_of`.

A program computes the values of one expression with all samples or one by one, or number by number,
in the order of the layers or against it; and some that nobody uses.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import numpy

Arrays = Mapping[int, numpy.ndarray]  # by the numbers of layers

KEEP = object()  # in place of what is not exchanged


class Roles(NamedTuple):
    """The right values of a network, by what they are."""

    given: Mapping[str, Arrays]  # what a program has, or may compute without a mistake
    made: Mapping[str, Arrays]  # what it is to compute, with any factor that comes in late
    of_samples: Collection[str]  # the names of those that have a row for each sample
    samples: int
    inputs: int


class Series(NamedTuple):
    """Right values in one of these orders."""

    name: str
    layers: tuple[int, ...]
    values: list[Any]  # arrays, or KEEP
    layer_of: list[int]  # by the numbers of values; less than any layer for KEEP
    by_sample: bool = False
    by_entry: bool = False

    @property
    def in_order(self) -> bool:
        """Whether each layer stands there once."""
        return len(set(self.layers)) == len(self.layers)


def series_of(name: str, arrays: Arrays, roles: Roles, count: int) -> Iterator[Series]:
    """Yield the orders in which a program may compute some arrays, or ask for so many of them.

    With 5 samples, the signals of 3 layers are 3 values, in a loop over the layers; 15 if it goes
    through the samples, layer by layer for each, or sample by sample for each layer; and as many as
    they have entries, number by number. A layer alone is 1 value, or up to 4 if several turns ask.
    """
    numbers, samples = sorted(arrays), roles.samples
    runs = [numbers[i:j] for i in range(len(numbers)) for j in range(i + 1, len(numbers) + 1)]
    orders = dict.fromkeys(tuple(run[::step]) for run in runs for step in (-1, 1))
    for order in (*orders, *((n,) * times for n in numbers for times in (2, 3, 4))):
        whole = [(n, arrays[n]) for n in order]
        yield from _padded(name, order, whole, count, 1)
        entries = sum(array.size for _, array in whole)
        if name not in roles.of_samples:
            if count == entries:
                yield from _by_entry(name, order, whole, count, 1)
            continue
        rows = [(n, array[sample]) for sample in range(samples) for n, array in whole]
        by_layer = [(n, array[sample]) for n, array in whole for sample in range(samples)]
        yield from _padded(name, order, rows, count, samples, by_sample=True)
        if len(order) > 1 and count == len(by_layer):
            yield _one(name, order, by_layer, by_sample=True)
        # Of each sample, the gradient of the inputs may be computed as well
        if count - entries in (0, samples * roles.inputs):
            yield from _by_entry(name, order, rows, count, samples, roles.inputs)
        if len(order) > 1 and count == entries:
            yield from _by_entry(name, order, by_layer, count, samples)


def _by_entry(
    name: str, order: tuple[int, ...], pairs: list, count: int, times: int, unused: int = 1
) -> Iterator[Series]:
    """Yield what `_padded` does of the numbers of some arrays, row by row or column by column."""
    for turned in (False, True)[: numpy.ndim(pairs[0][1])]:
        entries = [(n, x) for n, a in pairs for x in (a.T if turned else a).ravel()]
        yield from _padded(name, order, entries, count, times, unused, by_entry=True)


def _padded(
    name: str,
    order: tuple[int, ...],
    pairs: list,
    count: int,
    times: int,
    unused: int = 1,
    **ways: bool,
) -> Iterator[Series]:
    """Yield a series of so many values, or with some that nobody uses, each time before or after.

    Nothing if this makes another number of values.
    """
    if count == len(pairs):
        yield _one(name, order, pairs, **ways)
    if count == len(pairs) + times * unused:
        each, kept = len(pairs) // times, [(-1, KEEP)] * unused
        turns = [pairs[n * each : (n + 1) * each] for n in range(times)]
        yield _one(name, order, [one for turn in turns for one in turn + kept], **ways)
        yield _one(name, order, [one for turn in turns for one in kept + turn], **ways)


def _one(name: str, order: tuple[int, ...], pairs: list, **ways: bool) -> Series:
    return Series(name, order, [array for _, array in pairs], [n for n, _ in pairs], **ways)
