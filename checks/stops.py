"""Where a program has stopped, what is said of it, and where what was wrong came from.

Python knows which part of the line an error came from; the values that met there are computed once
more, and described. The names that met are followed to the statements that gave them their values,
in the function or in that which has called it. Nothing else is run.
"""

import ast
import builtins
import contextlib
import itertools
import linecache
import re
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy

from checks import reading, sentences
from checks.exercises import Exercise
from checks.findings import Finding
from checks.reports import Spot
from checks.sources import is_current, line_of, owner_of, place_of, problem_of

# What a notebook imports, and solution.py has to import as well
MODULES = {
    "torch": "import torch",
    "numpy": "import numpy",
    "np": "import numpy as np",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "math": "import math",
    "utils": "import utils",
}
# How PyTorch's message begins if one of two things to compare is a number
NO_MAXIMUM = tuple(
    f"max() received an invalid combination of arguments - got ({kind}, "
    for kind in ("int", "float")
)
# Names that others give to what the list A holds
ACTIVATIONS = {"X": "A[0]", "A0": "A[0]", "A1": "A[1]", "A2": "A[2]", "A3": "A[3]"}


def outdated(function: Callable) -> Finding:
    """Return the finding on a function that is not what its file says now."""
    owner = owner_of(function)
    name = owner.__code__.co_filename if owner else ""
    fields: dict = {"place": place_of(name)}
    problem = problem_of(name)
    if problem and problem.lineno:
        return Finding("unreadable", fields | {"line": problem.lineno, "message": problem.msg})
    return _of_import(name, fields) or Finding("outdated", fields)


def problem_of_module(module: types.ModuleType) -> Finding | None:
    """Return the finding on a module that is not what its file says now, or None."""
    for function in vars(module).values():
        own = isinstance(function, types.FunctionType) and function.__module__ == module.__name__
        if own and not is_current(function):
            return outdated(function)
    return None


def _of_import(name: str, fields: dict) -> Finding | None:
    """Return the finding on a file that stops with an error while it is imported, or None."""
    lines = linecache.getlines(name)
    try:
        with contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
            exec(compile("".join(lines), name, "exec"), {"__name__": "imported", "__file__": name})
    except Exception as error:
        own = [line for frame, line in walk(error) if frame.f_code.co_filename == name]
        if own:
            fields |= {"line": own[-1], "text": lines[own[-1] - 1].strip()}
            fields |= {"error": type(error).__name__, "message": message(error)}
            return Finding("not-imported", fields)
    return None


def walk(error: BaseException) -> list:
    """Return the frames and lines of an error, the outermost first."""
    return list(traceback.walk_tb(error.__traceback__))


def message(error: BaseException) -> str:
    """Return what Python says, as far as anybody reads it."""
    return " ".join(str(error)[:300].split()).rstrip(". ") or sentences.NO_MESSAGE


def own_frames(function: Callable, error: BaseException) -> list:
    """Return the frames of an error that are in the file of a function, the outermost first."""
    owner = owner_of(function) or getattr(function, "__func__", None)
    filename = owner.__code__.co_filename if owner else None
    return [pair for pair in walk(error) if pair[0].f_code.co_filename == filename]


def spot(entry: tuple) -> Spot:
    """Return where a frame and its line are, in the words of a student."""
    frame, line = entry
    filename, number = frame.f_code.co_filename, line_of(frame.f_code, line)
    return Spot(number, place_of(filename), linecache.getline(filename, number).strip())


def finding(error: BaseException, exercise: Exercise | None, is_own: Callable) -> Finding:
    """Return what to say of an error.

    The exercise is that of the function that was called, if there was one. ``is_own`` says of a
    file's name whether the student has written what is in it.
    """
    told: dict = {"error": type(error).__name__, "message": message(error)}
    own = [entry for entry in entries(error) if is_own(entry.tb_frame.f_code.co_filename)]
    if not own:
        return Finding("stopped-outside", told)
    code, line = own[-1].tb_frame.f_code, own[-1].tb_lineno
    text = "".join(linecache.getlines(code.co_filename))
    where = spot((own[-1].tb_frame, line))
    told |= described(error, own[-1], text, where.line - line)
    left, right = told.get("left", {}), told.get("right", {})
    fields = {
        "line": str(where),
        "error": told["error"],
        "message": message(error),
        "left": left.get("text"),
        "right": right.get("text"),
        "left_shape": left.get("shape"),
        "right_shape": right.get("shape"),
        "kind": left.get("kind"),
        "right_kind": right.get("kind"),
        "length": left.get("length"),
        "value": "",
        "name": told.get("name", ""),
    }
    if right.get("value") not in (None, "", right.get("text")):
        fields["value"] = sentences.VALUE.format(value=right["value"])
    kind, fields["instead"] = _in_words_of(exercise, told["kind"], fields, where)
    return Finding(kind, fields)


