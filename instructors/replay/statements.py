"""Parse and execute statements one by one, such that an error or an endless loop ends only one."""

import __future__

import ast
import signal
import types
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import CO_COROUTINE
from pathlib import Path
from typing import TYPE_CHECKING

from instructors.replay.cells import LARGEST_CODE

if TYPE_CHECKING:
    from instructors.replay.recording import Recording

# As Jupyter does, and so that a name that is not there hurts nobody in an annotation
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | __future__.annotations.compiler_flag
HERE = str(Path(__file__).parent)
FILES = "files"  # the folder in which the files lie as they were handed in
AGAIN = 0.5  # seconds after which a statement that catches the first interruption gets another
WAITING = 3  # times as long as it may compute, a statement may take


class SlowError(BaseException):
    """A statement took too long; no ``except Exception`` of the student's stops this."""


def _interrupt(_: int, frame: types.FrameType | None) -> None:
    """Interrupt the student's code, but not what runs it; the timer comes again."""
    if frame is None or not frame.f_code.co_filename.startswith(HERE):
        raise SlowError("It took too long.")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Bound the time that statements may compute, and that they may take at all."""
    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, 1),
        (signal.SIGALRM, signal.ITIMER_REAL, WAITING),
    )
    try:
        for number, timer, factor in timers:
            signal.signal(number, _interrupt)
            signal.setitimer(timer, max(factor * seconds, 0.001), AGAIN)
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)


def parse(text: str, path: str) -> list[ast.stmt]:
    """Return the statements of a cell, those below a guard for the main program among them.

    Raises `SyntaxError`, or `ValueError` if it holds what cannot stand in a program.
    """
    if len(text) > LARGEST_CODE:
        raise ValueError("too long")
    try:
        return list(_expanded(ast.parse(text, path).body))
    except (RecursionError, MemoryError):
        raise SyntaxError("too many nested parentheses", (path, 1, 1, "")) from None


def _expanded(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements, and those of blocks that only run when a file is started, or of marimo."""
    for node in body:
        if isinstance(node, ast.If) and _is_main(node.test):
            yield from _expanded(node.body)
        elif "app.cell" in map(_name, getattr(node, "decorator_list", ())):
            # It returns what other cells may use
            body = getattr(node, "body", [])
            yield from (inner for inner in body if not isinstance(inner, ast.Return))
        else:
            yield node


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and "__name__" in {
        getattr(side, "id", "") for side in (test.left, *test.comparators)
    }


def _name(mark: ast.expr) -> str:
    return ast.unparse(getattr(mark, "func", mark))


def execute(
    node: ast.stmt,
    path: str,
    scope: dict,
    shown: bool = False,
    recording: "Recording | None" = None,
) -> BaseException | None:
    """Execute a statement, and show its value if Jupyter would; return what has stopped it."""
    try:
        nodes = recording.instrument(node, path) if recording else [node]
        single = shown and isinstance(node, ast.Expr)
        tree = ast.Interactive(nodes) if single else ast.Module(nodes, [])
        kind = "single" if single else "exec"
        code = compile(tree, path, kind, FLAGS, dont_inherit=True)
        if code.co_flags & CO_COROUTINE:
            import asyncio  # which takes long, and hardly any needs it

            asyncio.run(types.FunctionType(code, scope)())
        else:
            exec(code, scope)
    except BaseException as error:  # whatever it is, the next statement goes on
        return error
    return None


def bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id
        elif isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield inner.name
        elif isinstance(inner, ast.alias):
            yield (inner.asname or inner.name).partition(".")[0]


def mentioned(node: ast.AST) -> set[str]:
    """Return the names and attributes that a statement mentions."""
    found = set(bound(node))
    for inner in ast.walk(node):
        found.add(getattr(inner, "id", getattr(inner, "attr", "")))
    return found
