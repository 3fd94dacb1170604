"""Statements that may stand elsewhere, or in another form, and functions that may know others.

Those of `edit_rules` are for expressions.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.instrumenting import NAMING
from checks.lines import syntax
from checks.lines.called_by_edits import KEPT
from checks.lines.edits import (
    COPIED,
    DROPPED,
    GATHERING,
    LATE,
    MOVED,
    REBOUND,
    REMOVED,
    Edit,
    Replacement,
    copy_of,
    is_of_module,
    is_tick,
)
from checks.lines.sources import DEFINITIONS

FAR = 3  # statements across which one is moved


class Block(NamedTuple):
    """Statements that stand one below the other."""

    node: Any
    field: str
    begun: list  # what counts the turns
    statements: list

    def edit(self, statement: ast.stmt, kind: str, new: list, *others: ast.stmt) -> Edit:
        """Return what has other statements, because of one, or of others as much."""
        replacement = Replacement(self.node, self.field, [*self.begun, *new])
        return Edit((statement.lineno, *(other.lineno for other in others)), (replacement,), kind)

    def within(self, new: list) -> Any:
        """Return the loop or condition of this block with other statements."""
        fields = {name: getattr(self.node, name) for name in self.node._fields}
        copy = type(self.node)(**fields | {self.field: [*self.begun, *new]})
        return ast.copy_location(copy, self.node)


def blocks(node: Any) -> Iterator[Block]:
    """Yield the statements of a node that stand one below the other, without what counts turns."""
    for field in ("body", "orelse"):
        every = getattr(node, field, None)
        if isinstance(every, list) and every:
            begun = int(is_tick(every[0]))
            yield Block(node, field, every[:begun], every[begun:])


def other_orders(block: Block) -> Iterator[Edit]:
    """Yield a block without one of its statements, and with it in another place."""
    every = block.statements
    for n, one in enumerate(every):
        if isinstance(one, (*DEFINITIONS, ast.Import, ast.ImportFrom)):
            continue
        rest = [*every[:n], *every[n + 1 :]]
        if not isinstance(one, (ast.Return, ast.Pass)):
            yield block.edit(one, REMOVED, rest or [ast.copy_location(ast.Pass(), one)])
        # What follows a return is not reached
        first = n if isinstance(one, ast.Return) else max(0, n - FAR)
        places = {*range(first, min(len(rest), n + FAR) + 1)} - {n}
        for to in sorted(places, key=lambda place: abs(place - n)):
            # Which of the two that change places is wrong, nobody knows
            yield block.edit(one, MOVED, [*rest[:to], one, *rest[to:]], every[to])


def in_and_out(block: Block) -> Iterator[Edit]:
    """Yield statements beside a loop or a condition within it, and those within it beside it."""
    for n, one in enumerate(block.statements):
        if not isinstance(one, (ast.For, ast.While, ast.If)):
            continue
        before, after = block.statements[:n], block.statements[n + 1 :]
        inner = next(blocks(one))
        first, *others = inner.statements
        *most, last = inner.statements
        if others:
            yield block.edit(first, MOVED, [*before, first, inner.within(others), *after])
            yield block.edit(last, MOVED, [*before, inner.within(most), last, *after])
        if before:
            new = inner.within([before[-1], *inner.statements])
            yield block.edit(before[-1], MOVED, [*before[:-1], new, *after])
        if after and not isinstance(after[0], ast.Return):
            new = inner.within([*inner.statements, after[0]])
            yield block.edit(after[0], MOVED, [*before, new, *after[1:]])


def not_dropped(block: Block) -> Iterator[Edit]:
    """Yield a block in which something is kept that is worked out for nobody."""
    every = block.statements
    for n, one in enumerate(every):
        if not isinstance(one, ast.Expr) or is_tick(one):
            continue
        for target, value in _meant(one.value):
            text = ast.unparse(target)
            if isinstance(target, NAMING) and not is_of_module(text):
                kept: Any = ast.parse(f"{text} = 0").body[0]
                if isinstance(one.value, ast.Call):
                    value = ast.Call(ast.Name(KEPT, ast.Load()), [value], [])
                kept.value = ast.fix_missing_locations(value)
                new = ast.copy_location(kept, one)
                yield block.edit(one, DROPPED, [*every[:n], new, *every[n + 1 :]])


def named_apart(block: Block) -> Iterator[Edit]:
    """Yield a block in which what gets several names is a copy for all but the first of them."""
    every = block.statements
    for n, one in enumerate(every):
        if isinstance(one, ast.Assign) and len(one.targets) > 1:
            first = ast.parse(ast.unparse(one.targets[0]), mode="eval").body
            values = [one.value, *(copy_of(first) for _ in one.targets[1:])]
            new = [
                ast.fix_missing_locations(ast.copy_location(ast.Assign([target], value), one))
                for target, value in zip(one.targets, values, strict=True)
            ]
            yield block.edit(one, COPIED, [*every[:n], *new, *every[n + 1 :]])


def _meant(value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what an expression may have been meant to change, and into what."""
    if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq):
        yield value.left, value.comparators[0]
    if isinstance(value, ast.BinOp):
        yield value.left, value
    if isinstance(value, ast.Call) and getattr(value.func, "attr", "") not in GATHERING:
        yield from ((given, value) for given in value.args[:1])
        if isinstance(value.func, ast.Attribute):
            yield value.func.value, value


def written_into(function: ast.FunctionDef) -> Iterator[Edit]:
    """Yield what gets the name of a parameter, and is written into that, whole or by turns."""
    returned = {
        node.id
        for end in syntax.every(ast.Return, function)
        for node in syntax.every(ast.Name, end)
    }
    given, loops = syntax.parameters(function) - returned, syntax.every(ast.For, function)
    for node in syntax.every(ast.Assign, function):
        name = getattr(node.targets[0], "id", "")
        turns = [ast.unparse(loop.target) for loop in loops if node in ast.walk(loop)]
        for index in ("...", *turns) if name in given else ():
            place: Any = ast.parse(f"{name}[{index}] = 0").body[0]
            written = Replacement(node, "targets", place.targets)
            yield Edit((node.lineno,), (written,), REBOUND)


def bound_at_once(outer: ast.FunctionDef) -> Iterator[Edit]:
    """Yield what keeps what a name stands for when a function is made, until that is called."""
    inner = [n for n in ast.walk(outer) if isinstance(n, (ast.FunctionDef, ast.Lambda))]
    loops = [n for n in ast.walk(outer) if isinstance(n, (ast.For, ast.While))]
    again = {node.id for loop in loops for node in syntax.given_names(loop)}
    again |= {
        name
        for name, times in Counter(n.id for n in syntax.given_names(outer)).items()
        if times > 1
    }
    for function in inner[1:]:
        body = function.body if isinstance(function.body, list) else [function.body]
        names = [node for part in body for node in syntax.every(ast.Name, part)]
        own = {node.id for part in body for node in syntax.given_names(part)}
        own |= {argument.arg for argument in syntax.every(ast.arg, function.args)}
        asked = {node.id: node for node in names if node.id in again - own}
        for name, node in asked.items():
            given = function.args
            fields: Any = {field: getattr(given, field) for field in given._fields}
            one, kept = ast.arg(name), ast.Name(name, ast.Load())
            fields["kwonlyargs"] = [*given.kwonlyargs, ast.copy_location(one, node)]
            fields["kw_defaults"] = [*given.kw_defaults, ast.copy_location(kept, node)]
            new = Replacement(function, "args", ast.arguments(**fields))
            yield Edit((function.lineno,), (new,), LATE, node)