def _in_words_of(
    exercise: Exercise | None, kind: str, fields: dict, where: Spot
) -> tuple[str, str]:
    """Return the kind of an error in the words of an exercise, and what to write instead."""
    if "detach().numpy()" in fields["message"]:
        # Python's advice is to detach. A forward pass must not, and a gradient need not.
        partial = exercise is None or exercise.partial
        return "stopped-numpy" if partial else "stopped-no-gradient", ""
    if kind == "stopped-product" and "()" in (fields["left_shape"], fields["right_shape"]):
        return "stopped-number", ""
    if kind == "stopped-index" and fields["length"] is None:
        return "stopped-other", ""
    if kind == "stopped-name":
        return _of_name(fields["name"], exercise, where)
    if kind == "stopped-other" and "is ambiguous" in fields["message"]:
        return "stopped-truth", ""
    if fields["message"].startswith(NO_MAXIMUM):
        fields["left"] = "torch.max"
        return "stopped-maximum", ""
    larger = kind == "stopped-no-tensor" and re.search(r"\.max(imum)?$", fields["left"] or "")
    if larger and fields["message"].endswith(("not int", "not float")):
        return "stopped-maximum", ""
    return kind, ""


def _of_name(name: str, exercise: Exercise | None, spot: Spot) -> tuple[str, str]:
    """Return the kind of a name without a value, and what to write instead."""
    if spot.place.endswith(".py") and name in MODULES and f"{name}." in spot.text:
        return "stopped-import", MODULES[name]
    if exercise and "A" in exercise.given and name in ACTIVATIONS:
        return "stopped-activation", ACTIVATIONS[name]
    return "stopped-name" if exercise else "stopped-name-here", ""


LONGEST_TEXT = 60
LONGEST_MESSAGE = 300
PRODUCTS = ("dot", "matmul", "mm", "inner")
# Functions and methods that change nothing
HARMLESS = (
    *PRODUCTS,
    *("sum", "mean", "max", "min", "abs", "transpose", "reshape", "ravel", "flatten", "squeeze"),
    *("maximum", "minimum", "relu", "clamp", "where", "sign", "outer", "multiply", "square"),
    *("array", "asarray", "tensor", "Tensor", "zeros", "ones", "zeros_like", "ones_like", "astype"),
    *("len", "range", "float", "int", "numpy", "detach", "copy", "clone"),
)
# What takes numbers out of PyTorch's sight
LEAVING = ("detach", "detach_", "no_grad", "inference_mode", "item", "numpy", "tolist", "data")
CLEARING = ("zero_grad", "zero_")  # what clears gradients
IMPORTS = (ast.Import, ast.ImportFrom)
IN_PLACE = ("inplace operation", "in-place operation")


def entries(error: BaseException) -> Iterator[types.TracebackType]:
    """Yield the entries of the traceback of an error, the outermost first."""
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def described(error: BaseException, entry: types.TracebackType, text: str, shift: int = 0) -> dict:
    """Say what failed in an entry of a traceback, whose file has a text.

    Returns
    -------
    dict
        ``line``, ``error``, ``message``, ``kind``, and with some kinds ``left`` and ``right``: what
        `_side` says of what met. The lines of a function that was compiled alone are shifted.
    """
    told = {
        "line": entry.tb_lineno,
        "error": type(error).__name__,
        "message": str(error)[:LONGEST_MESSAGE],
        "kind": "stopped-other",
    }
    node = _node(text, _position(entry, shift))
    return told | (_meaning(error, node, entry.tb_frame, text) if node is not None else {})


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


