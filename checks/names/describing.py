"""Say what is known of the first wrong array alone, where nothing explains all arrays.

What says most comes first: that it is right in another form, or for another place; that a mistake
of the catalogue explains it, and contradicts no array that is right; what its numbers are, or
which of them are wrong. At last, that it alone is wrong, or that all before it is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy

from checks import sentences, waypoints
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import (
    RELATIVE_TOLERANCE,
    close,
    factor_of,
    is_right,
    match,
    tolerance_of,
)
from checks.names.agreeing import Gradients, form_of, forms_in, in_form, listed
from checks.names.factors import same_factor
from checks.names.mistakes import Change
from checks.networks import Place
from checks.truth import Truth

# What is found here and in `solving`: it says what the numbers are, and not what was done
NAMES = (
    *("other-signal", "samples-left-out", "samples-weighted", "samples-weighted-in-layer"),
    *("other-error-of-outputs", "passed-other-weights"),
    *("entries-of-others", "entries-misplaced", "entries-left-out", "some-rows", "some-columns"),
    *("same-rows", "same-columns", "same-entries"),
    *("holds-value", "product-of-values", "made-of-value", "value-added"),
)
FEWEST = 3  # numbers that are looked for elsewhere
# What is made of the samples
SUMS: tuple[Callable, ...] = (
    lambda values: values.sum(axis=0),
    lambda values: values.mean(axis=0),
    lambda values: values.max(axis=0),
    lambda values: values[0],
    lambda values: values[-1],
)


def of_first_alone(arrays: Gradients, first: Place, truth: Truth) -> Finding:
    """Return the finding for the first wrong array alone."""
    return (
        _in_own_form(arrays, first, truth)
        or _of_another_place(arrays[first], first, truth)
        or _multiplied(arrays, first, truth)
        or _of_one_mistake(arrays, first, truth)
        or _described(arrays[first], first, truth)
        or _of_another_shape(arrays[first], first, truth)
        or _without_explanation(arrays, first, truth)
    )


def _in_own_form(arrays: Gradients, first: Place, truth: Truth) -> Finding | None:
    """Say of which arrays the first wrong one has the form, if it is right but for that."""
    form = _own_form(arrays[first], first, truth)
    if not form:
        return None
    forms = {place: _own_form(array, place, truth) or "" for place, array in arrays.items()}
    moved = _moved_entries(arrays, truth) if form == "zeros" else None
    return moved or in_form(form, forms, arrays, truth)


def _of_another_place(array: numpy.ndarray, first: Place, truth: Truth) -> Finding | None:
    for place, other in truth.right.items():
        if is_right(array, other):
            fields = {"name": truth.name(first), "owner": truth.name(place)}
            return Finding("of-another-place", fields)
    return None


def _multiplied(arrays: Gradients, first: Place, truth: Truth) -> Finding | None:
    factor = factor_of(arrays[first], truth.right[first])
    if not factor or arrays[first].size == 1:
        return None
    names = [
        truth.name(place)
        for place, other in arrays.items()
        if same_factor(factor, factor_of(other, truth.right[place]) or 0.0)
    ]
    return Finding("multiplied", {"names": listed(names), "factor": factor})


def _of_another_shape(array: numpy.ndarray, first: Place, truth: Truth) -> Finding | None:
    right = truth.right[first]
    if first.kind == "W" and array.size == 1 < right.size:
        return Finding("number-for-weights")
    rows = len(array) if array.ndim == 2 else 0
    if first.kind == "W" and rows == len(truth.network.T) != len(right):
        return Finding("rows-for-weights")
    if array.shape == right.shape:
        return None
    return Finding("wrong-shape", {"found": str(array.shape), "expected": str(right.shape)})


def _without_explanation(arrays: Gradients, first: Place, truth: Truth) -> Finding:
    """Say that the array alone is wrong, or else what is right before it."""
    # Nothing is known of what could not be read
    all_known = len(arrays) == len(truth.right)
    if all_known and len(truth.wrong(arrays)) == 1:
        return Finding("single-array", {"name": truth.name(first)})
    names = [truth.name(place) for place in truth.right]
    before = listed(names[: names.index(truth.name(first))])
    right_before = sentences.RIGHT_BEFORE.format(names=before) if before else ""
    return Finding("unknown", {"right_before": right_before})


def _own_form(array: numpy.ndarray, place: Place, truth: Truth) -> str | None:
    """Return the name of the form in which an array is the right one, or of what it is instead."""
    right = truth.right[place]
    form = match(array, right)
    if form is None and array.shape == right.shape:
        parameters = {"W": truth.network.W, "B": truth.network.B}
        if close(array, parameters[place.kind][place.layer]):
            return "parameters"
        if not array.any():
            return "zeros"
    return form


def _of_one_mistake(arrays: Gradients, first: Place, truth: Truth) -> Finding | None:
    """Say which mistake explains the first wrong array, no right one less, and most others."""
    wrong = truth.wrong(arrays)
    decisive = {p: array for p, array in arrays.items() if p == first or p not in wrong}
    explained: list[tuple[int, bool, Change, list[Place]]] = []
    for candidate in truth.mistakes_giving(arrays[first], first, mistakes=1):
        tangent = truth.changed(candidate)
        if candidate and forms_in(decisive, tangent, truth) == {}:
            (change,) = candidate
            same = [p for p, array in arrays.items() if form_of(array, tangent, p, truth) == ""]
            # Of two that explain as much, the one that is said of a single layer claims less
            explained.append((len(same), "layer" in change.arguments, change, same))
    if not explained:
        return None
    *_, change, same = max(explained, key=lambda one: one[:2])
    names = listed(truth.name(place) for place in same if place in wrong)
    return replace(truth.finding(change), alone="" if len(same) == len(arrays) else names)


def _described(array: numpy.ndarray, first: Place, truth: Truth) -> Finding | None:
    """Say what the numbers of an array are, or which of them are wrong."""
    if not truth.is_small or "backward" not in truth.stages:
        return None
    return (
        _left_out(array, first, truth)
        or _misplaced(array, first, truth)
        or _value(array, first, truth)
        or _added(array, first, truth)
        or _alike(array, first, truth)
        or _some_lines(array, first, truth)
    )


def _left_out(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say of an array that what is wrong in it is zero, and all else is right."""
    right = truth.right[place]
    if array.shape != right.shape or not array.any():
        return None
    wrong = abs(array - right) > tolerance_of(right, OF_WRONG)
    if array[wrong].any():
        return None
    fields = {"name": truth.name(place), "count": int(wrong.sum()), "size": array.size}
    return Finding("entries-left-out", fields)


