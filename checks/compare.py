"""One gradient, computed in several ways: whether the ways agree."""

import inspect
from itertools import chain
from typing import Any

import numpy

from checks import calling, function_report, reading, sentences
from checks.exercises import data_of
from checks.findings import Finding
from checks.matching import common_factor, factor_of
from checks.networks import ByPlace, by_place, series_network
from checks.reports import Table

DIGITS = {True: 5, False: 12}  # that agree, whether or not one of the two is float32


def compare(**ways: object) -> Table:
    """Compare a gradient that was computed in several ways.

    Parameters
    ----------
    **ways
        By their names: two lists of arrays ``(DW, DB)``, two lists of parameters ``(W, B)`` after
        ``backward()``, an ``nn.Sequential`` after ``backward()``, or a function like
        ``exercise1`` or ``exercise2``, which is called. All are compared with the first.

    Returns
    -------
    Table

    Raises
    ------
    TypeError
        If one of them is none of these, or if there is none.
    """
    if not ways:
        raise TypeError(sentences.NO_WAY.format(found=reading.describe(None)))
    read = {name: _read(way) for name, way in ways.items()}
    (gradient, single), *others = read.values()
    names = [name.replace("_", " ") for name in ways]
    headings = (*sentences.WAYS, sentences.NORM.format(way=names[0]), *names[1:])
    rows = []
    for place, array in gradient.items():
        name = f"D{place.name}"
        if not isinstance(array, numpy.ndarray):
            rows.append((name, *[sentences.VERDICTS[None]] * (len(headings) - 1)))
            continue
        verdicts = [
            _agreement(array, other.get(place), single or other_single)
            for other, other_single in others
        ]
        rows.append((name, f"{array.shape}", f"{numpy.linalg.norm(array):.3f}", *verdicts))
    told = [
        sentences.ADDED_UP.format(way=name, factor=factor)
        for name, (other, _) in zip(names[1:], others, strict=True)
        if (factor := _common(gradient, other)) and factor >= 2 and factor == round(factor)
    ]
    return Table(headings, tuple(rows), " ".join(told))


def _common(gradient: ByPlace, other: ByPlace) -> float | None:
    """Return by how much a gradient is larger than the first one, in all its arrays, or None."""
    arrays = (*gradient.values(), *other.values())
    if gradient.keys() != other.keys() or any(isinstance(array, Finding) for array in arrays):
        return None
    factor = common_factor(other, gradient)
    return factor and float(f"{factor:.5g}")


def _read(way: Any) -> tuple[ByPlace, bool]:
    """Return the arrays of a way by their places, and whether they are float32."""
    if function_report.is_function(way):
        single = len(inspect.signature(way).parameters) == 4  # such as exercise2
        call = calling.exercise2 if single else calling.exercise1
        answer = call(way, data_of(series_network(), "float32"))
        return by_place(answer["DW"], answer["DB"]), single
    if isinstance(way, tuple) and len(way) == 2:
        # Of a parameter the gradient is meant
        lists = [
            [value.grad if getattr(value, "requires_grad", False) else value for value in values]
            for values in way
        ]
        single = any("float32" in str(getattr(value, "dtype", "")) for value in chain(*lists))
        arrays = [[reading.read_array(value) for value in values] for values in lists]
    else:
        read = reading.network(way)
        if isinstance(read, Finding) or not hasattr(way, "parameters"):
            raise TypeError(sentences.NO_WAY.format(found=reading.describe(way)))
        single = any("float32" in str(p.dtype) for p in way.parameters())
        arrays = [read["DW"], read["DB"]]
    layers, missing = max(map(len, arrays)), [reading.read_array(None)]
    return by_place(*(a + missing * (layers - len(a)) for a in arrays)), single


def _agreement(array: numpy.ndarray, other: object, single: bool) -> str:
    if not isinstance(other, numpy.ndarray):
        return sentences.VERDICTS[None]
    digits = DIGITS[single]
    tolerance = 10.0**-digits
    same = array.shape == other.shape and numpy.allclose(
        array, other, rtol=tolerance, atol=tolerance
    )
    if same:
        return sentences.DIGITS_AGREE.format(digits=digits)
    factor = factor_of(other, array)
    if factor is None or abs(factor - 1) < 0.01:
        return sentences.DIFFER
    return sentences.TIMES_AS_LARGE.format(factor=float(f"{factor:.5g}"))
