"""Find several mistakes that explain all arrays together, in several layers.

Backpropagation goes layer by layer, so a mistake shows first where it is made. What explains the
first array that is wrong is kept, and the next one is looked for with it, as if it were right.
Among what is tried are mistakes with a number, which the array tells: a factor, a rate.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy

from checks.matching import close, factor_of
from checks.names.agreeing import Changes, Gradients, agrees, tangent_with
from checks.names.catalogue import (
    FACTOR,
    LATE_FACTOR,
    ON_THE_WAY,
    SAME,
    SCALES,
    TWICE,
    UPDATED,
    exclude_each_other,
)
from checks.names.factors import scales_of
from checks.names.mistakes import Change
from checks.names.mistakes_in_collecting import COLLECTING, INPUTS
from checks.names.mistakes_in_error import ERROR
from checks.networks import Place, Tangent, derivative, places, signal
from checks.truth import Truth

MOST_TOGETHER = 4  # mistakes in several layers
MOST_TRIED = 40  # states of the search
LARGEST_RATE = 4.0
# What sends back one number for all samples
OF_ONE_NUMBER = ("mean-before-square", "output-for-error", "error-itself")


class State(NamedTuple):
    """The beginning of an explanation: mistakes with which the first arrays are right."""

    found: Changes
    right: int  # the number of these arrays

    @property
    def rank(self) -> tuple[int, int]:
        """What is the smallest of the state that comes first."""
        return len(self.found), -self.right


def combine(arrays: Gradients, truth: Truth) -> Changes:
    """Find mistakes that explain all arrays together; none if they are not found.

    This is a best-first search: the fewest mistakes come first, and of these the longest beginning
    of arrays that are right with them.
    """
    order = [place for place in places(truth.layers) if place in arrays]
    waiting = [State((), 0)]
    for _ in range(MOST_TRIED):
        if not waiting:
            break
        found = waiting.pop(0).found
        wrong = _first_wrong(arrays, order, truth, found)
        if wrong is None:
            return _named(found, truth)
        if len(found) >= MOST_TOGETHER:
            continue
        names = {change.mistake.name for change in found}
        steps = [*_explaining(arrays[wrong], wrong, truth, found)]
        # What was done in one layer was done in another as well
        steps.sort(key=lambda changes: not {change.mistake.name for change in changes} & names)
        for changes in steps:
            more = (*found, *changes)
            next_wrong = _first_wrong(arrays, order, truth, more)
            if next_wrong is None:
                return _named(more, truth)
            if order.index(next_wrong) > order.index(wrong):
                waiting.append(State(more, order.index(next_wrong)))
        waiting.sort(key=lambda state: state.rank)
    return ()


def _first_wrong(
    arrays: Gradients, order: list[Place], truth: Truth, changes: Changes
) -> Place | None:
    """Return the first place, in their order, whose array is wrong with some changes, or None."""
    tangent = truth.changed(changes)
    return next((p for p in order if not agrees(arrays[p], tangent, p, truth)), None)


def _named(changes: Changes, truth: Truth) -> Changes:
    """Return the changes, with a factor as two mistakes of the catalogue where it is one."""
    named: list[Change] = []
    for change in changes:
        is_factor = change.mistake in (FACTOR, LATE_FACTOR)
        named += (is_factor and scales_of(change.arguments["factor"], truth)) or [change]
    order = {change.mistake.name: n for n, change in reversed([*enumerate(truth.changes)])}
    last = len(truth.changes)
    return tuple(sorted(named, key=lambda change: order.get(change.mistake.name, last)))


def _explaining(
    array: numpy.ndarray, place: Place, truth: Truth, found: Changes
) -> Iterator[Changes]:
    """Yield the changes with which an array is right that is not right yet."""
    right = truth.changed(found)
    # One that shows later changes nothing here, one that shows earlier is there already
    for change in truth.seen_first_at(place):
        if not array.any() and change.mistake.is_rare:
            continue  # zeros come from many rare ones
        if any(exclude_each_other(change, other) for other in found):
            continue
        tangent = tangent_with((*found, change), truth)
        if tangent is None:
            continue
        if agrees(array, tangent, place, truth):
            yield (change,)
        elif (
            place.layer == truth.layers - 1
            and change.mistake in ERROR + INPUTS + COLLECTING
            and change.mistake.name not in SCALES
        ):
            factor = _factor(array, tangent, place, truth)
            if factor and change.mistake.name in OF_ONE_NUMBER:
                # That all are alike is more than which number it is
                sent = tangent.T.size * signal(tangent, place.layer, enters=True).flat[0]
                yield (Change(SAME, {"number": float(factor * sent)}),)
            elif factor and not _factor(truth.derivative(right, place), tangent, place, truth):
                yield (change, Change(FACTOR, {"factor": factor}))
    yield from ((change,) for change in _fitted(array, place, right, truth))


def _factor(array: numpy.ndarray, tangent: Tangent, place: Place, truth: Truth) -> float | None:
    """Return the factor by which an array differs from what a network has at a place, or None."""
    right = truth.derivative(tangent, place)
    if array.size == 1 or array.shape != right.shape or not numpy.isfinite(right).all():
        return None
    return factor_of(array, right)


def _fitted(array: numpy.ndarray, place: Place, right: Tangent, truth: Truth) -> Iterator[Change]:
    """Yield the changes that have a number, for which it is found such that an array is right."""
    factor = _factor(array, right, place, truth)
    if factor:
        on_the_way = 0 < place.layer < truth.layers - 1
        for mistake in (ON_THE_WAY,) if on_the_way else (FACTOR, LATE_FACTOR):
            yield Change(mistake, {"factor": factor})
    if place.layer == truth.layers - 1 or not truth.is_small:
        return
    base = derivative(right, place)
    if base.shape != array.shape:
        return
    for mistake in UPDATED:
        try:
            step = derivative(mistake.change(right, rate=1.0), place) - base
        except ValueError:
            continue  # shapes that do not fit in this network
        rate = (step * (array - base)).sum() / max((step**2).sum(), 1e-300)
        if 0 < abs(rate) < LARGEST_RATE and array.size > 1 and close(array, base + rate * step):
            yield Change(mistake, {"rate": float(rate)})
    try:
        step = base - derivative(TWICE.change(right, rate=1.0), place)
    except ValueError:
        return
    columns = numpy.stack([base.ravel(), step.ravel()], axis=1)
    (times, rate), *_ = numpy.linalg.lstsq(columns, array.ravel(), rcond=None)
    if abs(times - 2) < 1e-6 and array.size > 2 and close(array, times * base + rate * step):
        yield Change(TWICE, {"rate": float(-rate), "times": 2.0})