def _misplaced(array: numpy.ndarray, first: Place, truth: Truth) -> Finding | None:
    """Say of an array that its numbers are right ones, of other places."""
    for name, places in (("entries-misplaced", [first]), ("entries-of-others", [*truth.right])):
        right = numpy.concatenate([truth.right[place].ravel() for place in places])
        if name == "entries-misplaced":
            found = array.size == right.size and close(
                numpy.sort(array, axis=None), numpy.sort(right), OF_WRONG
            )
        else:
            found = all(_is_among(entry, right) for entry in array.ravel() if entry)
        if found and len(set(array.ravel()) - {0.0}) >= FEWEST:
            owners = [truth.name(p) for p in _owners(array, truth)]
            fields = {"name": truth.name(first), "owners": listed(owners)}
            return Finding(name, fields)
    return None


def _moved_entries(arrays: Gradients, truth: Truth) -> Finding | None:
    """Say of the first array with numbers in it that these belong elsewhere, if they do."""
    if not truth.is_small or "backward" not in truth.stages:
        return None
    for place in truth.wrong(arrays):
        if arrays[place].any():
            found = _misplaced(arrays[place], place, truth)
            return found if found and found.name == "entries-of-others" else None
    return None


def _is_among(entry: float, right: numpy.ndarray) -> bool:
    return bool((abs(right - entry) <= RELATIVE_TOLERANCE * abs(entry)).any())


