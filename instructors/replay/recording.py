"""Record every value that a student's program computes, with its line: `Recording`.

By these, `instructors.scoring.spotting` finds where a mistake is; nothing here knows what is right.
"""

import ast
import builtins
import copy
import types
from typing import Any

from instructors.replay import statements
from instructors.replay.statements import FILES

MOST_ARRAYS, MOST_NUMBERS, MOST_FLOATS = 5000, 60_000, 30_000
LARGEST = 2000  # entries of an array
MOST_NAME_CHARACTERS = 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Recording:
    """Records values of the statements that it has instrumented, with `tracing` of the checks."""

    def __init__(self, tracing: types.ModuleType, top: str) -> None:
        self._watch, self._top = tracing.Recorder(self._look), f"{top}/{FILES}/"
        self._defined: set[str] = set()
        self._statements: list[tuple[str, ast.stmt, range]] = []
        self._watch.count_alone()
        vars(builtins).update(self._watch.names)
        self.begin()

    def begin(self) -> None:
        """Forget what was recorded before."""
        self._watch.begin()
        self._computed: list[list] = []
        self._arrays, self._numbers, self._floats = MOST_ARRAYS, MOST_NUMBERS, MOST_FLOATS

    def instrument(self, node: ast.stmt, path: str) -> list[ast.stmt]:
        """Return what lets the values of a statement be recorded."""
        self._defined |= {inner.name for inner in ast.walk(node) if isinstance(inner, FUNCTIONS)}
        plain, first = copy.deepcopy(node), len(self._watch.nodes)
        nodes = self._watch.instrument(ast.Module([node], []), path).body
        self._statements.append((path, plain, range(first, len(self._watch.nodes))))
        return nodes

    def _look(self, computed: Any) -> None:
        # What a function of the program returns was computed within it
        if computed.operation in self._defined:
            return
        value = computed.value
        if isinstance(value, float):
            self._floats -= 1
            room = self._floats
        else:
            self._arrays, self._numbers = self._arrays - 1, self._numbers - value.size
            room = min(self._arrays, self._numbers, LARGEST - value.size)
            value = value.tolist()
        if room >= 0:
            entry = computed._replace(
                value=value, operation=computed.operation[:MOST_NAME_CHARACTERS]
            )[:-1]
            self._computed.append(list(entry))

    def leave_out(self, cells: set[str], names: set[str]) -> None:
        """Leave out what statements of cells have computed that has no part in some names."""
        others: set[int] = set()
        for path, node, numbers in reversed(self._statements):
            if path not in cells:
                continue
            if names & _touched(node):
                # What it replaces is of an earlier attempt
                names = (names - _replaced(node)) | _asked_for(node)
            else:
                others.update(numbers)
        self._computed = [entry for entry in self._computed if entry[0] not in others]

    def told(self) -> dict:
        """Return what was recorded, as JSON data."""
        watch = self._watch
        pairs = [isinstance(v, (list, tuple)) and len(v) == 2 for _, v in watch.returns]
        return {
            "files": [path.removeprefix(self._top) for path in watch.numbers],
            "computed": self._computed,
            "returns": [[line, pair] for (line, _), pair in zip(watch.returns, pairs, strict=True)],
            "prints": watch.prints,
        }


def _touched(node: ast.stmt) -> set[str]:
    """Return the names that a statement may give another value, or change what they hold."""
    found = set(statements.bound(node))
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Subscript, ast.Attribute)) and isinstance(inner.ctx, ast.Store):
            found.add(_root(inner))
        elif isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call):
            found |= {_root(inner.value.func), *map(_root, inner.value.args)}
    return found


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return getattr(node, "id", "")


def _replaced(node: ast.stmt) -> set[str]:
    """Return the names that hold nothing of what they held before a statement."""
    if not isinstance(node, ast.Assign):
        return set()
    parts = [part for target in node.targets for part in getattr(target, "elts", [target])]
    return {part.id for part in parts if isinstance(part, ast.Name)}


def _asked_for(node: ast.stmt) -> set[str]:
    """Return the names whose values a statement asks for, but those that it counts with."""
    inner = list(ast.walk(node))
    loops = [part.target for part in inner if isinstance(part, (ast.For, ast.comprehension))]
    counted = {name for target in loops for name in statements.bound(target)}
    names = [part for part in inner if isinstance(part, ast.Name)]
    return {part.id for part in names if isinstance(part.ctx, ast.Load)} - counted
