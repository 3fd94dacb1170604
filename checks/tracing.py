"""Run a program once more, and see every value that it computes, with its line.

`checks.instrumenting` has written it so that its values pass through a `Recorder`. The program runs
on copies and without effects; see `checks.harmless`.
"""

import ast
import contextlib
import io
import random
import sys
import time
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from checks import harmless
from checks.instrumenting import READ, RETURNED, SEE, TICK, Instrumented, Line, Node, StepCounter

if TYPE_CHECKING:  # in the sandbox of the grading there are no sources
    from checks.lines.sources import Program

# What a program may do: values, and turns of loops and calls. A backward pass in plain Python, with
# a number at a time, computes a tenth of that
MOST_VALUES, MOST_TURNS = 300_000, 100_000
SEEN_LAST = 3  # what met where a program has stopped is among these
LONGEST = 3.0  # seconds of computing; a machine that is not slow never gets there


class Computed(NamedTuple):
    """A value that a program has computed."""

    node: int  # the number of the expression
    lines: tuple  # its line, and those of the calls that led there, the innermost first
    value: Any  # an array, or a float
    operation: str = ""  # a class of `ast`, or the function that was called
    serial: int = 0  # its number among all values, in the order in which they came
    operands: tuple = ()  # the values that it was computed from


class Ended(BaseException):
    """The program has run long enough. No program catches that by mistake."""


class Recorder:
    """Sees every value of the code that was instrumented for it, with its line."""

    def __init__(self, look: Callable) -> None:
        self.look = look
        self.most_turns, self.longest = MOST_TURNS, LONGEST
        self.names = {SEE: self._see, TICK: self._called}
        self.nodes: list[Node] = []
        self.numbers: dict[str, int] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what was seen before."""
        self.values, self.turns = 0, 0
        self.latest: dict[tuple[int, int], Any] = {}  # by the frames and the numbers of nodes
        self.last: deque = deque(maxlen=SEEN_LAST)  # the values that were seen last
        self.copies: dict[int, tuple] = {}  # by the identities of arrays: these, and their copies
        self.returns: list[tuple[Line, object]] = []  # where functions have returned, and what
        self.prints: list[Line] = []
        self.called: set[tuple[str, int]] = set()  # files and lines where what has run begins
        self.end = 0.0  # of computing time, once the program has run for a while

    def instrument(self, tree: ast.AST, filename: str) -> ast.AST:
        """Return a tree that lets its values be seen; it is to be compiled with this file name."""
        number = self.numbers.setdefault(filename, len(self.numbers))
        instrumented = Instrumented(number, len(self.nodes))
        tree = ast.fix_missing_locations(instrumented.visit(tree))
        self.nodes += instrumented.nodes
        return tree

    def count_alone(self) -> None:
        """Do not note from now on what is called: who runs many times would feel it."""
        self.names[TICK] = self._tick

    def _called(self) -> bool:
        code = sys._getframe(1).f_code
        self.called.add((code.co_filename, code.co_firstlineno))
        return self._tick()

    def _tick(self) -> bool:
        """Count a turn of a loop or a call; end a run that is too long."""
        self.turns += 1
        is_time_to_look = self.turns < 64 or self.turns % 64 == 0
        if self.turns > self.most_turns or (is_time_to_look and self._is_late()):
            raise Ended
        return True

    def _is_late(self) -> bool:
        now = time.process_time()
        self.end = self.end or now + self.longest
        return now > self.end

    def _see(self, number: int, value: object) -> object:
        line, operation, operands = self.nodes[number]
        if operation == READ:
            seen = number_or_array(value)
            if seen is not None:
                self._keep(sys._getframe(1), number, self._copied(value, seen))
            return value
        self.values += 1
        if self.values > MOST_VALUES:
            raise Ended
        seen = number_or_array(value)
        if operation == RETURNED:
            self.returns.append((line, value))
        elif operation == "print":
            self.prints.append(line)
        if seen is not None and operation != RETURNED:
            frame = sys._getframe(1)
            lines = (line, *self._callers(frame.f_back))
            made_of = [self.latest.get((id(frame), operand)) for operand in operands]
            made_of = [operand for operand in made_of if operand is not None]
            self.look(Computed(number, lines, seen, operation, self.values, tuple(made_of)))
            self._keep(frame, number, self._copied(value, seen))
        return value

    def _keep(self, frame: types.FrameType, number: int, value: numpy.ndarray | float) -> None:
        self.latest[id(frame), number] = value
        self.last.append(value)

    def _copied(self, value: object, seen: numpy.ndarray | float) -> numpy.ndarray | float:
        """Return numbers as they are now; nobody may change them."""
        if isinstance(seen, float):
            return seen
        known, copy = self.copies.get(id(value), (None, None))
        if known is not value or not numpy.array_equal(copy, seen):
            copy = numpy.array(seen)
            self.copies[id(value)] = value, copy
        return copy

    def _callers(self, frame: types.FrameType | None) -> tuple[Line, ...]:
        """Return the lines of the calls that led to a frame's end, the innermost first."""
        lines: list[Line] = []
        while frame is not None and len(lines) < 8:
            number = self.numbers.get(frame.f_code.co_filename)
            if number is not None:
                lines.append(Line(number, frame.f_lineno))
            frame = frame.f_back
        return tuple(lines)


