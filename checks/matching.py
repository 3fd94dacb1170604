"""Compare arrays with the right ones, up to the rounding of float32."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy

# Float32 errs by up to 0.000065 in the smallest entries of the gradient of the exercises
RELATIVE_TOLERANCE = 8e-5
# For entries that are zero; relative to the largest entry of the array
ABSOLUTE_TOLERANCE = 1e-9
# The same where a mistake is looked for: what cancels in exact numbers may not in float32
ABSOLUTE_TOLERANCE_OF_WRONG = 1e-6


def tolerance_of(right: numpy.ndarray, absolute: float = ABSOLUTE_TOLERANCE) -> numpy.ndarray:
    """Return by how much each entry of an array may differ from the right one."""
    return RELATIVE_TOLERANCE * abs(right) + absolute * abs(right).max()


def close(array: numpy.ndarray, right: numpy.ndarray, absolute: float = ABSOLUTE_TOLERANCE) -> bool:
    """Say whether two arrays of one shape agree, up to the rounding of float32."""
    return bool((abs(array - right) <= tolerance_of(right, absolute)).all())


def is_right(array: object, right: numpy.ndarray, absolute: float = ABSOLUTE_TOLERANCE) -> bool:
    """Say whether something is an array of the right shape that agrees with the right one."""
    if not isinstance(array, numpy.ndarray) or array.shape != right.shape:
        return False
    return close(array, right, absolute)


def match(
    array: numpy.ndarray, right: numpy.ndarray, absolute: float = ABSOLUTE_TOLERANCE
) -> str | None:
    """Say how an array agrees with the right one, or with one that a mistake would give.

    That is "" if they are equal, the name of a mistake if they are equal in another form, and None
    if they differ.
    """
    if is_right(array, right, absolute):
        return ""
    if array.ndim == 2 and is_right(array.T, right, absolute):
        return "transposed-gradient"
    if right.ndim == 1:
        if array.ndim == 0 and close(array, right.sum(), absolute):
            return "summed-over-units"
        if array.size == right.size and close(array.reshape(right.shape), right, absolute):
            return "not-flat"
        unsummed = array.ndim == 2 and array.shape[1:] == right.shape
        if unsummed and close(array.sum(axis=0), right, absolute):
            return "not-summed-over-samples"
    if right.ndim == 2 and array.ndim == 3 and array.shape[1:] == right.shape:
        return "not-summed-over-samples" if close(array.sum(axis=0), right, absolute) else None
    return None


class Sums(NamedTuple):
    """The sums of the entries of many arrays, and by how much that of an array may differ."""

    values: numpy.ndarray
    tolerances: numpy.ndarray


@numpy.errstate(all="ignore")  # a mistaken network may divide by zero
def sums_of(arrays: Sequence[numpy.ndarray]) -> Sums:
    """Return the sums of many arrays, for `may_match`."""
    tolerances = [tolerance_of(array, ABSOLUTE_TOLERANCE_OF_WRONG).sum() for array in arrays]
    # Twice, because sums are rounded as well
    return Sums(numpy.array([array.sum() for array in arrays]), 2 * numpy.array(tolerances))


@numpy.errstate(all="ignore")
def may_match(array: numpy.ndarray, sums: Sums) -> list[int]:
    """Return the indices of candidates with the same sum: a quick filter before `match`."""
    differences = abs(array.sum() - sums.values)
    return [int(number) for number in (differences <= sums.tolerances).nonzero()[0]]


def verdicts_on(
    arrays: Mapping[Any, object], right: Mapping[Any, numpy.ndarray]
) -> dict[Any, bool]:
    """Say of each array by its place whether it is the right one; a finding is not."""
    return {place: is_right(array, right[place]) for place, array in arrays.items()}


def factor_of(array: numpy.ndarray, right: numpy.ndarray) -> float | None:
    """Return the factor by which an array differs from the right one, or None."""
    if array.shape != right.shape or not right.any():
        return None
    factor = (array * right).sum() / (right**2).sum()
    return float(factor) if factor and close(array, factor * right) else None


def common_factor(
    arrays: Mapping[Any, numpy.ndarray], right: Mapping[Any, numpy.ndarray]
) -> float | None:
    """Return the factor by which all arrays differ from the right ones, or None.

    It is None as well if an array is missing, or has another shape.
    """
    # The last layer, which comes first, is the one that all others depend on
    place = next(iter(right))
    factor = factor_of(arrays[place], right[place]) if place in arrays else None
    alike = factor is not None and all(
        place in arrays
        and arrays[place].shape == array.shape
        and close(arrays[place], factor * array)
        for place, array in right.items()
    )
    return factor if alike else None
