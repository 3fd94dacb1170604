"""The plain values of `checks.reading` as JSON, in which they leave a sandbox."""

import base64
from typing import Any

import numpy

from checks import reading
from checks.findings import Finding

DTYPES = ("float16", "float32", "float64")
MOST_FIELD_CHARACTERS = 300  # of what a student's program says of itself


def to_json(value: object) -> object:
    """Turn plain values into what the module `json` can write."""
    if isinstance(value, numpy.ndarray):
        short = _short_array(value)
        numbers = base64.b64encode(short.tobytes()).decode()
        return {"shape": list(value.shape), short.dtype.name: numbers}
    if isinstance(value, Finding):
        return {"finding": value.name, "fields": value.fields}
    if isinstance(value, dict):
        return {name: to_json(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [to_json(entry) for entry in value]
    return value


def _short_array(array: numpy.ndarray) -> numpy.ndarray:
    """Return an array in the fewest bits that hold it exactly, since large networks are told."""
    with numpy.errstate(over="ignore"):
        shorter = (array.astype(kind) for kind in DTYPES[:-1])
        return next((short for short in shorter if (short == array).all()), array)


def from_json(data: object) -> Any:
    """Turn what `to_json` has made back into plain values.

    Anyone may have written ``data``, so nothing about them is believed: raises `ValueError` if
    `to_json` cannot have made them.
    """
    try:
        return _from_json(data, depth=4)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no answer of this series: {type(error).__name__}") from None


def _from_json(data: Any, depth: int) -> Any:
    if depth == 0:
        raise ValueError("no answer of this series: too deep")
    if isinstance(data, (dict, list)) and len(data) > reading.MOST_LAYERS:
        raise ValueError("no answer of this series: too many entries")
    for kind in DTYPES:
        if isinstance(data, dict) and set(data) == {"shape", kind}:
            numbers = numpy.frombuffer(base64.b64decode(data[kind], validate=True), kind)
            return reading.read_array(numbers.reshape(data["shape"]))
    if isinstance(data, dict) and set(data) == {"finding", "fields"}:
        fields = {str(name): short(field) for name, field in data["fields"].items()}
        return Finding(data["finding"], fields)
    if isinstance(data, dict):
        return {str(name): _from_json(entry, depth - 1) for name, entry in data.items()}
    if isinstance(data, list):
        return [_from_json(entry, depth - 1) for entry in data]
    if data is None or isinstance(data, str):
        return data
    raise ValueError(f"no answer of this series: {reading.describe(data)}")


def short(field: object) -> int | str:
    """Return what a program says of itself, as a whole number or a text that can be read."""
    if isinstance(field, int) and not isinstance(field, bool):
        return field
    return " ".join(str(field)[:MOST_FIELD_CHARACTERS].split())
