"""What met where a program has stopped: `described` says it of the expression that failed.

Python knows which part of the line an error came from; the values that met there are computed once
more, and described. Nothing else is run.
"""

import ast
import itertools
import re
import types
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy

from checks import reading, sentences

LONGEST_TEXT, LONGEST_MESSAGE = 60, 300  # characters
DEEP = 20  # calls of one function within one another: of what has ended Python, it is many more
PRODUCTS = ("dot", "matmul", "mm", "inner")
# Functions and methods that change nothing
CHANGING_NOTHING = (
    *PRODUCTS,
    *("sum", "mean", "max", "min", "abs", "transpose", "reshape", "ravel", "flatten", "squeeze"),
    *("maximum", "minimum", "relu", "clamp", "where", "sign", "outer", "multiply", "square"),
    *("array", "asarray", "tensor", "Tensor", "zeros", "ones", "zeros_like", "ones_like", "astype"),
    *("len", "range", "float", "int", "numpy", "detach", "copy", "clone"),
)


def own_entries(error: BaseException, is_own: Callable) -> list[types.TracebackType]:
    """Return the entries of the traceback of an error that are the student's, the outermost first.

    ``is_own`` says of a file's name whether the student has written what is in it.
    """
    every, entry = [], error.__traceback__
    while entry is not None:
        every.append(entry)
        entry = entry.tb_next
    return [one for one in every if is_own(one.tb_frame.f_code.co_filename)]


def described(error: BaseException, entry: types.TracebackType, text: str, shift: int = 0) -> dict:
    """Say what failed in an entry of a traceback, whose file has a text.

    That is ``kind``, ``error`` and ``message``, and with some kinds ``left`` and ``right``: what
    `_side` says of what met. The lines of a function that was compiled alone are shifted.
    """
    node = _node(text, _position(entry, shift))
    told = _meaning(error, node, entry.tb_frame, text) if node is not None else {}
    said = {"error": type(error).__name__, "message": message(error)}
    return {"kind": "stopped-other"} | said | told


def message(error: BaseException) -> str:
    """Return what Python says, as far as anybody reads it."""
    return " ".join(str(error)[:LONGEST_MESSAGE].split()).rstrip(". ") or sentences.NO_MESSAGE


