"""Take arrays, tensors and nested lists as lists of floats, without numpy."""

import math
from typing import Any

from figures.unfolding import CannotBeDrawnError


def depth(values: Any) -> int:
    """Return how many indices it takes to get to a number."""
    found = 0
    while _is_array(values) and len(values):
        values, found = values[0], found + 1
    return found


def _is_array(values: Any) -> bool:
    # An array of no dimensions, or a tensor, is a number; a text goes on for ever
    is_number = getattr(values, "shape", None) == ()
    return hasattr(values, "__getitem__") and not is_number and not isinstance(values, (str, dict))


def flat(values: Any, name: str) -> Any:
    """Return a list of numbers, which may be the only row or column of an array."""
    levels = depth(values)
    if levels == 0:
        raise CannotBeDrawnError(f"{name} is {values!r}, and has to be a list of numbers.")
    if levels == 2 and len(values) == 1:
        return values[0]
    return [row[0] if len(row) == 1 else row for row in values] if levels == 2 else values


def rows(values: Any, name: str) -> list[list[float]]:
    """Return an array as lists of floats."""
    try:
        found = [[float(value) for value in row] for row in values]
    except (TypeError, ValueError):
        raise CannotBeDrawnError(f"{name} is no array of numbers with rows and columns.") from None
    if not found or not found[0] or len(set(map(len, found))) > 1:
        raise CannotBeDrawnError(f"{name} has to have rows of one length, with numbers in them.")
    if not all(math.isfinite(value) for row in found for value in row):
        raise CannotBeDrawnError(f"{name} has entries that are not finite numbers.")
    return found
