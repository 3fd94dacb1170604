"""Experiments with what a program leaves in an array: written over, or never cleared.

Both are no wrong value of any expression. Where contributions take the place of one another, they
are added instead; where a sum begins with what was left there, that is cleared before. If the
answer is right then, this was the mistake.
"""

import ast
import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy

from checks.lines.sources import Program
from checks.tracing import Line, Looped, Trace

ADD, CLEAR = "__add__", "__clear__"
NAMES = OVERWRITTEN, NOT_CLEARED = "overwritten", "not-cleared"  # see `checks.sentences`
MOST, LONGEST = 60, 2.0  # programs that are tried, and seconds of computing

Position = tuple[int, int]  # the line and the column of a statement


class Edit(NamedTuple):
    """One thing that is done in another way."""

    name: str
    at: tuple[Position, ...]  # the statements
    where: Position = (0, 0)  # the loop or function that clears something when it begins
    what: str = ""  # that


def cured(program: Program, is_right: Callable[[Trace], bool]) -> tuple[str, list[Line]] | None:
    """Return what is wrong with what is left in an array, and where, if another way is right."""
    edits = [(n, e) for n, part in enumerate(program.parts) if not part.fixed for e in _edits(part)]
    end = time.process_time() + LONGEST
    for number, edit in edits[:MOST]:
        if time.process_time() > end:
            return None
        parts, text = list(program.parts), program.parts[number].text
        parts[number] = replace(parts[number], text=_edited(text, edit))
        trace = Trace(replace(program, parts=parts), None)
        trace.names |= {ADD: _added, CLEAR: _cleared}
        if is_right(trace):
            made = _made(text, edit.what) if edit.what else []
            lines = [*(line for line, _ in edit.at), *made]
            return edit.name, [Line(number, line) for line in dict.fromkeys(lines)]
    return None


def _edits(part: Any) -> Iterator[Edit]:
    """Yield what may be done in another way in a part: the fewest statements first."""
    nodes = list(ast.walk(ast.parse(part.text)))
    functions = [list(ast.walk(node)) for node in nodes if isinstance(node, ast.FunctionDef)]
    every = [node for node in nodes if _may_add(node)]
    names = {_attribute(node) for node in every} - {""}
    groups: list[list[ast.AST]] = [
        *([node] for node in every),
        *([node for node in every if node in function] for function in functions),
        *([node for node in every if _attribute(node) == name] for name in names),
    ]
    adding = {tuple(map(_place, group)) for group in groups if group}
    yield from (Edit(OVERWRITTEN, places) for places in sorted(adding, key=lambda p: (len(p), p)))
    for node in nodes:
        if isinstance(node, ast.AugAssign):
            around = [n for n in nodes if isinstance(n, Looped) and node in ast.walk(n)]
            for what in _containers(node.target):
                for outer in reversed(around):
                    yield Edit(NOT_CLEARED, (_place(node),), _place(outer), what)


def _place(node: Any) -> Position:
    return node.lineno, node.col_offset


def _may_add(node: Any) -> bool:
    """Say whether a node gives a computed value to an entry or an attribute."""
    if not isinstance(node, ast.Assign) or isinstance(node.value, ast.Constant):
        return False
    return len(node.targets) == 1 and isinstance(node.targets[0], (ast.Attribute, ast.Subscript))


def _attribute(node: Any) -> str:
    return getattr(node.targets[0], "attr", "")


def _containers(target: ast.expr) -> Iterator[str]:
    """Yield what holds what is assigned to, the innermost first."""
    if isinstance(target, ast.Attribute):
        yield ast.unparse(target)
    while isinstance(target, ast.Subscript):
        target = target.value
        yield ast.unparse(target)


def _made(text: str, what: str) -> list[int]:
    """Return the lines in which something is made, or what holds it."""
    nodes = list(ast.walk(ast.parse(text)))
    whole = [what, *_containers(ast.parse(what, mode="eval").body)]
    stores = [n for n in nodes if isinstance(n, ast.Assign)]
    return [n.lineno for n in stores if {*map(ast.unparse, n.targets)} & {*whole}]


def _edited(text: str, edit: Edit) -> str:
    """Return a text in which something is done in another way."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and edit.name == OVERWRITTEN and _place(node) in edit.at:
            before = ast.unparse(node.targets[0])
            node.value = _call(f"{ADD}(lambda: {before}, 0)", node.value)
        elif isinstance(node, Looped) and edit.what and _place(node) == edit.where:
            node.body.insert(0, ast.Expr(_call(f"{CLEAR}(lambda: {edit.what})")))
    return ast.unparse(ast.fix_missing_locations(tree))


def _call(text: str, last: ast.expr | None = None) -> ast.expr:
    """Return a call, with another last argument if one is given."""
    call: Any = ast.parse(text, mode="eval").body
    if last is not None:
        call.args[-1] = last
    return call


def _added(before: Callable[[], Any], value: Any) -> Any:
    """Return a value with what stood in its place before, if anything did."""
    with contextlib.suppress(Exception):
        old = before()
        total = None if old is None else numpy.add(old, value)
        if total is not None and numpy.shape(total) == numpy.shape(value):
            return total.tolist() if isinstance(value, list) else total
    return value


def _cleared(container: Callable[[], Any]) -> None:
    """Clear an array or a list in place, if it is there already."""
    with contextlib.suppress(Exception):
        _clear(container())


def _clear(values: Any) -> None:
    if isinstance(values, numpy.ndarray) and values.dtype != object:
        values[...] = 0
        return
    entries: Sequence = list(values) if isinstance(values, dict) else range(len(values))
    for entry in entries:
        if isinstance(values[entry], (int, float)):
            values[entry] = 0.0
        else:
            _clear(values[entry])
