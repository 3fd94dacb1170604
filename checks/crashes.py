"""Where a program stops, and what it wanted to do there.

A program is run once, step by step. If it stops with an error, Python knows which part of the line
it came from; the values that meet there are computed once more, and described.
"""

import ast
import itertools
import re
import sys
import types
from collections.abc import Iterator

import numpy

from checks import reading

MOST_STEPS, MOST_TURNS = 600, 20_000  # lines whose values are looked at, and that are counted
LONGEST_TEXT = 60
SAME = 1e-5
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


def run(runner):
    """Run a program as it is.

    Returns
    -------
    dict
        ``stopped``: what `where` says, or None. ``right``: whether the answer was right.
        ``steps``: the lines that were executed, pairs of part and line, in order of their first
        time. ``turns``: how many lines were executed.
    """
    stopped, right = None, False
    try:
        with runner.clock.limit(runner.longest):
            right = runner.task.is_right(runner.function())
    except (KeyboardInterrupt, Exception, SystemExit) as error:
        stopped = where(error, runner.parts)
    steps, seen, turns = _steps(runner)
    return {"stopped": stopped, "right": right, "steps": steps, "seen": seen, "turns": turns}


class Enough(Exception):
    """A program has run long enough to know its lines."""


def _steps(runner):
    """Return the lines that are executed, and those that compute values, with what is known."""
    steps, watch, left = {}, Watch(runner.task.right.get("known", ())), itertools.count(1)
    turns = [0]

    def trace(frame, event, argument):
        if not frame.f_code.co_filename.startswith("<part "):
            return None
        if event in ("line", "return"):
            turn = turns[0] = next(left)
            if turn > MOST_TURNS:
                raise Enough
            if turn <= MOST_STEPS:
                watch.look(frame)
            steps.setdefault((_part(frame), frame.f_lineno))
        return trace

    try:
        with runner.clock.limit(runner.longest):
            function = runner.function()
            runner.task.arguments(function)
            sys.settrace(trace)
            try:
                runner.task.is_right(function)
            finally:
                sys.settrace(None)
    except (KeyboardInterrupt, Exception, SystemExit):
        pass  # what came before is known
    return list(steps), list(watch.seen.items()), turns[0]


class Watch:
    """Looks at the values that lines compute.

    Parameters
    ----------
    known : list of numpy.ndarray
        Values on the way from the error back to the parameters. A value is taken for one of them in
        any orientation, with any factor, and for one sample alone.

    Attributes
    ----------
    seen : dict
        Lines that have computed values, and whether all of them are known.
    """

    def __init__(self, known) -> None:
        self.known = {}
        for array in known:
            for value in (array, *(array if array.ndim > 1 else ())):
                self.known.setdefault(value.size, []).append(_signature(value))
        self.known = {size: numpy.array(rows) for size, rows in self.known.items()}
        self.before, self.seen = {}, {}

    def look(self, frame) -> None:
        """Compare what a frame holds with what it held at the line before."""
        line, values = self.before.get(id(frame), (None, {}))
        now = {id(value): value for value in _arrays(frame.f_locals)}
        if line is not None:
            new = [value for name, value in now.items() if name not in values]
            if new:
                self.seen[line] = self.seen.get(line, True) and all(map(self._is_known, new))
        # The values are kept, or others could be stored in their places
        self.before[id(frame)] = ((_part(frame), frame.f_lineno), now)

    def _is_known(self, value):
        known = self.known.get(value.size)
        if known is None or not value.any():
            return known is not None
        return bool((abs(known - _signature(value)).max(axis=1) < SAME).any())


def _arrays(values):
    """Yield the arrays among some values, and in lists and dictionaries of them."""
    for value in values.values():
        if isinstance(value, numpy.ndarray) and value.dtype.kind in "fb":
            yield value
        elif isinstance(value, dict):
            yield from _arrays(dict(itertools.islice(value.items(), 8)))
        elif isinstance(value, (list, tuple)) and len(value) < 8:
            yield from _arrays(dict(enumerate(value)))


def _signature(array):
    """Return what an array has in common with its transpose and its multiples."""
    entries = numpy.sort(abs(array.astype(float)), axis=None)
    return entries / (numpy.linalg.norm(entries) or 1)


def _part(frame):
    """Return the number of the part that a frame executes."""
    return int(frame.f_code.co_filename.removeprefix("<part ").removesuffix(">"))


def where(error, parts):
    """Describe where a program has stopped.

    Parameters
    ----------
    error : BaseException
    parts : list of dict
        See `checks.sources.Part`.

    Returns
    -------
    dict or None
        None if that was not in the program. ``part``, ``line`` in it, ``error``, ``message``,
        ``kind``, and with some kinds ``left`` and ``right``: what `_side` says of what met.
    """
    own = [e for e in entries(error) if e.tb_frame.f_code.co_filename.startswith("<part ")]
    if not own:
        return None
    part = _part(own[-1].tb_frame)
    return {"part": part} | described(error, own[-1], parts[part]["text"])