class Trace(Recorder):
    """A program that can be run, and seen."""

    def __init__(self, program: "Program", look: Callable | None) -> None:
        """Take what looks at every value; without, only turns and calls are counted."""
        super().__init__(look or (lambda computed: None))
        self.program, self.trees = program, list[tuple[ast.Module, str]]()
        for number, part in enumerate(program.parts):
            tree, name = ast.parse(part.text), f"<part {number}>"
            self.numbers[name] = number
            if not part.fixed:
                tree = self.instrument(tree, name) if look else StepCounter().visit(tree)
                ast.fix_missing_locations(tree)
            self.trees.append((tree, name))
        self.codes = [compile(tree, name, "exec") for tree, name in self.trees]

    def run(self, call: Callable) -> object:
        """Let the program's function be called; return what that returns, or what has ended it."""
        with self.unnoticed():
            return self.once(call)

    @staticmethod
    @contextlib.contextmanager
    def unnoticed() -> Iterator[None]:
        """Let nobody notice that a program runs while the block does."""
        numbers, letters = numpy.random.get_state(), random.getstate()
        modules = set(sys.modules)
        quiet = io.StringIO()
        try:
            with (
                contextlib.redirect_stdout(quiet),
                contextlib.redirect_stderr(quiet),
                warnings.catch_warnings(),
                numpy.errstate(all="ignore"),
                harmless.Guard(),
            ):
                warnings.simplefilter("ignore")
                yield
        finally:
            numpy.random.set_state(numbers)
            random.setstate(letters)
            for name in sys.modules.keys() - modules:
                if isinstance(sys.modules[name], harmless.NothingDrawn):
                    del sys.modules[name]

    def once(self, call: Callable) -> object:
        """Run the program; return what its function returns, or what has ended it."""
        space = harmless.names() | self.names
        self.begin()
        try:
            for part, code in zip(self.program.parts, self.codes, strict=True):
                try:
                    exec(code, space)
                except Exception:
                    if not part.fixed:
                        raise
            return call(space[self.program.name])
        except (Ended, Exception, SystemExit) as error:
            return error


def number_or_array(value: Any) -> numpy.ndarray | float | None:
    """Return what is a value of a network, as numbers, or None."""
    kind = type(value)
    if kind is float or kind is numpy.float64:
        return float(value)
    if isinstance(value, numpy.ndarray):
        return value if value.dtype.kind in "fbiu" and 0 < value.size <= 100_000 else None
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return value.detach().cpu().numpy() if 0 < value.numel() <= 100_000 else None
    if kind in (list, tuple) and 1 < len(value) <= 64 and all(type(v) in _FLOATS for v in value):
        return numpy.array(value)
    if isinstance(value, numpy.floating):
        return float(value)
    return None


_FLOATS = (float, numpy.float64)
