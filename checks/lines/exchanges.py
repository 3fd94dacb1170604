"""What may come in place of the values of an expression, in an experiment: see `experiments`.

Arrays are exchanged for right ones: those of one layer for those of another, sums for activations,
the signal for what is computed in its place; a number for the number of samples, or for the next
one; a condition for its opposite. An expression in a loop has many values, and all are exchanged
together: in the order of the layers or against it, with all samples or one by one, or number by
number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy

from checks.tracing import READ, RETURNED, STORED, TESTED, Line, number_or_array

Arrays = Mapping[int, numpy.ndarray]  # by the numbers of layers

MOST_COMPARED, LONGEST = 500, 5_000  # values; executions of one expression
SEVERAL = 12  # executions of which each one is exchanged alone
# What only makes room for values
MAKING_ZEROS = ("zeros", "zeros_like", "empty", "empty_like", "full", "full_like", "zeroes")
SAME = 1e-6  # relative
KEEP = object()  # in place of what is not exchanged


class Roles(NamedTuple):
    """The right values of a network, by what they are."""

    given: Mapping[str, Arrays]  # what a program has, or may compute without a mistake
    made: Mapping[str, Arrays]  # what it is to compute, with any factor that comes in late
    of_samples: Collection[str]  # the names of those that have a row for each sample
    samples: int
    inputs: int


class Execution(NamedTuple):
    """One execution of an expression."""

    value: Any
    when: int  # the number of values before
    lines: tuple[Line, ...]  # its line, and those of the calls that led there, innermost first


class Exchange(NamedTuple):
    """What comes in place of the values of an expression, in their order."""

    values: Sequence[Any]  # or functions that return these, of what was there
    first: int = 0  # the number of the first that is not what it was
    name: str = ""  # what these are, see `checks.sentences.INSTEAD`, and of which layers
    layers: tuple[int, ...] = ()
    was_right: bool = False  # whether that first value is right for something


class Exchanges:
    """Knows what may come in place of the values of an expression."""

    def __init__(self, roles: Roles, settled: int, seen: Sequence[Any]) -> None:
        """Take right values, the number of the layer from which all is right, and what was seen."""
        self.roles, self.settled = roles, settled
        self.right = _by_size([*roles.given.values(), *roles.made.values()])
        self.factors = _factors(roles, seen)
        self.series: dict[int, list[Series]] = {}

    def of(self, operation: str, executions: Sequence[Execution]) -> list[Exchange]:
        """Return the exchanges for the values of an expression."""
        values = [execution.value for execution in executions]
        if operation in (RETURNED, *MAKING_ZEROS) or len(values) > LONGEST:
            return []
        if operation == TESTED:
            return list(opposites(values))
        if all(type(value) is int for value in values):
            return list(self._numbers(values))
        arrays = [number_or_array(value) for value in values]
        if any(array is None for array in arrays):
            return []
        return self._arrays(operation, [numpy.asarray(array) for array in arrays])

    def _series_of_length(self, count: int) -> list["Series"]:
        """Return the series of so many values."""
        if count not in self.series:
            every = (*self.roles.given.items(), *self.roles.made.items())
            self.series[count] = [
                one for name, arrays in every for one in _series(name, arrays, self.roles, count)
            ]
        return self.series[count]

    def _numbers(self, values: list[int]) -> Iterator[Exchange]:
        """Yield what a number may be in place of a count or an index."""
        if len(values) <= SEVERAL:
            yield from (Exchange([value + by for value in values], 0, "number") for by in (1, -1))
        numbers = {self.roles.samples, 1, 2} if len(set(values)) == 1 else {self.roles.samples}
        for number in numbers:
            first = next((n for n, value in enumerate(values) if value != number), None)
            if first is not None:
                yield Exchange([number] * len(values), first, "number")

    def _arrays(self, operation: str, values: list[numpy.ndarray]) -> list[Exchange]:
        """Return what arrays may be instead."""
        every = list(self._fitting(values))
        now = [series for series, _, changed in every if not changed]
        was_right = any(series.in_order for series in now)
        kinds = {series.name for series in now}
        layers = {series.layers for series in now}
        found: list[Exchange] = []
        for series, new, changed in every:
            in_part = len(changed) < sum(value is not KEEP for value in new)
            if not changed or not series.in_order:
                continue
            if series.name in self.roles.made:
                allowed = not any(series.layer_of[n] >= self.settled for n in changed)
            elif in_part:
                allowed = True
            elif series.name == "mask":
                allowed = operation != READ or "mask" in kinds or series.layers in layers
            else:
                # What was taken is of another layer, or something else of the same layer
                allowed = operation in (READ, STORED) and not series.by_entry
                allowed &= series.name in kinds or series.layers in layers
            if allowed:
                first = changed[0]
                known = was_right or self._is_right(values[first])
                found.append(Exchange(new, first, series.name, series.layers, known))
        if operation not in (READ, "Compare"):
            # What is right for something may have been taken for a gradient
            is_taken = was_right or operation == STORED
            names = ("weights", "biases") if is_taken else tuple(self.roles.made)
            found += self._of_other_shape(values, names)
        return found

    def _is_right(self, value: numpy.ndarray) -> bool:
        """Say whether an array is right for something, whatever its factor."""
        right = (_laid_out(one, value) for one in self.right[value.size])
        return any(one is not None and _ratio(value, one) is not None for one in right)

    def _fitting(
        self, values: list[numpy.ndarray]
    ) -> Iterator[tuple["Series", list[Any], list[int]]]:
        """Yield what has the shapes of some values, and which of these it would change."""
        for series in self._series_of_length(len(values)):
            right = _all_laid_out(series.values, values)
            if not right:
                continue
            compared = [n for n, one in enumerate(right) if one is not KEEP]
            old = numpy.concatenate([values[n].ravel() for n in compared])
            new = numpy.concatenate([right[n].ravel() for n in compared])
            entry_of = numpy.repeat(compared, [values[n].size for n in compared])
            for factor in self.factors if series.name in self.roles.made else (1.0,):
                changed = entry_of[abs(old - factor * new) > SAME * abs(new)]
                made = [one if one is KEEP else factor * one for one in right]
                yield series, made, sorted(set(changed.tolist()))

    def _of_other_shape(
        self, values: list[numpy.ndarray], names: Collection[str]
    ) -> Iterator[Exchange]:
        """Yield what a program is to compute in place of what has another shape."""
        if values[0].ndim not in (1, 2):
            return
        for series in self._series_of_length(len(values)):
            is_whole = series.in_order and not series.by_entry and not series.by_sample
            if series.name not in names or not is_whole:
                continue
            if not _all_laid_out(series.values, values):
                for turned in (False, True):
                    right = [_turned(a, turned, self.factors[0]) for a in series.values]
                    yield Exchange(right, 0, series.name, series.layers)


def _turned(right: Any, turned: bool, factor: float) -> Any:
    return right if right is KEEP else factor * (right.T if turned else right)


class Series(NamedTuple):
    """Right values in an order in which a program may compute them."""

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


def _series(name: str, arrays: Arrays, roles: Roles, count: int) -> Iterator[Series]:
    """Yield the orders in which a program may compute some arrays, or ask for so many of them."""
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


def _factors(roles: Roles, seen: Sequence[Any]) -> list[float]:
    """Return the factors that what a program computes has, the most usual first; 1 among them.

    The derivative of the square and the mean may come in late, and the sign, too.
    """
    possible = [
        sign * 2.0**two * roles.samples**mean
        for sign in (1, -1)
        for two in (-1, 0, 1)
        for mean in (-1, 0, 1)
    ]
    counts: dict[float, int] = defaultdict(int)
    of_size = _by_size(roles.made.values())
    for value in seen[:MOST_COMPARED]:
        array = numpy.asarray(number_or_array(value) if not isinstance(value, int) else 0)
        for right in of_size[array.size]:
            fitting = _laid_out(right, array)
            ratio = None if fitting is None else _ratio(array, fitting)
            for factor in possible:
                if ratio and abs(ratio - factor) < SAME * abs(factor):
                    counts[factor] += 1
    usual = sorted(counts, key=lambda factor: -counts[factor])
    return list(dict.fromkeys([1.0, *usual[:2]]))


def _by_size(every: Iterable[Arrays]) -> dict[int, list[numpy.ndarray]]:
    """Return arrays, and what they have of each sample or unit, by the numbers of entries."""
    of_size: dict[int, list[numpy.ndarray]] = defaultdict(list)
    for arrays in every:
        for right in arrays.values():
            for one in (right, *right) if right.ndim > 1 else (right,):
                if numpy.count_nonzero(one) > 2:
                    of_size[one.size].append(one)
    return of_size


def _ratio(array: numpy.ndarray, right: numpy.ndarray) -> float | None:
    """Return how many times another array an array is, if it is a multiple of that."""
    largest = abs(right).argmax()
    ratio = float(array.flat[largest] / right.flat[largest])
    same = ratio and abs(array - ratio * right).max() <= SAME * abs(array).max()
    return ratio if same else None


def _all_laid_out(right: list[Any], values: list[numpy.ndarray]) -> list[Any]:
    """Return arrays in the shapes of others, or nothing if one does not fit."""
    found = []
    for one, value in zip(right, values, strict=True):
        new = one if one is KEEP else _laid_out(one, value)
        if new is None:
            return []
        found.append(new)
    return found


def _laid_out(right: numpy.ndarray, value: numpy.ndarray) -> numpy.ndarray | None:
    """Return an array in the shape of another one, if it is that but for axes of length 1."""
    right = numpy.asarray(right)
    for one in (right, right.T):
        if one.squeeze().shape == value.squeeze().shape:
            return one.reshape(value.shape)
    return None


def opposites(values: list[Any]) -> Iterator[Exchange]:
    """Yield conditions with all outcomes turned round, or one."""
    yield Exchange([not value for value in values], 0, "condition")
    turns = range(len(values)) if len(values) <= SEVERAL else (0, len(values) - 1)
    for turn in turns if len(values) > 1 else ():
        others = [KEEP] * len(values)
        others[turn] = not values[turn]
        yield Exchange(others, turn, "condition")


def as_it_is(value: Any) -> Any:
    """Return a value such that what changes it later does not change what is returned."""
    if isinstance(value, (numpy.ndarray, list)):
        return value.copy()
    return value.detach().clone() if hasattr(value, "detach") else value


def as_it_was(new: Any, old: Any) -> Any:
    """Return a new value as the kind of thing that the old one is."""
    if isinstance(old, (bool, int)):
        return new
    if isinstance(old, list):
        return numpy.asarray(new).tolist()
    if isinstance(old, float):
        return float(numpy.asarray(new).item()) if numpy.size(new) == 1 else new
    if isinstance(old, numpy.ndarray):
        is_mask = old.dtype == bool and numpy.isin(new, (0, 1)).all()
        return numpy.array(new, dtype=bool if is_mask else None)
    if hasattr(old, "detach"):
        array = old.new_tensor(numpy.asarray(new))
        # What PyTorch has recorded stays
        return old + (array - old.detach()) if old.is_floating_point() else array
    return new