def entries(error: BaseException) -> Iterator[types.TracebackType]:
    """Yield the entries of the traceback of an error, the outermost first."""
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def described(error: BaseException, entry: types.TracebackType, text: str, shift: int = 0) -> dict:
    """Say what failed in an entry of a traceback, whose file has a text: `where` without a part.

    The lines of a function that was compiled alone are shifted.
    """
    told = {
        "line": entry.tb_lineno,
        "error": type(error).__name__,
        "message": str(error)[:LONGEST_MESSAGE],
        "kind": "stopped-other",
    }
    node = _node(text, _position(entry, shift))
    return told | (_meaning(error, node, entry.tb_frame, text) if node is not None else {})


def _position(entry, shift):
    """Return the lines and columns of what was executed: first, last, begin, end."""
    positions = entry.tb_frame.f_code.co_positions()
    position = next(itertools.islice(positions, entry.tb_lasti // 2, None), None)
    if position is None or None in position:
        return None
    return (position[0] + shift, position[1] + shift, *position[2:])


def _node(text, position):
    """Return the node of the syntax tree at a position, or None."""
    for node in ast.walk(ast.parse(text)):
        # A call that is a statement stands where its statement does
        if not isinstance(node, (ast.expr, ast.stmt)) or isinstance(node, ast.Expr):
            continue
        if position == (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset):
            return node
    return None


def _meaning(error, node, frame, text):
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
    if isinstance(error, (IndexError, KeyError)) and isinstance(node, ast.Subscript):
        kind = "stopped-index" if isinstance(error, IndexError) else "stopped-key"
        sides = {"left": node.value, "right": node.slice}
        return {"kind": kind} | {name: _side(side, frame, text) for name, side in sides.items()}
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


def _of_shapes(kind, node, met, frame):
    """Return the kind of an operation whose shapes do not fit, or None if they do."""
    shapes = [getattr(_value(part, frame)[1], "shape", ()) for part in met[1:]]
    if kind == "stopped-product":
        return kind
    try:
        together = numpy.broadcast_shapes(*shapes)
    except (ValueError, TypeError):
        return kind
    fits = not isinstance(node, ast.AugAssign) or together == tuple(shapes[0])
    return None if fits else "stopped-fit"


def _needed(node, met):
    """Return the parts of a node that must not be None."""
    if met:
        return met[1:]
    return [node.value] if isinstance(node, ast.Subscript) else []


def _met(node):
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


def _side(node, frame, text):
    """Return the text of an operand, the shape and the kind of its value."""
    source = ast.get_source_segment(text, node) or ""
    told = {"text": " ".join(source.split())[:LONGEST_TEXT], "shape": None, "kind": "", "value": ""}
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


def _value(node, frame):
    """Return whether an operand still has a value, and that value."""
    # In a notebook the values are those of the cells that follow: nothing may change them
    tried = frame.f_code.co_filename.startswith("<part ")
    if not tried and not all(map(_is_harmless, ast.walk(node))):
        return False, None
    # Read anew, because it may be a place that is assigned to
    node = ast.parse(ast.unparse(node), mode="eval")
    try:
        return True, eval(compile(node, "<operand>", "eval"), frame.f_globals, dict(frame.f_locals))
    except Exception:
        return False, None


def _is_harmless(node) -> bool:
    """Say whether an expression can be computed once more without an effect."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return name in HARMLESS
    return not isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom))


def suspects(told, parts):
    """Return how early a change is to be tried, as a function of the part's number and the change.

    The line that stopped comes first, then those before it. Without an error, first come the lines
    whose values are unknown, then those without values, each in the order of execution. If a name
    has no value, and stands nowhere else, then it was to be given one: such changes come before
    all others.
    """
    steps = [tuple(step) for step in told["steps"]]
    stopped, seen = told["stopped"], {tuple(line): known for line, known in told["seen"]}
    order, unbound = {}, None
    if stopped:
        order[stopped["part"], stopped["line"]] = 0
        steps = steps[::-1]
        text = "".join(part["text"] for part in parts)
        name = stopped.get("name")
        if name and len(re.findall(rf"(?<![.])\b{name}\b", text)) == 1:
            unbound = name
    else:
        ranks = {False: 0, None: 1, True: 2}
        steps.sort(key=lambda step: ranks[seen.get(step)])
    for step in steps:
        order.setdefault(step, len(order))

    def rank(part, change):
        if unbound and change.text == unbound:
            return -1
        return order.get((part, change.line), len(order) + 1)

    return rank
