"""Read what a student's function returns: arrays, lists, tensors, and what is none of these.

Whatever comes, reading it takes bounded time, raises nothing, and gives plain values: arrays of
float64, lists, text, and a `Finding` where something cannot be read. Plain values are read as
themselves. There is nothing here that could compute a gradient, so a program can be called and read
where it is not to be trusted.
"""

import sys
from collections import deque
from collections.abc import Iterator, ValuesView
from itertools import islice
from numbers import Real
from typing import Any

import numpy

from checks import sentences
from checks.findings import Finding

# Larger arrays are not looked at
LARGEST_SIZE = 10**6
# Nor are lists of more entries, those of the lists within them included, or of more levels. The
# largest network of the grading has 384 * 384 weights in a layer
MOST_ENTRIES = 2 * 10**5
DEEPEST = 16
MOST_LAYERS = 1000
LONGEST_NAME = 100  # characters of what a student's program says of itself


def describe(value: object) -> str:
    """Return what a value is, in words."""
    name = type(value).__name__[:LONGEST_NAME]
    return sentences.KINDS.get(name) or sentences.ARTICLES[name[:1] in "aeiou"].format(name=name)


def is_tensor(value: object) -> bool:
    """Say whether a value is a tensor of PyTorch, without importing PyTorch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def read_array(value: object) -> numpy.ndarray | Finding:
    """Return finite numbers of dtype float64, or why there are none.

    Of an array, a tensor, nested lists or a number.
    """
    if isinstance(value, Finding):
        return value
    if value is None:
        return Finding("missing")
    try:
        return _finite(_array(value))
    except Exception:
        # Whatever it is that cannot be turned into an array, the student gets a sentence
        return _no_numbers(describe(value))


def _no_numbers(found: str) -> Finding:
    return Finding("not-numbers", {"found": found})


def _too_large(array: numpy.ndarray) -> Finding:
    return Finding("too-large", {"found": str(tuple(array.shape))})


def _array(value: Any) -> numpy.ndarray | Finding:
    """Return an array of any dtype, or a finding."""
    if is_tensor(value):
        if value.numel() > LARGEST_SIZE:
            return _too_large(value)
        value = value.detach().cpu()
        # Numpy does not know all floats that PyTorch does
        return (value.double() if value.is_floating_point() else value).numpy()
    if isinstance(value, numpy.ma.MaskedArray) and numpy.ma.is_masked(value):
        return _no_numbers(sentences.MASKED)
    plain = _plain_lists(value)
    return plain if isinstance(plain, Finding) else numpy.asarray(plain)


def _plain_lists(value: object) -> object:
    """Return a value with plain lists in it, or a finding unless few numbers and arrays are in it.

    A class derived from list may go on for ever when numpy looks at it.
    """
    whole, seen = [value], 0
    waiting = [(whole, 0, 0)]
    while waiting:
        parent, place, depth = waiting.pop()
        entry = parent[place]
        seen += 1
        if seen > MOST_ENTRIES or depth > DEEPEST:
            return _no_numbers(sentences.NESTED)
        if isinstance(entry, (list, tuple)):
            base = list if isinstance(entry, list) else tuple
            parent[place] = copied = list(base.__iter__(entry))  # type: ignore[arg-type]
            waiting += [(copied, index, depth + 1) for index in range(len(copied))]
        elif not (isinstance(entry, (Real, str)) or hasattr(entry, "__array__")):
            return _no_numbers(describe(entry))
    return whole[0]


def _finite(array: numpy.ndarray | Finding) -> numpy.ndarray | Finding:
    if isinstance(array, Finding):
        return array
    if array.size > LARGEST_SIZE:
        return _too_large(array)
    if array.dtype.kind == "O" and all(isinstance(entry, Real) for entry in array.flat):
        array = array.astype(float)
    if array.dtype.kind not in "iuf":
        return _no_numbers(sentences.KINDS[array.dtype.kind])
    with numpy.errstate(over="ignore"):
        array = array.astype(float)
    if not numpy.isfinite(array).all():
        found = sentences.NAN if numpy.isnan(array).any() else sentences.INFINITY
        return Finding("not-finite", {"found": found})
    return array


def two_lists(
    first: object,
    second: object,
    layers: int,
    names: tuple[str, str] = ("DW", "DB"),
    unfinished: bool = False,
) -> tuple[list, ...]:
    """Return the entries of two lists, unread, or a finding in place of each entry.

    Each should have one entry per layer; what is not finished may be shorter.
    """
    fields = {"first": names[0], "second": names[1], "layers": layers}
    return tuple(
        _list(name, values, layers, fields, unfinished)
        for name, values in zip(names, (first, second), strict=True)
    )


def _list(name: str, values: object, layers: int, fields: dict, unfinished: bool) -> list:
    if isinstance(values, Finding):
        return [values] * layers
    try:
        entries, problem = _entries(name, values, layers, unfinished)
    except Exception:
        # A class derived from list or ndarray may fail in any way
        problem = sentences.IS.format(name=name, found=describe(values))
    if problem:
        return [Finding("not-two-lists", fields | {"found": problem})] * layers
    return entries


def _entries(name: str, values: object, layers: int, unfinished: bool) -> tuple[list, str]:
    """Return the entries of a list, and what is wrong with it."""
    if isinstance(values, list):
        length, entries = list.__len__(values), list.__iter__(values)
    elif isinstance(values, tuple):
        length, entries = tuple.__len__(values), tuple.__iter__(values)
    elif isinstance(values, numpy.ndarray) and values.ndim:
        length, entries = len(values), iter(values)
    elif isinstance(values, (Iterator, ValuesView, deque)):
        # Such as a generator, a map or the values of a dictionary; it may have no end
        some = list(islice(values, MOST_LAYERS))
        length, entries = len(some), iter(some)
    else:
        return [], sentences.IS.format(name=name, found=describe(values))
    plain = unfinished and type(values) in (list, tuple)
    short = plain and length < layers and not any(isinstance(v, (list, tuple)) for v in values)
    if length != layers and not short:
        return [], sentences.HAS_LENGTH.format(name=name, length=length)
    # What is to be filled in, as the notebooks write it
    return [None if unfinished and entry is ... else entry for entry in entries], ""


def pair(value: Any, layers: int) -> tuple[object, object]:
    """Return the two things that a function has returned, or findings in their place."""
    if value is None:
        return None, None
    try:
        # As in `DW, DB = ...`, for whatever can be unpacked; names and letters are no arrays
        first, second = [] if isinstance(value, (dict, set, str)) else value
    except Exception:
        # Not two things, or it fails in its own way
        problem = sentences.RETURNED.format(found=describe(value))
        if type(value) in (list, tuple):
            problem = sentences.RETURNED_LENGTH.format(length=len(value))
        fields = {"found": problem, "first": "DW", "second": "DB", "layers": layers}
        return (Finding("not-two-lists", fields),) * 2
    return first, second


def gradient(DW: object, DB: object, layers: int) -> dict[str, list]:
    """Read two lists of arrays, or findings. What is not finished may be shorter."""
    if DW is None and DB is None:
        DW = DB = Finding("nothing-returned", {"hint": sentences.RETURN["DW"]})
    lists = two_lists(DW, DB, layers, unfinished=True)
    return {
        name: [read_array(entry) for entry in entries]
        for name, entries in zip(("DW", "DB"), lists, strict=True)
    }


def parameters(W: object, B: object, layers: int) -> dict[str, list]:
    """Read two lists of parameters, and their gradients, which are None if they are not there."""
    read = {}
    for name, entries in zip("WB", two_lists(W, B, layers, names=("W", "B")), strict=True):
        pairs = [
            _parameter(f"{name}[{layer}]", parameter) for layer, parameter in enumerate(entries)
        ]
        read[name] = [value for value, _ in pairs]
        read[f"D{name}"] = [gradient for _, gradient in pairs]
    return read


def _parameter(name: str, parameter: Any) -> tuple[object, object]:
    """Return the values of a parameter and of its gradient."""
    if isinstance(parameter, Finding):
        return parameter, parameter
    if not is_tensor(parameter):
        finding = Finding("not-parameters", {"name": name, "found": describe(parameter)})
        return finding, finding
    gradient = parameter.grad
    return read_array(parameter), None if gradient is None else read_array(gradient)


def error(err: Any) -> numpy.ndarray | Finding:
    """Read the error that exercise 2 returns, shape ()."""
    if isinstance(err, Finding):
        return err
    if err is None:
        return Finding("nothing-returned", {"hint": sentences.RETURN["err"]})
    if not is_tensor(err):
        return Finding("error-not-a-tensor", {"found": describe(err)})
    if err.numel() != 1:
        return Finding("error-not-a-number", {"found": str(tuple(err.shape))})
    # A leaf is not computed from anything, whether or not it asks for a gradient
    if not err.requires_grad or err.is_leaf:
        return Finding("no-graph")
    value = read_array(err)
    return value if isinstance(value, Finding) else value.reshape(())


def network(net: Any) -> dict[str, list] | Finding:
    """Read the parameters of a sequence of layers, and their gradients, as `parameters` does.

    Weights have the shape (inputs, outputs).
    """
    try:
        layers = list(islice(net, MOST_LAYERS))
        linear = [layer for layer in layers if getattr(layer, "weight", None) is not None]
        read = parameters(
            [layer.weight for layer in linear], [layer.bias for layer in linear], len(linear)
        )
        return read | {name: [_transpose(values) for values in read[name]] for name in ("W", "DW")}
    except Exception:
        # Whatever it is that is no network, the student gets a sentence
        found = sentences.THIS_IS.format(found=describe(net))
        return Finding("other-network", {"found": found})


def _transpose(values: object) -> object:
    return values.T if isinstance(values, numpy.ndarray) else values


def number(text: str) -> float | str:
    """Return the number that a text consists of; the text itself if it is none."""
    try:
        return float(text)
    except ValueError:
        return text.strip()