def _meaning(error: BaseException, node: ast.AST, frame: types.FrameType, text: str) -> dict:
    """Return the kind of what failed, and the values that met."""
    for part in ast.walk(node):
        if isinstance(part, (ast.Name, ast.Subscript)) and _value(part, frame)[1] is ...:
            return {"kind": "stopped-dots", "left": _side(part, frame, text)}
    met = _met(node)
    if isinstance(error, (TypeError, ValueError)):
        values = [(part, *_value(part, frame)) for part in _needed(node, met)]
        absent = [part for part, found, value in values if found and value is None]
        if absent:
            return {"kind": "stopped-none", "left": _side(absent[0], frame, text)}
    if met and isinstance(error, (ValueError, TypeError, RuntimeError)):
        kind, left, right = met
        sides = {"left": _side(left, frame, text), "right": _side(right, frame, text)}
        kind = _of_shapes(kind, node, met, frame)
        if kind and all(side["shape"] is not None for side in sides.values()):
            return {"kind": kind, **sides}
        types = [getattr(_value(part, frame)[1], "dtype", None) for part in (left, right)]
        if kind is None and None not in types and types[0] != types[1]:
            for side, dtype in zip(sides.values(), types, strict=True):
                side["kind"] = str(dtype).removeprefix("torch.")
            return {"kind": "stopped-types", **sides}
    outside = _outside(node, frame) if isinstance(error, IndexError) else None
    if outside and isinstance(node, ast.Subscript):
        left, right = _side(node.value, frame, text), _side(outside, frame, text)
        return {"kind": "stopped-axis", "left": left, "right": right}
    if isinstance(error, (IndexError, KeyError)) and isinstance(node, ast.Subscript):
        kind = "stopped-index" if isinstance(error, IndexError) else "stopped-key"
        left, right = _side(node.value, frame, text), _side(node.slice, frame, text)
        return {"kind": kind, "left": left, "right": right}
    if met and isinstance(error, TypeError):
        sides = {part: _side(part, frame, text) for part in met[1:]}
        strange = [s for s in sides.values() if s["shape"] is None and s["kind"]]
        if strange and len(strange) < len(sides):
            return {"kind": "stopped-operand", "left": strange[0]}
    if isinstance(error, RecursionError):
        return {"kind": "stopped-recursion"}
    if isinstance(error, NameError):
        early = isinstance(error, UnboundLocalError)
        kind = "stopped-too-early" if early else "stopped-name"
        return {"kind": kind, "name": (re.findall(r"'(\w+)'", str(error)) or [""])[0]}
    if isinstance(error, AttributeError) and isinstance(node, ast.Attribute):
        left = _side(node.value, frame, text)
        return {"kind": "stopped-attribute", "left": left, "right": {"text": node.attr}}
    if isinstance(error, TypeError) and isinstance(node, ast.Call):
        found, value = _value(node.func, frame)
        # Else a function was called, and has called what cannot be
        if found and not callable(value):
            return {"kind": "stopped-call", "left": _side(node.func, frame, text)}
        if "must be Tensor, not" in str(error):
            return {"kind": "stopped-no-tensor", "left": _side(node.func, frame, text)}
    if isinstance(error, RuntimeError) and "backward through the graph a second" in str(error):
        return {"kind": "stopped-second-backward"}
    return {}


def _outside(node: ast.AST, frame: types.FrameType) -> ast.expr | None:
    """Return which index of an array has no entry, if it is a whole number."""
    if not isinstance(node, ast.Subscript):
        return None
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


def _needed(node: ast.AST, met: tuple | None) -> Sequence[ast.expr]:
    """Return the parts of a node that must not be None."""
    if met:
        return met[1:]
    return [node.value] if isinstance(node, ast.Subscript) else []


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
        return name in HARMLESS
    return not isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom))


# Where it came from


def lines(error: BaseException, is_own: Callable) -> list[tuple[int, str]]:
    """Return the lines where the mistake may be, with their files or cells, the likeliest first.

    ``is_own`` says of a file's name whether the student has written what is in it.
    """
    own = [e for e in entries(error) if is_own(e.tb_frame.f_code.co_filename)]
    found = [] if not own else [_spot(own[-1]), *_origins(error, own)]
    return list(dict.fromkeys(found))


def changed_in_place(error: BaseException, text: str) -> list[int]:
    """Return the lines of a text in which something is changed that PyTorch needs unchanged."""
    if not any(words in str(error) for words in IN_PLACE):
        return []
    nodes = list(ast.walk(ast.parse(text)))
    changed = [node.lineno for node in nodes if isinstance(node, ast.AugAssign)]
    called = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr.endswith("_")
    ]
    return changed + called