def _position(entry: types.TracebackType, shift: int) -> tuple | None:
    """Return the lines and columns of what was executed: first, last, begin, end."""
    positions = entry.tb_frame.f_code.co_positions()
    position = next(itertools.islice(positions, entry.tb_lasti // 2, None), None)
    first, last, begin, end = position or (None,) * 4
    if first is None or last is None or begin is None:
        return None
    return first + shift, last + shift, begin, end


def _node(text: str, position: tuple | None) -> ast.AST | None:
    """Return the node of the syntax tree at a position, or None."""
    for node in ast.walk(ast.parse(text)):
        # A call that is a statement stands where its statement does
        if not isinstance(node, (ast.expr, ast.stmt)) or isinstance(node, ast.Expr):
            continue
        if position == (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset):
            return node
    return None


def _calls_itself(error: BaseException, frame: types.FrameType) -> bool:
    """Say whether a function in the file of a frame has called itself again and again."""
    entries = own_entries(error, lambda name: name == frame.f_code.co_filename)
    codes = Counter(entry.tb_frame.f_code for entry in entries)
    return any(n > DEEP and not code.co_name.startswith("<") for code, n in codes.items())


def _meaning(error: BaseException, node: ast.AST, frame: types.FrameType, text: str) -> dict:
    """Return the kind of what failed, and the values that met.

    What is not there yet explains more than shapes that do not fit, and these more than the rest.
    """
    side, met = partial(_side, frame=frame, text=text), _met(node)
    return (
        _of_nothing(error, node, met, frame, side)
        or (_of_operands(error, node, met, frame, side) if met else {})
        or (_of_subscript(error, node, frame, side) if isinstance(node, ast.Subscript) else {})
        or _of_error(error, node, frame, side)
    )


def _of_nothing(
    error: BaseException, node: ast.AST, met: tuple | None, frame: types.FrameType, side: Callable
) -> dict:
    """Say which operand is not there yet."""
    for part in ast.walk(node):
        if isinstance(part, (ast.Name, ast.Subscript)) and _value(part, frame)[1] is ...:
            return {"kind": "stopped-dots", "left": side(part)}
    if isinstance(error, (TypeError, ValueError)):
        needed = [node.value] if isinstance(node, ast.Subscript) else []
        for part in met[1:] if met else needed:
            found, value = _value(part, frame)
            if found and value is None:
                return {"kind": "stopped-none", "left": side(part)}
    return {}


def _of_operands(
    error: BaseException, node: ast.AST, met: tuple, frame: types.FrameType, side: Callable
) -> dict:
    """Say which shapes or types do not fit, or which operand is no array."""
    if not isinstance(error, (ValueError, TypeError, RuntimeError)):
        return {}
    kind = _of_shapes(met[0], node, met, frame)
    sides = [side(part) for part in met[1:]]
    both = dict(zip(("left", "right"), sides, strict=True))
    if kind and all(one["shape"] is not None for one in sides):
        return {"kind": kind, **both}
    types = [getattr(_value(part, frame)[1], "dtype", None) for part in met[1:]]
    if kind is None and None not in types and types[0] != types[1]:
        for one, dtype in zip(sides, types, strict=True):
            one["kind"] = str(dtype).removeprefix("torch.")
        return {"kind": "stopped-types", **both}
    strange = [one for one in sides if one["shape"] is None and one["kind"]]
    if isinstance(error, TypeError) and len(strange) == 1:
        return {"kind": "stopped-operand", "left": strange[0]}
    return {}


def _of_subscript(
    error: BaseException, node: ast.Subscript, frame: types.FrameType, side: Callable
) -> dict:
    """Say which entry is not there."""
    if not isinstance(error, (IndexError, KeyError)):
        return {}
    kind, index = "stopped-key", node.slice
    if isinstance(error, IndexError):
        outside = _outside(node, frame)
        kind, index = ("stopped-axis", outside) if outside else ("stopped-index", node.slice)
    return {"kind": kind, "left": side(node.value), "right": side(index)}


def _of_error(error: BaseException, node: ast.AST, frame: types.FrameType, side: Callable) -> dict:
    """Say what an error means by itself."""
    if isinstance(error, RecursionError) and _calls_itself(error, frame):
        return {"kind": "stopped-recursion"}
    if isinstance(error, NameError):
        early = isinstance(error, UnboundLocalError)
        kind = "stopped-too-early" if early else "stopped-name"
        return {"kind": kind, "name": (re.findall(r"'(\w+)'", str(error)) or [""])[0]}
    if isinstance(error, AttributeError) and isinstance(node, ast.Attribute):
        left = side(node.value)
        if left["kind"]:  # else nothing is known of it, as of what a call returns
            return {"kind": "stopped-attribute", "left": left, "right": {"text": node.attr}}
    if isinstance(error, TypeError) and isinstance(node, ast.Call):
        found, value = _value(node.func, frame)
        # Else a function was called, and has called what cannot be
        if found and not callable(value):
            return {"kind": "stopped-call", "left": side(node.func)}
        if "must be Tensor, not" in str(error):
            return {"kind": "stopped-no-tensor", "left": side(node.func)}
    if isinstance(error, RuntimeError) and "backward through the graph a second" in str(error):
        return {"kind": "stopped-second-backward"}
    return {}


def _outside(node: ast.Subscript, frame: types.FrameType) -> ast.expr | None:
    """Return which index of an array has no entry, if it is a whole number."""
    shape = getattr(_value(node.value, frame)[1], "shape", None)
    indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for index, size in zip(indices, shape if isinstance(shape, tuple) else (), strict=False):
        number = None if isinstance(index, ast.Slice) else _value(index, frame)[1]
        if isinstance(number, (int, numpy.integer)) and not -size <= number < size:
            return index
    return None


def _of_shapes(kind: str, node: ast.AST, met: tuple, frame: types.FrameType) -> str | None:
    """Return the kind of an operation whose shapes do not fit, or None if they do."""
    shapes = [getattr(_value(part, frame)[1], "shape", ()) for part in met[1:]]
    if kind == "stopped-product":
        ends = [shape[-1:] if end == 0 else shape[-2:][:1] for end, shape in enumerate(shapes)]
        return kind if ends[0] != ends[1] or () in ends else None
    try:
        together = numpy.broadcast_shapes(*shapes)
    except (ValueError, TypeError):
        return kind
    fits = not isinstance(node, ast.AugAssign) or together == tuple(shapes[0])
    return None if fits else "stopped-fit"


def _met(node: ast.AST) -> tuple | None:
    """Return the operation of a node and its two operands, or None."""
    kinds = {ast.MatMult: "stopped-product", ast.Mult: "stopped-times"}
    if isinstance(node, ast.BinOp):
        return kinds.get(type(node.op), "stopped-pairs"), node.left, node.right
    if isinstance(node, ast.AugAssign):
        return kinds.get(type(node.op), "stopped-pairs"), node.target, node.value
    if isinstance(node, ast.Compare):
        return "stopped-pairs", node.left, node.comparators[0]
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr not in PRODUCTS:
        return None
    if len(node.args) == 1:
        return "stopped-product", node.func.value, node.args[0]
    return ("stopped-product", *node.args) if len(node.args) == 2 else None


def _side(node: ast.expr, frame: types.FrameType, text: str) -> dict:
    """Return the text of an operand, the shape and the kind of its value."""
    source = ast.get_source_segment(text, node) or ""
    text = " ".join(source.split())[:LONGEST_TEXT]
    told: dict = {"text": text, "shape": None, "kind": "", "value": ""}
    found, value = _value(node, frame)
    if not found:
        return told
    told["kind"] = reading.describe(value)
    if isinstance(value, (int, str, tuple, float)):
        told["value"] = repr(value)[:LONGEST_TEXT]
    if isinstance(value, (list, tuple, dict)):
        told["length"] = len(value)
    shape = getattr(value, "shape", () if isinstance(value, (int, float)) else None)
    if isinstance(shape, tuple):
        told["shape"] = str(tuple(shape))
    return told


def _value(node: ast.AST, frame: types.FrameType) -> tuple[bool, Any]:
    """Return whether an operand still has a value, and that value."""
    # In a notebook the values are those of the cells that follow: nothing may change them
    if not all(map(_is_harmless, ast.walk(node))):
        return False, None
    # Read anew, because it may be a place that is assigned to
    node = ast.parse(ast.unparse(node), mode="eval")
    try:
        return True, eval(compile(node, "<operand>", "eval"), frame.f_globals, dict(frame.f_locals))
    except Exception:
        return False, None


def _is_harmless(node: ast.AST) -> bool:
    """Say whether an expression can be computed once more without an effect."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return name in CHANGING_NOTHING
    return not isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom))
