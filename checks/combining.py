"""Explain a gradient by several mistakes, found one after the other from the outputs down.

Backpropagation goes layer by layer, so a mistake shows first where it is made. What explains the
first array that is wrong is kept, and the next one is looked for with it, as if it were right.
"""

from itertools import combinations

import numpy

from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import close, factor_of, match
from checks.mistakes import (
    ERROR,
    FACTOR,
    ON_THE_WAY,
    SCALES,
    TWICE,
    UPDATED,
    Change,
    exclude_each_other,
)
from checks.networks import derivative, places

MOST_TOGETHER = 4
MOST_TRIED = 40  # beginnings of an explanation
LARGEST_RATE = 4.0


def combine(arrays, truth):
    """Find mistakes that explain all arrays together.

    Parameters
    ----------
    arrays : dict
        What came, arrays by their places.
    truth : Truth

    Returns
    -------
    tuple of Change
        Empty if they are not found.
    """
    order = [place for place in places(truth.layers) if place in arrays]
    waiting, tried = [(0, 0, ())], 0
    while waiting and tried < MOST_TRIED:
        *_, found = waiting.pop(0)
        tried += 1
        wrong = _first_wrong(arrays, order, truth, found)
        if wrong is None:
            return _named(found, truth)
        if len(found) >= MOST_TOGETHER:
            continue
        for changes in _explaining(arrays, wrong, truth, found):
            more = (*found, *changes)
            next_wrong = _first_wrong(arrays, order, truth, more)
            if next_wrong is None:
                return _named(more, truth)
            if order.index(next_wrong) > order.index(wrong):
                waiting.append((len(more), -order.index(next_wrong), more))
        # The fewest mistakes come first, and of these those that explain most
        waiting.sort(key=lambda beginning: beginning[:2])
    return ()


def _named(changes, truth):
    """Return the changes, with a factor as two mistakes of the catalogue where it is one."""
    named = []
    for change in changes:
        pair = _pair(change.layers["factor"], truth) if change.mistake is FACTOR else None
        named += pair or [change]
    order = [change.mistake.name for change in truth.changes]
    known = [change for change in named if change.mistake.name in order]
    known.sort(key=lambda change: order.index(change.mistake.name))
    return (*known, *(change for change in named if change not in known))


def _pair(factor, truth):
    scales = [change for change in truth.changes if change.mistake.name in truth.factors]
    for count in (1, 2):
        for some in combinations(scales, count):
            product = numpy.prod([truth.factors[change.mistake.name] for change in some])
            if abs(product - factor) < 1e-6 * abs(factor):
                return list(some)
    return None


def _first_wrong(arrays, order, truth, changes):
    tangent = truth.changed(changes)
    for place in order:
        if not agrees(arrays[place], tangent, place, truth):
            return place
    return None


def agrees(array, tangent, place, truth):
    """Say whether an array is what a network has at a place, in whatever form."""
    try:
        right = truth.derivative(tangent, place)
    except ValueError:
        return False  # shapes that do not fit in this network
    if not numpy.isfinite(right).all():
        return False
    form = match(array, right, OF_WRONG)
    return form is not None and fits(form, tangent, place)


def fits(form, tangent, place):
    """Say whether an array can have a form: what is not made of samples has none to sum."""
    return form != "not-summed-over-samples" or place not in tangent.instead


def _explaining(arrays, wrong, truth, found):
    """Yield the changes with which an array is right that is not right yet."""
    right, array = truth.changed(found), arrays[wrong]
    for change in truth.changes:
        if change in found or any(exclude_each_other(change, other) for other in found):
            continue
        tangent = truth.changed((*found, change))
        if agrees(array, tangent, wrong, truth):
            yield (change,)
        elif (
            wrong.layer == truth.layers - 1
            and change.mistake in ERROR
            and change.mistake.name not in SCALES
        ):
            factor = _factor(array, tangent, wrong, truth)
            if factor and not _factor(truth.derivative(right, wrong), tangent, wrong, truth):
                yield (change, Change(FACTOR, {"factor": factor}))
    yield from ((change,) for change in fitted(array, wrong, right, truth))


def _factor(array, tangent, place, truth):
    """Return the factor by which an array differs from what a network has at a place, or None."""
    right = truth.derivative(tangent, place)
    if array.size == 1 or array.shape != right.shape or not numpy.isfinite(right).all():
        return None
    return factor_of(array, right)


def fitted(array, place, right, truth):
    """Yield the changes that have a number, for which it is found such that an array is right."""
    factor = _factor(array, right, place, truth)
    if factor:
        on_the_way = 0 < place.layer < truth.layers - 1
        yield Change(ON_THE_WAY if on_the_way else FACTOR, {"factor": factor})
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
    step = base - derivative(TWICE.change(right, rate=1.0), place)
    columns = numpy.stack([base.ravel(), step.ravel()], axis=1)
    (times, rate), *_ = numpy.linalg.lstsq(columns, array.ravel(), rcond=None)
    if abs(times - 2) < 1e-6 and array.size > 2 and close(array, times * base + rate * step):
        yield Change(TWICE, {"rate": float(-rate), "times": 2.0})
