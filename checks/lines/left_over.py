"""Edits of what a program leaves behind: what is written over, or never cleared.

Both are no wrong value of any expression. Where contributions take the place of one another, they
are added instead; where a sum begins with what was left there, that is cleared before: in an array,
or in an attribute of all objects that can be reached.
"""

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from checks.instrumenting import Looped
from checks.lines import syntax
from checks.lines.called_by_edits import ADD, CLEAR, CLEAR_ALL
from checks.lines.edits import Edit, Replacement, is_tick, parsed

# See `checks.sentences`
OVERWRITTEN, NOT_CLEARED, NOT_ANEW = "overwritten", "not-cleared", "not-begun-anew"
Sums = dict[str, set[str]]  # attributes, with the names of the functions that lead to a sum there


def summed(trees: Collection[ast.AST]) -> Sums:
    """Return the attributes to which a program adds something, and what leads there."""
    functions = [node for tree in trees for node in syntax.every(ast.FunctionDef, tree)]
    statements = [node for tree in trees for node in syntax.every(ast.stmt, tree)]
    sums: Sums = {}
    for attribute in sorted(filter(None, map(_summed_attribute, statements))):
        names = sums[attribute] = set[str]()
        while more := {f.name for f in functions if _adds(f, attribute, names)} - names:
            names |= more
    return sums


def _summed_attribute(node: ast.AST) -> str:
    """Return the attribute to which a statement adds what is no number in the text, or ""."""
    is_count = isinstance(getattr(node, "value", None), ast.Constant)
    return "" if is_count else getattr(syntax.added_to(node), "attr", "")


def _adds(node: ast.AST, attribute: str, names: Collection[str]) -> bool:
    """Say whether something is added to an attribute within a node, or by what it calls."""
    return any(
        _summed_attribute(inner) == attribute
        or (isinstance(inner, ast.Call) and syntax.called(inner) in names)
        for inner in ast.walk(node)
    )


def edits(tree: ast.Module, sums: Sums) -> Iterator[Edit]:
    """Yield what may be done in another way in a part: the fewest statements first.

    The sums are those of the whole program, see `summed`.
    """
    nodes = list(ast.walk(tree))
    functions = [list(ast.walk(function)) for function in syntax.every(ast.FunctionDef, tree)]
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
                    yield Edit(lines, (_clearing(outer, f"{CLEAR}(lambda: {what})"),), NOT_CLEARED)
    for outer in (node for node in reversed(nodes) if isinstance(node, Looped)):
        inside = [node for node in ast.walk(outer) if isinstance(node, ast.AugAssign)]
        of_all = {what: node for node in inside for what in list(_containers(node.target))[-1:]}
        if len(of_all) > 1:
            calls = ", ".join(f"{CLEAR}(lambda: {what})" for what in of_all)
            lines = tuple(sorted({node.lineno for node in of_all.values()}))
            yield Edit(lines, (_clearing(outer, f"({calls})"),), NOT_CLEARED)
    for attribute, names in sums.items():
        for outer in _begun(nodes, attribute, names):
            clearing = _clearing(outer, f"{CLEAR_ALL}({attribute!r})")
            yield Edit((outer.lineno,), (clearing,), NOT_ANEW)


def _begun(nodes: Sequence[ast.AST], attribute: str, names: Collection[str]) -> list[Looped]:
    """Return the loops and functions that lead to a sum: the innermost around it come first."""
    innermost_first = [node for node in reversed(nodes) if isinstance(node, Looped)]
    leading = [node for node in innermost_first if _adds(node, attribute, names)]
    return sorted(leading, key=lambda node: not _adds(node, attribute, ()))


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


def _adding(node: ast.Assign) -> Replacement:
    """Return what adds to what stood there, in place of a statement that does not."""
    call = parsed(f"{ADD}(lambda: {ast.unparse(node.targets[0])}, 0)")
    call.args[-1] = node.value
    return Replacement(node, "value", call)


def _clearing(node: Looped, call: str) -> Replacement:
    """Return what clears something when a turn of a loop or a function begins."""
    clear = ast.Expr(parsed(call))
    ast.fix_missing_locations(clear)
    begun = int(is_tick(node.body[0]))
    return Replacement(node, "body", [*node.body[:begun], clear, *node.body[begun:]])
