"""Say what was sent back, how much each sample counts, or which weights were passed.

That is said if all else is right. The gradient is linear in each of these, so they follow from the
arrays, whatever was done to them: there are more numbers in the arrays than are looked for.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy

from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import RELATIVE_TOLERANCE, close
from checks.names.agreeing import Gradients, listed
from checks.names.mistakes import with_one
from checks.networks import Place, Tangent, signal
from checks.truth import Truth

MORE = 3  # numbers than are looked for
DIGITS = 4  # after the point, of how much a sample counts; PyTorch's numbers have no more
FEWEST_ALIKE = 3  # samples, on average; with one output, any number is a multiple


def solved(arrays: Gradients, first: Place, truth: Truth) -> list[Finding]:
    """Say what was sent back, or which weights were passed, if the arrays follow from that."""
    if not truth.is_small or any(a.shape != truth.right[p].shape for p, a in arrays.items()):
        return []
    of_output = first.layer == truth.layers - 1
    sent = _sent(arrays, truth) if of_output else []
    if sent or "backward" not in truth.stages:
        return sent
    return _collected(arrays, first, truth) or ([] if of_output else _passed(arrays, first, truth))


def _sent(arrays: Gradients, truth: Truth) -> list[Finding]:
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
    left_out = abs(sent).max(axis=1) <= RELATIVE_TOLERANCE * abs(sent).max()
    if left_out.any() and close(sent[~left_out], right[~left_out], OF_WRONG):
        samples = [str(sample) for sample in numpy.flatnonzero(left_out)]
        fields = {"count": len(samples), "names": ", ".join(samples)}
        return [Finding("samples-left-out", fields, explains=whole)]
    counts = _counts(sent, right)
    if counts is not None:
        return [Finding("samples-weighted", _most_and_least(counts), explains=whole)]
    if "forward" in truth.stages:
        return [Finding("other-error-of-outputs")]
    sample, unit = numpy.unravel_index(abs(sent - right).argmax(), shape)
    fields = {
        "sample": int(sample),
        "output": tangent.Y[sample, unit],
        "target": tangent.T[sample, unit],
        "found": sent[sample, unit],
    }
    return [Finding("other-signal", fields, explains=whole)]


def _counts(sent: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray | None:
    """Return how much each sample counts, if the numbers say anything."""
    squares = (right**2).sum(axis=1)
    if not squares.all():
        return None  # a sample with no error counts as much as one likes
    counts = _rounded((sent * right).sum(axis=1) / squares)
    fits = _are_counts(counts) and close(sent, counts[:, None] * right, OF_WRONG)
    return counts if fits else None


def _are_counts(numbers: numpy.ndarray) -> bool:
    """Say whether these are whole numbers, or the same for many; any are the multiples of some."""
    different = len(numpy.unique(numbers))
    alike = different <= len(numbers) / FEWEST_ALIKE
    return different > 1 and (alike or bool((numbers == numbers.round()).all()))


def _rounded(numbers: numpy.ndarray) -> numpy.ndarray:
    return numbers.round(DIGITS) + 0.0  # no -0


def _most_and_least(counts: numpy.ndarray) -> dict:
    most, least = int(counts.argmax()), int(counts.argmin())
    return {"sample": most, "factor": counts[most], "second": least, "least": counts[least]}


def _collected(arrays: Gradients, first: Place, truth: Truth) -> list[Finding]:
    """Say how much each sample counts in the arrays of one layer, if these follow from that."""
    tangent = truth.tangent
    own = {place: array for place, array in arrays.items() if place.layer == first.layer}
    enters = signal(tangent, first.layer, enters=True)

    def counting(index: tuple) -> Tangent:
        alone = numpy.zeros_like(enters)
        alone[index] = enters[index]
        return replace(tangent, collected=dict.fromkeys(own, lambda net: alone))

    found = _solution([*numpy.ndindex(len(tangent.Y))], counting, own, truth)
    if found is None or not _are_counts(counts := _rounded(found)):
        return []
    fields = _most_and_least(counts) | {"names": listed(truth.name(place) for place in own)}
    return [Finding("samples-weighted-in-layer", fields)]


def _passed(arrays: Gradients, first: Place, truth: Truth) -> list[Finding]:
    """Say which weights were passed on the way to a layer, if its arrays follow from them."""
    tangent, layer = truth.tangent, first.layer + 1
    right = tangent.weights[layer]

    def passing(index: tuple) -> Tangent:
        weights = numpy.zeros(right.shape)
        weights[index] = 1.0
        return replace(tangent, weights=with_one(tangent.weights, layer, weights))

    own = {place: array for place, array in arrays.items() if place.layer == first.layer}
    if len(own) < 2 or not any(array.any() for array in own.values()):
        return []  # what is zero may never have been filled in
    found = _solution([*numpy.ndindex(right.shape)], passing, own, truth)
    if found is None:
        return []
    passed = found.reshape(right.shape)
    index = numpy.unravel_index(abs(passed - right).argmax(), right.shape)
    fields = {
        "layer": layer,
        "names": listed(truth.name(place) for place in own),
        "index": ", ".join(map(str, map(int, index))),
        "found": passed[index],
        "expected": right[index],
    }
    return [Finding("passed-other-weights", fields)]


def _solution(
    indices: list[tuple], one: Callable, arrays: Gradients, truth: Truth
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
    if len(wanted) < len(indices) + MORE:
        return None
    found, _, rank, _ = numpy.linalg.lstsq(matrix, wanted, rcond=1e-9)
    if rank < len(indices) or not close(wanted, matrix @ found, OF_WRONG):
        return None
    return found