def leaving(text: str, by: Sequence[str] = LEAVING) -> list[int]:
    """Return the lines of a text in which numbers leave PyTorch, or what else has some names."""
    nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Attribute, ast.Name))]
    names = [(getattr(node, "attr", getattr(node, "id", "")), node.lineno) for node in nodes]
    return sorted({line for name, line in names if name in by})


def _spot(entry: types.TracebackType) -> tuple[int, str]:
    code = entry.tb_frame.f_code
    return line_of(code, entry.tb_lineno), place_of(code.co_filename)


def _origins(error: BaseException, own: list) -> Iterator[tuple[int, str]]:
    """Yield the lines that gave what met its value."""
    filename = own[-1].tb_frame.f_code.co_filename
    text = "".join(linecache.getlines(filename))
    line, place = _spot(own[-1])
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    told = described(error, own[-1], text, line - own[-1].tb_lineno)
    yield from ((number, place) for number in _by_kind(told, tree, line))
    if told["kind"] in HANDED_ON:
        handed = [n for n in _handed_on(told, tree, own) if n != line]
        # A thing is what it is where it was chosen; that there is none, comes from farther
        last = handed[:1] if told["kind"] == "stopped-attribute" else handed[-1:]
        yield from ((number, place) for number in last)
    for node in _suspects(told, tree, line):
        if isinstance(node, ast.Attribute) and _is_self(node):
            yield from ((number, place) for number in _assigned_attribute(tree, node.attr))
            continue
        name = _root(node)
        function = _function_at(tree, line)
        if name is None or function is None:
            continue
        again = _assigned_again(function, name, line)
        if told["kind"] == "stopped-none" and again is not None:
            yield again, place  # in the turn before
        before = _assigned(function, name, line)
        helpers = [(number, place) for number in _of_helpers(tree, function, name, line)]
        if before is not None:
            # What only begins with another name is not where it went wrong
            first = [(before, place)]
            yield from helpers + first if _is_begun(function, before) else first + helpers
        elif name in _parameters(function) and len(own) > 1:
            yield _spot(own[-2])


# What is wrong with a value by its kind, wherever it is handed on
HANDED_ON = (
    "stopped-none",
    "stopped-attribute",
    "stopped-types",
    "stopped-operand",
    "stopped-call",
)
MOST_STEPS = 8


def _handed_on(told: dict, tree: ast.Module, own: list) -> Iterator[int]:
    """Yield the lines that hand on what met where a program stopped, the last one first.

    They give it another name, take it out of something, return it, or call a function with it.
    """
    frames = [_spot(entry)[0] for entry in own]
    line, text = frames[-1], told.get("left", {}).get("text", "")
    try:
        node: ast.AST | None = ast.parse(text, mode="eval").body
    except SyntaxError:
        return
    function = _function_at(tree, line)
    for _ in range(MOST_STEPS):
        name = _root(node) if isinstance(node, ast.expr) else None
        if name is None or function is None:
            return
        before = _assigned(function, name, line) if line else _assigned(function, name, 10**9)
        if told["kind"] == "stopped-none" and _assigned_again(function, name, line):
            return  # it comes from the turn before
        looped = _looped_over(function, name)
        if looped is not None and before in (None, line, looped.lineno):
            node = looped
            continue
        if before is None and name in _parameters(function) and len(frames) > 1:
            called = function
            frames.pop()
            line, function = frames[-1], _function_at(tree, frames[-1])
            node = _argument(tree, line, called, name)
            continue
        if before is None or before > line:
            return
        yield before
        line = before
        node = _value_of(function, name, before)
        while isinstance(node, ast.Call):
            helper = _helper(tree, node)
            if helper is None:
                node = node.func.value if isinstance(node.func, ast.Attribute) else None
                break
            returned = [n for n in ast.walk(helper) if isinstance(n, ast.Return)]
            function, node = helper, returned[-1].value if returned else None
            line = returned[-1].lineno if returned else line
        if not isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)):
            return


def _value_of(function: ast.FunctionDef, name: str, line: int) -> ast.expr | None:
    """Return what a name gets in a line, if it gets it alone."""
    every = [n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.lineno == line]
    names = [[getattr(target, "id", "") for target in node.targets] for node in every]
    return next((n.value for n, ids in zip(every, names, strict=True) if name in ids), None)


