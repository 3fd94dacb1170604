"""Say what is known of arrays that no mistake with a name explains, by their values alone.

What was sent back from the output, or the weights that were passed on the way back, follow from
the arrays, as far as all else is right: the gradient is linear in each of them. What does not
follow may be a value that is known, a product of two of them, or right numbers at wrong places.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy

from checks import sentences, waypoints
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import RELATIVE_TOLERANCE, close, factor_of, verdicts_on
from checks.mistakes import with_one
from checks.networks import Place, Tangent
from checks.truth import Truth

Arrays = dict[Place, numpy.ndarray]

# What is found here: it says what the numbers are, and not what was done
NAMES = (
    *("other-signal", "samples-left-out", "other-error-of-outputs", "passed-other-weights"),
    *("entries-of-others", "entries-misplaced", "entries-left-out", "some-rows", "some-columns"),
    *("holds-value", "product-of-values", "made-of-value"),
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


def solved(arrays: Arrays, first: Place, truth: Truth) -> list[Finding]:
    """Say what was sent back, or which weights were passed, if the arrays follow from that."""
    if not truth.is_small or any(a.shape != truth.right[p].shape for p, a in arrays.items()):
        return []
    if first.layer == truth.layers - 1:
        return _sent(arrays, truth)
    return _passed(arrays, first, truth) if "backward" in truth.stages else []


def _sent(arrays: Arrays, truth: Truth) -> list[Finding]:
    """Say what was sent back from the output, if all arrays follow from it."""
    tangent = truth.tangent
    shape = tangent.Y.shape

    def sending(index: tuple) -> Tangent:
        sent = numpy.zeros(shape)
        sent[index] = 1.0
        return replace(tangent, error=lambda Y, T: (sent * Y).sum(axis=(-2, -1)))

    found = _solution([*numpy.ndindex(shape)], sending, arrays, truth)
    if found is None:
        return []
    sent, right = found.reshape(shape), 2 * (tangent.Y - tangent.T) / tangent.T.size
    whole = len(arrays) == len(truth.right)
    if "forward" in truth.stages:
        return [Finding("other-error-of-outputs")]
    left_out = abs(sent).max(axis=1) <= RELATIVE_TOLERANCE * abs(sent).max()
    if left_out.any() and close(sent[~left_out], right[~left_out], OF_WRONG):
        samples = [str(sample) for sample in numpy.flatnonzero(left_out)]
        fields = {"count": len(samples), "names": ", ".join(samples)}
        return [Finding("samples-left-out", fields, explains=whole)]
    sample, unit = numpy.unravel_index(abs(sent - right).argmax(), shape)
    fields = {
        "sample": int(sample),
        "output": tangent.Y[sample, unit],
        "target": tangent.T[sample, unit],
        "found": sent[sample, unit],
    }
    return [Finding("other-signal", fields, explains=whole)]


def _passed(arrays: Arrays, first: Place, truth: Truth) -> list[Finding]:
    """Say which weights were passed on the way to a layer, if its arrays follow from them."""
    tangent, layer = truth.tangent, first.layer + 1
    right = tangent.weights[layer]

    def passing(index: tuple) -> Tangent:
        weights = numpy.zeros(right.shape)
        weights[index] = 1.0
        return replace(tangent, weights=with_one(tangent.weights, layer, weights))

    own = {place: array for place, array in arrays.items() if place.layer == first.layer}
    if len(own) < 2:
        return []
    found = _solution([*numpy.ndindex(right.shape)], passing, own, truth)
    if found is None:
        return []
    passed = found.reshape(right.shape)
    index = numpy.unravel_index(abs(passed - right).argmax(), right.shape)
    fields = {
        "layer": layer,
        "names": _listed(truth.name(place) for place in own),
        "index": ", ".join(map(str, map(int, index))),
        "found": passed[index],
        "expected": right[index],
    }
    return [Finding("passed-other-weights", fields)]


def _solution(
    indices: list[tuple], one: Callable, arrays: Arrays, truth: Truth
) -> numpy.ndarray | None:
    """Return the numbers from which arrays follow, or None if there are none, or several."""
    scales = {place: abs(truth.right[place]).max() or 1.0 for place in arrays}
    columns = []
    for index in indices:
        tangent = one(index)
        columns.append([truth.derivative(tangent, place).ravel() for place in arrays])
    matrix = numpy.array(
        [
            numpy.concatenate([c / scales[p] for c, p in zip(column, arrays, strict=True)])
            for column in columns
        ]
    ).T
    wanted = numpy.concatenate([array.ravel() / scales[p] for p, array in arrays.items()])
    if len(wanted) < len(indices) + FEWEST:
        return None
    found, _, rank, _ = numpy.linalg.lstsq(matrix, wanted, rcond=1e-9)
    if rank < len(indices) or not close(wanted, matrix @ found, OF_WRONG):
        return None
    return found


# The first wrong array alone


def described(arrays: Arrays, first: Place, truth: Truth) -> Finding | None:
    """Say of the first wrong array what it is made of, or which of its entries are wrong."""
    if not truth.is_small or "backward" not in truth.stages:
        return None
    array = arrays[first]
    return (
        _left_out(array, first, truth)
        or _misplaced(array, first, truth)
        or _value(array, first, truth)
        or _some_lines(array, first, truth)
    )


def _values(truth: Truth) -> dict[str, numpy.ndarray]:
    """Return what is known on the way forward and back, by its name."""
    tangent = truth.tangent
    named = waypoints.names_of_given(truth.network, tangent)
    named |= {f"Z[{layer}]": sums for layer, sums in enumerate(tangent.sums) if layer}
    named["Y - T"] = tangent.Y - tangent.T
    kinds = ("signal", "back", "slope")
    for role, array in waypoints.backward(tangent).items():
        if role[0] in kinds:
            named.setdefault(waypoints.name_of(role, forward=False), array)
    return named


def _value(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say which known value an array is, or which two it is the product of."""
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


