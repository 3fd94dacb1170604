"""Compare arrays with the right ones, up to the rounding of float32."""

import numpy

# Float32 errs by up to 0.000065 in the smallest entries of the gradient of the exercises
RELATIVE_TOLERANCE = 8e-5
# For entries that are zero; relative to the largest entry of the array
ABSOLUTE_TOLERANCE = 1e-9
# The same where a mistake is looked for: what cancels in exact numbers may not in float32
ABSOLUTE_TOLERANCE_OF_WRONG = 1e-6


def tolerance_of(right, absolute=ABSOLUTE_TOLERANCE):
    """Return by how much each entry of an array may differ from the right one."""
    return RELATIVE_TOLERANCE * abs(right) + absolute * abs(right).max()


def close(array, right, absolute=ABSOLUTE_TOLERANCE):
    """Say whether two arrays of one shape agree, up to the rounding of float32."""
    return bool((abs(array - right) <= tolerance_of(right, absolute)).all())


def match(array, right, absolute=ABSOLUTE_TOLERANCE):
    """Say how an array agrees with the right one, or with one that a mistake would give.

    Returns
    -------
    str or None
        "" if they are equal, the name of a mistake if they are equal in another form, None if
        they differ.
    """
    if array.shape == right.shape and close(array, right, absolute):
        return ""
    if array.ndim == 2 and array.T.shape == right.shape and close(array.T, right, absolute):
        return "transposed-gradient"
    if right.ndim == 1:
        if array.ndim == 0 and close(array, right.sum(), absolute):
            return "summed-over-units"
        if array.size == right.size and close(array.reshape(right.shape), right, absolute):
            return "not-flat"
        if (
            array.ndim == 2
            and array.shape[1:] == right.shape
            and close(array.sum(axis=0), right, absolute)
        ):
            return "not-summed-over-samples"
    return None


def verdicts_on(arrays, right):
    """Say of each array whether it is the right one; a finding is not.

    Parameters
    ----------
    arrays : dict
        Arrays or findings by their places.
    right : dict
        Arrays by their places.

    Returns
    -------
    dict of bool
    """
    return {
        place: isinstance(array, numpy.ndarray) and match(array, right[place]) == ""
        for place, array in arrays.items()
    }


def factor_of(array, right):
    """Return the factor by which an array differs from the right one, or None."""
    if array.shape != right.shape or not right.any():
        return None
    factor = (array * right).sum() / (right**2).sum()
    return float(factor) if factor and close(array, factor * right) else None


def common_factor(arrays, right):
    """Return the factor by which all arrays differ from the right ones, or None.

    Parameters
    ----------
    arrays, right : dict
        Arrays by their places.

    Returns
    -------
    float or None
        None as well if an array is missing, or has another shape.
    """
    if any(
        place not in arrays or arrays[place].shape != array.shape for place, array in right.items()
    ):
        return None
    # The last layer is the one that all others depend on
    place = next(iter(right))
    factor = (arrays[place] * right[place]).sum() / (right[place] ** 2).sum()
    alike = all(close(arrays[place], factor * array) for place, array in right.items())
    return float(factor) if alike and factor else None