def _looped_over(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a name goes through one by one, if it does."""
    for node in ast.walk(function):
        target = node.target if isinstance(node, ast.For | ast.comprehension) else None
        if isinstance(target, ast.Name) and target.id == name:
            return node.iter  # type: ignore[attr-defined]
    return None


def _helper(tree: ast.Module, call: ast.Call) -> ast.FunctionDef | None:
    """Return the function of the program that is called, if its name tells."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    defined = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    return defined[0] if len(defined) == 1 else None


def _argument(tree: ast.Module, line: int, function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a function was called with in a line, for one of its parameters."""
    names = [argument.arg for argument in function.args.args]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.lineno == line and _helper(tree, node) is function:
            given = dict(zip(names[len(names) - len(node.args) :], node.args, strict=False))
            given |= {k.arg: k.value for k in node.keywords if k.arg}
            return given.get(name)
    return None


def _is_begun(function: ast.FunctionDef, line: int) -> bool:
    """Say whether a line gives something another name, and computes nothing."""
    assigned = [n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.lineno == line]
    names = (ast.Name, ast.Subscript, ast.Attribute)
    return bool(assigned) and all(isinstance(node.value, names) for node in assigned)


def _of_helpers(tree: ast.Module, function: ast.FunctionDef, name: str, line: int) -> list[int]:
    """Return the lines in which functions return what a name gets in the line that has stopped.

    In a loop, the line has given the name its value before.
    """
    stored = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and node.lineno == line
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    called = {
        getattr(inner.func, "attr", getattr(inner.func, "id", ""))
        for node in stored
        for inner in ast.walk(node.value)
        if isinstance(inner, ast.Call)
    }
    return [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in called
        for inner in ast.walk(node)
        if isinstance(inner, ast.Return)
    ]


def _by_kind(told: dict, tree: ast.Module, line: int) -> Iterator[int]:
    """Yield the lines that a kind of error points at by itself."""
    if told["kind"] == "stopped-too-early":
        known = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & set(dir(builtins))
        known |= {a.asname or a.name for n in tree.body if isinstance(n, IMPORTS) for a in n.names}
        if told["name"] in known:
            yield from _stored(tree, told["name"])  # it had a meaning, before
    if told["kind"] in ("stopped-name", "stopped-too-early"):
        yield from _misnamed(_function_at(tree, line), line)
    if told["kind"] == "stopped-none":
        for node in ast.walk(tree):
            # A function whose result somebody uses, and which returns none
            if isinstance(node, ast.FunctionDef) and not _returns(node) and _is_used(tree, node):
                yield node.body[-1].lineno
    for node in ast.walk(tree) if told["kind"] != "stopped-axis" else ():
        # A name of Python's that has got another meaning
        if isinstance(node, ast.Name) and node.lineno == line and hasattr(builtins, node.id):
            yield from _stored(tree, node.id)
    if told["kind"] == "stopped-attribute":
        yield from _assigned_attribute(tree, told["right"]["text"])
    if told["kind"] == "stopped-attribute" and told["left"]["text"].endswith(".grad"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "zero_grad":
                yield node.lineno
    if told["kind"] == "stopped-key":
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                if len(set(keys)) < len(keys):
                    yield node.lineno


def _misnamed(function: ast.FunctionDef | None, line: int) -> list[int]:
    """Return the lines that give a value to a name which nobody asks for, the likeliest first.

    Likelier are those whose value another one replaces, or which have the name of a parameter.
    """
    if function is None:
        return []
    nodes = list(ast.walk(function))
    inner = {id(n) for c in nodes if isinstance(c, ast.comprehension) for n in ast.walk(c.target)}
    names = [node for node in nodes if isinstance(node, ast.Name) and id(node) not in inner]
    loops = [node for node in nodes if isinstance(node, (ast.For, ast.While))]
    several = {id(n) for t in nodes if isinstance(t, ast.Tuple) for n in t.elts}
    likelier, found = [], []
    for stored in (n for n in names if isinstance(n.ctx, ast.Store) and n.lineno < line):
        around = [loop for loop in loops if _holds(loop, stored)]
        same = [n for n in names if n.id == stored.id]
        later = [n for n in same if isinstance(n.ctx, ast.Store) and n.lineno > stored.lineno]
        following = min(later, key=lambda node: node.lineno, default=None)
        held = any(_holds(loop, following) for loop in around)
        end = _end(function) if held or not following else following.lineno
        asked = any(
            stored.lineno < node.lineno <= end or any(_holds(loop, node) for loop in around)
            for node in same
            if isinstance(node.ctx, ast.Load)
        )
        if stored.id in _parameters(function) or (not asked and following):
            likelier.append(stored.lineno)
        elif not asked:
            found.append(stored.lineno)
        # Of two lines that give one name a value, the second has been copied from the first
        alone = not several & {id(stored), id(following)}
        if following and not asked and alone and not any(_holds(loop, following) for loop in loops):
            likelier.append(following.lineno)
    every = sorted(likelier, reverse=True) + sorted(found, reverse=True)
    return [number for number in every if number < line]


def _holds(outer: ast.stmt, node: ast.expr | None) -> bool:
    return node is not None and outer.lineno <= node.lineno <= _end(outer)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(n, (ast.Return, ast.Yield, ast.Raise)) for n in ast.walk(function))


def _is_used(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Say whether the result of a call of a function is used."""
    statements = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return any(
        isinstance(n, ast.Call)
        and id(n) not in statements
        and getattr(n.func, "attr", getattr(n.func, "id", "")) == function.name
        for n in ast.walk(tree)
    )


def _suspects(told: dict, tree: ast.Module, line: int) -> list[ast.expr]:
    """Return what met where the program stopped, the likelier first."""
    sides = [told[side]["text"] for side in ("left", "right") if told.get(side, {}).get("text")]
    if told["kind"] == "stopped-attribute":
        sides = sides[:1]
    single = [told[s]["text"] for s in ("left", "right") if told.get(s, {}).get("shape") == "()"]
    if told["kind"] == "stopped-product" and single:
        sides = single  # a product is wanted of arrays, and this has become one number
    if told["kind"] == "stopped-axis":
        sides = sides[1:]
    if told["kind"] in ("stopped-index", "stopped-key") and told["left"].get("length"):
        sides = sides[::-1]  # the number, and then what it is asked of
    nodes: list[ast.expr] = []
    for side in sides:
        try:
            nodes.append(ast.parse(side, mode="eval").body)
        except SyntaxError:
            continue  # it was too long
    if not nodes:
        nodes = [n for n in ast.walk(tree) if isinstance(n, ast.expr) and n.lineno == line]
    parts = [part for node in nodes for part in ast.walk(node)]
    if told["kind"] == "stopped-axis":
        # What is counted is wrong less often than what it is multiplied by
        loops = [n.target for n in ast.walk(tree) if isinstance(n, (ast.For, ast.comprehension))]
        counted = {n.id for t in loops for n in ast.walk(t) if isinstance(n, ast.Name)}
        parts.sort(key=lambda part: isinstance(part, ast.Name) and part.id in counted)
    return [
        part
        for part in parts
        if isinstance(part, ast.Name) or (isinstance(part, ast.Attribute) and _is_self(part))
    ]


def _is_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def _root(node: ast.expr) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """Return the innermost function in which a line is."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= _end(node)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _parameters(function: ast.FunctionDef) -> set[str]:
    every = function.args
    return {a.arg for a in (*every.posonlyargs, *every.args, *every.kwonlyargs)}


def _assigned(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line that gives a name its value last before another line, or after it."""
    found = sorted(
        {
            node.lineno
            for node in ast.walk(function)
            if isinstance(node, ast.Name)
            and node.id == name
            and isinstance(node.ctx, ast.Store)
            and node.lineno != line
        }
    )
    before = [number for number in found if number < line]
    # In a loop what stands below comes before as well
    return before[-1] if before else next(iter(found), None)


def _assigned_again(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line of the loop around another line that gives a name its value below it."""
    loops = [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.For, ast.While)) and node.lineno < line <= _end(node)
    ]
    found = [number for loop in loops for number in _stored(loop, name)]
    return max((number for number in found if number > line), default=None)


def _stored(tree: ast.AST, name: str) -> list[int]:
    """Return the lines that give a name its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]


def _assigned_attribute(tree: ast.Module, name: str) -> list[int]:
    """Return the lines that give an attribute its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Store)
    ]
