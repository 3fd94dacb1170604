"""The numerical check: a gradient beside the differences of the error."""

from collections.abc import Callable
from itertools import chain

import numpy

from checks import judging, reading, sentences
from checks.findings import Finding, fill
from checks.networks import by_place
from checks.reports import Table, shape_of

# Between a derivative and a difference, relative to the largest entry of the array
TOLERANCE = 1e-5


def numerical(
    error: Callable, W: list, B: list, DW: object, DB: object, step: float = 2**-10
) -> Table:
    """Compare a gradient, or the part of it that is there, with differences of the error.

    Every parameter is changed a little up and down, and the difference of the errors is divided
    by twice the step.

    Parameters
    ----------
    error : callable
        A function that computes the error from ``(W, B)``.
    W, B : lists of numpy.ndarray
        The parameters; they stay as they are.
    DW, DB : lists of numpy.ndarray
        Your gradient. What is not there yet may be None, or missing at the end.
    step : float, optional

    Returns
    -------
    Table
    """
    try:
        differences = _central_differences(error, W, B, step)
    except Exception as problem:  # whatever the student's function raises
        text = fill(sentences.NO_DIFFERENCES, {"kind": type(problem).__name__, "message": problem})
        return Table(sentences.DIFFERENCES, (), text)
    right = by_place(*differences)
    lists = reading.two_lists(DW, DB, len(W), unfinished=True)
    whole = [judging.laid_out(part, right, kind) for kind, part in zip("WB", lists, strict=True)]
    entries = by_place(*whole)
    rows, agreeing, present = [], 0, 0
    for place, difference in right.items():
        row, agree = _row(reading.read_array(entries[place]), difference)
        rows.append((f"D{place.name}", *row))
        if agree is not None:
            agreeing, present = agreeing + agree, present + difference.size
    total = sum(difference.size for difference in right.values())
    text = sentences.AGREE.format(agreeing=agreeing, present=present, total=total)
    # Where everything agrees there is no largest difference to show
    shown = len(sentences.DIFFERENCES) if any(row[2] for row in rows) else 2
    text = text if present else sentences.NO_GRADIENT
    return Table(sentences.DIFFERENCES[:shown], tuple(row[:shown] for row in rows), text)


def _central_differences(
    error: Callable, W: list, B: list, step: float
) -> list[list[numpy.ndarray]]:
    """Return the central differences for all entries of two lists of arrays."""
    lists = [[numpy.array(array, dtype=float) for array in arrays] for arrays in (W, B)]
    found = [[numpy.empty_like(array) for array in arrays] for arrays in lists]
    for array, differences in zip(chain(*lists), chain(*found), strict=True):
        for index in numpy.ndindex(array.shape):
            value = array[index]
            array[index] = value + step
            above = float(error(*lists))
            array[index] = value - step
            below = float(error(*lists))
            array[index] = value
            differences[index] = (above - below) / (2 * step)
    return found


def _row(
    array: numpy.ndarray | Finding, differences: numpy.ndarray
) -> tuple[tuple[str, ...], int | None]:
    """Return the entries of a row, and the number of derivatives that agree, if there are any."""
    if not isinstance(array, numpy.ndarray):
        missing = array.name == "missing"
        return (sentences.VERDICTS[None] if missing else array.sentence, "", "", ""), None
    if array.shape != differences.shape:
        return (shape_of(array, differences), "", "", ""), None
    gap = abs(array - differences)
    agree = gap <= TOLERANCE * max(1, abs(differences).max())
    count = sentences.SOME_OF.format(count=agree.sum(), size=agree.size)
    if agree.all():
        return (count, "", "", ""), int(agree.sum())
    index = numpy.unravel_index(gap.argmax(), gap.shape)
    place = str([int(number) for number in index])
    worst = place, f"{array[index]:.6f}", f"{differences[index]:.6f}"
    return (count, *worst), int(agree.sum())