def _owners(array: numpy.ndarray, truth: Truth) -> Iterator[Place]:
    """Yield the places from which the numbers of an array are, as few as explain them."""
    left = [entry for entry in array.ravel() if entry]
    while left:
        counts = {
            place: sum(_is_among(entry, right.ravel()) for entry in left)
            for place, right in truth.right.items()
        }
        best = max(counts, key=lambda place: counts[place])
        if not counts[best]:
            return
        yield best
        left = [entry for entry in left if not _is_among(entry, truth.right[best].ravel())]


def _alike(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say of an array that its rows, its columns or all its entries are the same."""
    if array.shape != truth.right[place].shape or not array.any():
        return None
    fields = {"name": truth.name(place)}
    if array.size > 1 and close(array, numpy.full_like(array, array.flat[0])):
        return Finding("same-entries", fields | {"found": float(array.flat[0])})
    if array.ndim != 2:
        return None
    for name, lines in (("same-rows", array), ("same-columns", array.T)):
        if len(lines) > 1 and close(lines, numpy.broadcast_to(lines[0], lines.shape)):
            return Finding(name, fields | {"count": len(lines)})
    return None


def _some_lines(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say which rows or columns of an array are wrong, if at most half of them are."""
    if array.shape != truth.right[place].shape or array.ndim != 2:
        return None
    wrong = abs(array - truth.right[place]) > tolerance_of(truth.right[place], OF_WRONG)
    for name, axis in (("some-rows", 1), ("some-columns", 0)):
        lines = numpy.flatnonzero(wrong.any(axis=axis))
        if 0 < len(lines) <= wrong.shape[1 - axis] / 2:
            return Finding(name, {"name": truth.name(place), "numbers": listed(map(str, lines))})
    return None


def _value(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say which known value an array is, or which two it is the product of."""
    if not array.size or array.min() == array.max():
        return None  # such as ones, which are many things
    values = _values(truth)
    name = truth.name(place)
    for what, known in values.items():
        for form in (known, known.T):
            if _is(array, form):
                return Finding("holds-value", {"name": name, "found": what})
    samples = {what: known for what, known in values.items() if len(known) == len(truth.network.T)}
    for (one, left), (other, right) in product(samples.items(), repeat=2):
        if array.ndim == 2 and array.shape == (left.shape[1], right.shape[1]):
            made = (left[:, :, None] * right[:, None, :]).sum(axis=0)
            if _is(array, made):
                return Finding("product-of-values", {"name": name, "first": one, "second": other})
    for what, known in samples.items():
        if any(_is(array, of(known)) for of in SUMS):
            return Finding("made-of-value", {"name": name, "found": what})
    return None


def _added(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say what was added to an array that is right but for that."""
    right = truth.right[place]
    if array.shape != right.shape:
        return None
    added, name = array - right, truth.name(place)
    if array.size >= FEWEST and close(added, numpy.full_like(added, added.mean())):
        found = sentences.SAME_NUMBER.format(number=added.mean())
        return Finding("value-added", {"name": name, "found": found})
    for what, known in _values(truth).items():
        if _is(added, known):
            found = sentences.TIMES_OF_VALUE.format(value=what, factor=factor_of(added, known))
            return Finding("value-added", {"name": name, "found": found})
    return None


def _values(truth: Truth) -> dict[str, numpy.ndarray]:
    """Return what is known on the way forward and back, by its name."""
    tangent = truth.tangent
    named = waypoints.names_of_given(tangent)
    named |= {f"Z[{layer}]": z for layer, z in enumerate(tangent.preactivations) if layer}
    named["Y - T"] = tangent.Y - tangent.T
    kinds = ("signal", "back", "slope")
    for role, array in waypoints.backward_values(tangent).items():
        if role[0] in kinds:
            named.setdefault(waypoints.name_of(role, forward=False), array)
    return named


def _is(array: numpy.ndarray, known: Any) -> bool:
    """Say whether an array is a known one, but for a factor, by enough numbers."""
    if array.shape != numpy.shape(known) or (known != 0).sum() < FEWEST:
        return False
    return factor_of(array, known) is not None
