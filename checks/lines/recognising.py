"""Recognise arrays among values that a program has computed, however they are laid out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy

from checks.tracing import Computed


class Known:
    """Arrays that are recognised in any orientation, and in parts: one sample of several."""

    def __init__(self, arrays: Mapping, tolerance: float, samples: int) -> None:
        self.tolerance, rows, numbers = tolerance, defaultdict(list), []
        # Where the mean and the derivative of the square may enter late
        self.factors = {2.0**two * samples**mean for two in (-1, 0, 1) for mean in (-1, 0, 1)}
        for array in arrays.values():
            array = numpy.asarray(array, dtype=float)
            numbers.append(array.ravel())
            parts = [array]
            if array.ndim > 1 and not is_mask(array):
                parts += list(array)
                finite = array.ndim == 2 and numpy.isfinite(array).all()
                if finite and numpy.linalg.matrix_rank(array) > 1:
                    parts += list(array.T)  # one unit
                parts += [part for samples in array if samples.ndim > 1 for part in samples]
            for part in parts:
                if is_distinctive(part):
                    rows[part.size].append(_projected(part.ravel()[None])[0])
        self.rows = {size: numpy.array(projections) for size, projections in rows.items()}
        every = abs(numpy.concatenate([numpy.zeros(0), *numbers]))
        self.numbers = numpy.sort(every[every != 0])

    def holds(self, arrays: numpy.ndarray, exactly: bool) -> numpy.ndarray:
        """Return a mask of the rows that are known: exactly; or up to any factor.

        Single numbers have only `factors`.
        """
        size = arrays.shape[1]
        if size == 1:
            numbers = arrays[:, 0]
            factors = (1,) if exactly else self.factors
            return numpy.any([self._holds_numbers(f * numbers) for f in factors], axis=0)
        known = self.rows.get(size)
        if known is None:
            return numpy.zeros(len(arrays), dtype=bool)
        found = _projected(arrays)
        if not exactly:
            known, found = _without_factor(known), _without_factor(found)
        gap = abs(found[:, None, :] - known[None, :, :]).max(axis=2)
        allowed = self.tolerance * numpy.maximum(abs(known).max(axis=1), 1e-300)
        return (gap <= allowed[None, :]).any(axis=1)

    def _holds_numbers(self, numbers: numpy.ndarray) -> numpy.ndarray:
        numbers = abs(numbers)
        if not len(self.numbers):
            return numpy.zeros(len(numbers), dtype=bool)
        after = numpy.searchsorted(self.numbers, numbers).clip(1, len(self.numbers) - 1)
        gap = numpy.minimum(
            abs(self.numbers[after] - numbers), abs(self.numbers[after - 1] - numbers)
        )
        return (gap <= self.tolerance * numbers) & (numbers > 0)


def fits_anything(array: numpy.ndarray) -> bool:
    """Say whether numbers are such that anything right may have them."""
    if array.size == 1:
        return float(array.ravel()[0]).is_integer()
    return bool(numpy.isfinite(array).all()) and not is_distinctive(array)


def is_distinctive(array: numpy.ndarray) -> bool:
    """Say whether an array has numbers enough to be recognised by."""
    if is_mask(array):
        return array.size > 32 and 0 < int(numpy.count_nonzero(array)) < array.size
    return int(numpy.count_nonzero(array)) > 1


def is_mask(array: numpy.ndarray) -> bool:
    """Say whether an array holds but one number beside zeros."""
    filled = abs(array[array != 0]) if array.dtype.kind != "b" else array[:0]
    return not filled.size or bool(filled.min() == filled.max())


@lru_cache(64)
def _directions(size: int) -> numpy.ndarray:
    return numpy.random.default_rng(size).normal(size=(size, 3))


def _projected(rows: numpy.ndarray) -> numpy.ndarray:
    return rows @ _directions(rows.shape[1])


def _without_factor(projections: numpy.ndarray) -> numpy.ndarray:
    length = numpy.sqrt((projections**2).sum(axis=1, keepdims=True))
    projections = projections / numpy.where(length == 0, 1, length)
    return projections * numpy.where(projections[:, :1] < 0, -1, 1)


def recognised(values: Sequence[Computed], known: Known, exactly: bool = False) -> numpy.ndarray:
    """Say of every value that was computed whether it is known."""
    found = numpy.zeros(len(values), dtype=bool)
    for numbers, arrays in _by_size(values):
        numpy.logical_or.at(found, numbers, known.holds(arrays, exactly))
    return found


def _by_size(values: Sequence[Computed]) -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
    """Yield arrays of one size, in both orientations, and the numbers of their values."""
    groups: dict[int, tuple[list, list]] = defaultdict(lambda: ([], []))
    for number, computed in enumerate(values):
        value = computed.value
        if isinstance(value, float):
            groups[1][0].append(number)
            groups[1][1].append([value])
        elif value.size == 1:
            groups[1][0].append(number)
            groups[1][1].append([float(value.ravel()[0])])
        elif is_distinctive(value):
            for oriented in orientations(value.astype(float)):
                groups[value.size][0].append(number)
                groups[value.size][1].append(oriented.ravel())
    for numbers, arrays in groups.values():
        yield numpy.array(numbers), numpy.nan_to_num(numpy.array(arrays), posinf=0, neginf=0)


def orientations(array: numpy.ndarray) -> tuple[numpy.ndarray, ...]:
    """Return an array, and what it is with its axes exchanged."""
    array = array.squeeze()
    if array.ndim == 2:
        return (array, array.T)
    if array.ndim == 3:
        return (array, array.transpose(0, 2, 1), array.transpose(2, 1, 0), array.transpose(2, 0, 1))
    return (array,)
