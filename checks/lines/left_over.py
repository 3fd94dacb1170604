"""Edits of what a program leaves in an array: what is written over, or never cleared.

Both are no wrong value of any expression. Where contributions take the place of one another, they
are added instead; where a sum begins with what was left there, that is cleared before.
"""

import ast
import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy

from checks.lines.edits import Edit, Put, is_alive, parsed
from checks.tracing import Looped

ADD, CLEAR = "__add__", "__clear__"  # functions that stand in the program then
OVERWRITTEN, NOT_CLEARED = "overwritten", "not-cleared"  # see `checks.sentences`


def edits(tree: ast.Module) -> Iterator[Edit]:
    """Yield what may be done in another way in a part: the fewest statements first."""
    nodes = list(ast.walk(tree))
    functions = [list(ast.walk(node)) for node in nodes if isinstance(node, ast.FunctionDef)]
    every = [node for node in nodes if _may_add(node)]
    places = {_place(node) for node in every}
    groups: list[list[Any]] = [
        *([node] for node in every),
        *([node for node in every if node in function] for function in functions),
        *([node for node in every if _place(node) == place] for place in sorted(places)),
    ]
    for group in sorted(filter(None, groups), key=len):
        lines = tuple(dict.fromkeys(node.lineno for node in group))
        yield Edit(lines, tuple(map(_adding, group)), OVERWRITTEN)
    for node in nodes:
        if isinstance(node, ast.AugAssign):
            around = [n for n in nodes if isinstance(n, Looped) and node in ast.walk(n)]
            for what in _containers(node.target):
                lines = tuple(dict.fromkeys([node.lineno, *_made(nodes, what)]))
                for outer in reversed(around):
                    yield Edit(lines, (_clearing(outer, what),), NOT_CLEARED)


def _may_add(node: Any) -> bool:
    """Say whether a node gives a computed value to an entry or an attribute."""
    if not isinstance(node, ast.Assign) or isinstance(node.value, ast.Constant):
        return False
    return len(node.targets) == 1 and isinstance(node.targets[0], (ast.Attribute, ast.Subscript))


def _place(node: Any) -> str:
    """Return the attribute of anything, or the array, to which a statement gives a value."""
    target = node.targets[0]
    return target.attr if isinstance(target, ast.Attribute) else ast.unparse(target.value)


def _containers(target: ast.expr) -> Iterator[str]:
    """Yield what holds what is assigned to, the innermost first."""
    if isinstance(target, ast.Attribute):
        yield ast.unparse(target)
    while isinstance(target, ast.Subscript):
        target = target.value
        yield ast.unparse(target)


def _made(nodes: Sequence[ast.AST], what: str) -> list[int]:
    """Return the lines in which something is made, or what holds it."""
    whole = {what, *_containers(ast.parse(what, mode="eval").body)}
    stores = [n for n in nodes if isinstance(n, ast.Assign)]
    return [n.lineno for n in stores if {*map(ast.unparse, n.targets)} & whole]


def _adding(node: ast.Assign) -> Put:
    """Return what adds to what stood there, in place of a statement that does not."""
    call = parsed(f"{ADD}(lambda: {ast.unparse(node.targets[0])}, 0)")
    call.args[-1] = node.value
    return Put(node, "value", call)


def _clearing(node: Looped, what: str) -> Put:
    """Return what clears something when a loop or a function begins."""
    clear = ast.Expr(parsed(f"{CLEAR}(lambda: {what})"))
    ast.fix_missing_locations(clear)
    begun = int(is_alive(node.body[0]))
    return Put(node, "body", [*node.body[:begun], clear, *node.body[begun:]])


def added(before: Callable[[], Any], value: Any) -> Any:
    """Return a value with what stood in its place before, if anything did."""
    with contextlib.suppress(Exception):
        old = before()
        total = None if old is None else numpy.add(old, value)
        if total is not None and numpy.shape(total) == numpy.shape(value):
            return total.tolist() if isinstance(value, list) else total
    return value


def cleared(container: Callable[[], Any]) -> None:
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