def _is(array: numpy.ndarray, known: Any) -> bool:
    """Say whether an array is a known one, but for a factor, by enough numbers."""
    if array.shape != numpy.shape(known) or (known != 0).sum() < FEWEST:
        return False
    return factor_of(array, known) is not None


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
            fields = {"name": truth.name(first), "owners": _listed(owners)}
            return Finding(name, fields)
    return None


def moved_entries(arrays: Arrays, truth: Truth) -> Finding | None:
    """Say of the first array with numbers in it that these belong elsewhere, if they do."""
    if not truth.is_small or "backward" not in truth.stages:
        return None
    for place, fine in verdicts_on(arrays, truth.right).items():
        if not fine and arrays[place].any():
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


def _wrong_entries(array: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
    return abs(array - right) > RELATIVE_TOLERANCE * abs(right) + OF_WRONG * abs(right).max()


def _left_out(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say of an array that what is wrong in it is zero, and all else is right."""
    right = truth.right[place]
    if array.shape != right.shape or not array.any():
        return None
    wrong = _wrong_entries(array, right)
    if array[wrong].any():
        return None
    fields = {"name": truth.name(place), "count": int(wrong.sum()), "size": array.size}
    return Finding("entries-left-out", fields)


def _some_lines(array: numpy.ndarray, place: Place, truth: Truth) -> Finding | None:
    """Say which rows or columns of an array are wrong, if at most half of them are."""
    if array.shape != truth.right[place].shape or array.ndim != 2:
        return None
    wrong = _wrong_entries(array, truth.right[place])
    for name, axis in (("some-rows", 1), ("some-columns", 0)):
        lines = numpy.flatnonzero(wrong.any(axis=axis))
        if 0 < len(lines) <= wrong.shape[1 - axis] / 2:
            return Finding(name, {"name": truth.name(place), "numbers": _listed(map(str, lines))})
    return None


def _listed(names: Any) -> str:
    """Return names as a sentence has them: commas between, and a word before the last."""
    *names, last = [*names] or [""]
    return sentences.AND.join(filter(None, [", ".join(names), last]))
