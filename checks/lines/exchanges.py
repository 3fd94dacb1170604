"""What may come in place of the values of an expression, in an experiment: see `experiments`.

Arrays are exchanged for right ones: those of one layer for those of another, sums for activations,
the signal for what is computed in its place; a number for the number of samples, or for the next
one; a condition for its opposite. An expression in a loop has many values, and all are exchanged
together: in the order of the layers or against it, with all samples or one by one, or number by
number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy

from checks.lines.right_values import KEEP, Arrays, Roles, Series, series_of
from checks.tracing import READ, RETURNED, STORED, TESTED, Line, number_or_array

MOST_COMPARED, LONGEST = 500, 5_000  # values; executions of one expression
SEVERAL = 12  # executions of which each one is exchanged alone
# What only makes room for values
MAKING_ZEROS = ("zeros", "zeros_like", "empty", "empty_like", "full", "full_like", "zeroes")
SAME = 1e-6  # relative


class Execution(NamedTuple):
    """One execution of an expression."""

    value: Any
    when: int  # the number of values up to this one
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

    def _series_of_length(self, count: int) -> list[Series]:
        """Return the series of so many values."""
        if count not in self.series:
            every = (*self.roles.given.items(), *self.roles.made.items())
            self.series[count] = [
                one for name, arrays in every for one in series_of(name, arrays, self.roles, count)
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
        fitting = list(self._fitting(values))
        now = [series for series, _, changed in fitting if not changed]
        was_right = any(series.in_order for series in now)
        found = [
            Exchange(
                new,
                changed[0],
                series.name,
                series.layers,
                was_right or self._is_right(values[changed[0]]),
            )
            for series, new, changed in fitting
            if changed and series.in_order and self._may_come(series, new, changed, now, operation)
        ]
        if operation not in (READ, "Compare"):
            # What is right for something may have been taken for a gradient
            is_taken = was_right or operation == STORED
            names = ("weights", "biases") if is_taken else tuple(self.roles.made)
            found += self._of_other_shape(values, names)
        return found

    def _may_come(
        self, series: Series, new: list[Any], changed: list[int], now: list[Series], operation: str
    ) -> bool:
        """Say whether right values may come in place of others, some of which they would change.

        What a program makes may be wrong wherever not all of its layer is right. What it is given
        is right, but for what was changed of it, or if it is taken for something else: of another
        layer, or something else of the same layer.
        """
        if series.name in self.roles.made:
            return not any(series.layer_of[n] >= self.settled for n in changed)
        if len(changed) < sum(value is not KEEP for value in new):
            return True
        alike = any(one.name == series.name for one in now)
        beside = any(one.layers == series.layers for one in now)
        if series.name == "mask":
            return operation != READ or alike or beside
        return operation in (READ, STORED) and not series.by_entry and (alike or beside)

    def _is_right(self, value: numpy.ndarray) -> bool:
        """Say whether an array is right for something, whatever its factor."""
        right = (_laid_out(one, value) for one in self.right[value.size])
        return any(one is not None and _ratio(value, one) is not None for one in right)

    def _fitting(
        self, values: list[numpy.ndarray]
    ) -> Iterator[tuple[Series, list[Any], list[int]]]:
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
