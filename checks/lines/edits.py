"""What may be written in another way in a program: `Edit`, its kinds, what it is made of."""

import ast
import contextlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.instrumenting import TICK
from checks.lines.called_by_edits import COPY

MODULES = ("np", "numpy", "torch", "nn", "F", "math", "copy")
GATHERING = ("append", "insert")  # what these are given is kept
# What is said of them, see `checks.sentences`
OTHER, MOVED, REMOVED = "other-part", "out-of-order", "one-too-many"
COPIED, ANEW = "two-names", "same-thing-repeated"
DROPPED, USED_UP, REBOUND = "result-dropped", "used-up", "name-given-anew"
LATE = "asked-for-late"
SAYING_WHY = (COPIED, ANEW, DROPPED, USED_UP, REBOUND, LATE)


class Replacement(NamedTuple):
    """A field of a node, and what stands there in place of what stood there."""

    node: Any
    field: str
    value: Any


class Edit(NamedTuple):
    """What is written in another way."""

    lines: tuple[int, ...]
    replacements: tuple[Replacement, ...]
    kind: str
    here: ast.AST | None = None  # the expression in whose place something else stands

    @contextlib.contextmanager
    def made(self) -> Iterator[None]:
        """Let the tree be written in this way while the block runs."""
        before = [getattr(replacement.node, replacement.field) for replacement in self.replacements]
        for replacement in self.replacements:
            setattr(replacement.node, replacement.field, replacement.value)
        try:
            yield
        finally:
            for replacement, value in zip(self.replacements, before, strict=True):
                setattr(replacement.node, replacement.field, value)


def parsed(text: str) -> Any:
    """Return an expression that stands nowhere yet."""
    return ast.parse(text, mode="eval").body


def is_tick(node: Any) -> bool:
    """Say whether a statement or an expression only counts turns and calls."""
    call = node.value if isinstance(node, ast.Expr) else node
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") == TICK


def is_of_module(text: str) -> bool:
    """Say whether a name is that of a module, or stands in one."""
    return text.partition(".")[0] in MODULES


def copy_of(value: ast.expr) -> ast.Call:
    """Return a copy of a value, and of all that it holds."""
    return ast.Call(ast.Name(COPY, ast.Load()), [value], [])
