"""Run a program once more, and see every value that it computes, with its line.

The syntax tree of the program is instrumented: what an expression computes passes through a
function that looks at it. The program runs on copies and without effects; see `checks.harmless`.
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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy

from checks import harmless

if TYPE_CHECKING:  # in the sandbox of the grading there are no sources
    from checks.lines.sources import Program

SEE, TICK = "__see__", "__tick__"
# What a program may do: values, and turns of loops and calls. A backward pass in plain Python, with
# a number at a time, computes a tenth of that
MOST_VALUES, MOST_TURNS = 300_000, 100_000
SEEN_LAST = 3  # what met where a program has stopped is among these
LONGEST = 3.0  # seconds of computing; a machine that is not slow never gets there
NAMING = (ast.Name, ast.Subscript, ast.Attribute)
COMPUTING = (ast.BinOp, ast.Call, ast.UnaryOp, ast.Compare, ast.IfExp, ast.BoolOp)
OPERANDS = ("left", "right", "operand", "comparators", "values", "body", "orelse", "args")
NO_VALUES = ("np", "numpy", "torch", "nn", "F", "math", "self", "torch.nn.functional")
PARAMETERS = ("grad", "weight", "bias", "data")
STORED, RETURNED, FILLED = "stored", "returned", "filled"
READ, CHANGED = "read", "changed"  # an operand; what `+=` has changed


Looped = ast.For | ast.While | ast.FunctionDef
Tree = TypeVar("Tree", bound=ast.AST)


class Line(NamedTuple):
    """A line of a program."""

    part: int  # the number of the part, see `checks.lines.sources.Part`, or of the file
    line: int  # in the part, from 1


class Node(NamedTuple):
    """An expression of a program whose values are seen."""

    line: Line
    operation: str
    operands: tuple[int, ...]  # the numbers of the expressions that are its operands


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


class StepCounter(ast.NodeTransformer):
    """Lets all turns of loops and all calls of a part pass through `TICK`, which counts them."""

    def visit_For(self, node: ast.For) -> ast.stmt:  # noqa: D102
        self.generic_visit(node)
        return self._looped(node)

    visit_While = visit_For  # type: ignore[assignment]

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:  # noqa: D102
        self.generic_visit(node)
        node.ifs.insert(0, placed(self._tick(), node.target))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:  # noqa: D102
        node.body = self._visited(node.body)
        return self._looped(node)

    def _visited(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        visited = map(self.visit, statements)
        return [one for some in visited for one in (some if isinstance(some, list) else [some])]

    def _looped(self, node: Looped) -> ast.stmt:
        node.body.insert(0, placed(ast.Expr(self._tick()), node.body[0]))
        return node

    def _tick(self) -> ast.Call:
        return ast.Call(ast.Name(TICK, ast.Load()), [], [])


class Instrumented(StepCounter):
    """Lets all values of a part pass through `SEE`, too."""

    def __init__(self, part: int, first: int) -> None:
        self.part, self.first = part, first
        self.nodes: list[Node] = []

    def visit(self, node: Any) -> Any:  # noqa: D102
        node = super().visit(node)
        if isinstance(node, COMPUTING):
            _exchange_operands(node, self._read)
        if isinstance(node, COMPUTING) or _is_parameter(node):
            return self._seen(node, _operation(node))
        return node

    def _read(self, node: ast.expr) -> ast.expr:
        is_value = _is_read(node) and ast.unparse(node) not in NO_VALUES
        return self._seen(node, READ) if is_value else node

    def _seen(
        self,
        node: ast.expr,
        operation: str,
        at: ast.stmt | None = None,
        made_of: ast.AST | None = None,
    ) -> ast.expr:
        operands = tuple(_seen_within(made_of or node))
        self.nodes.append(Node(Line(self.part, (at or node).lineno), operation, operands))
        number = ast.Constant(self.first + len(self.nodes) - 1)
        call = ast.Call(ast.Name(SEE, ast.Load()), [number, node], [])
        return placed(call, at or node)

    def visit_match_case(self, node: ast.match_case) -> ast.match_case:  # noqa: D102
        # A pattern is compared, and not computed
        node.guard = node.guard and self.visit(node.guard)
        node.body = self._visited(node.body)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:  # noqa: D102
        return node  # a text is no value of a network

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:  # noqa: D102
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:  # noqa: D102
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:  # noqa: D102
        self.generic_visit(node)
        node.args = [self._stored(argument) for argument in node.args]
        return node

    def visit_Return(self, node: ast.Return) -> ast.stmt:  # noqa: D102
        self.generic_visit(node)
        if node.value is not None:
            node.value = self._seen(self._stored(node.value), RETURNED, at=node)
        return node

    def visit_List(self, node: ast.List) -> ast.expr:  # noqa: D102
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.elts = [self._stored(entry) for entry in node.elts]
        return node

    visit_Tuple = visit_List  # type: ignore[assignment]

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:  # noqa: D102
        self.generic_visit(node)
        node.elt = self._stored(node.elt)
        return node

    visit_GeneratorExp = visit_ListComp  # type: ignore[assignment]

    def _stored(self, node: ast.expr) -> ast.expr:
        """Look at what is stored under another name than its own."""
        return self._seen(node, STORED) if _is_read(node) else node

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:  # noqa: D102
        number = isinstance(node.value, ast.Constant)
        named = all(isinstance(target, ast.Name) for target in node.targets)
        node.value = self.visit(node.value)
        node.value = (
            self._seen(node.value, STORED) if number and not named else self._stored(node.value)
        )
        # Only what is changed in place is looked at again: `dz[mask] = 0`
        after = [
            self._statement(target.value, node, FILLED)
            for target in node.targets
            if isinstance(target, ast.Subscript)
        ]
        return [node, *filter(None, after)]

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:  # noqa: D102
        node.value = self._read(self.visit(node.value))
        after = [self._statement(node.target, node, CHANGED)]
        if isinstance(node.target, ast.Subscript):
            after.append(self._statement(node.target.value, node, FILLED))
        return [node, *filter(None, after)]

    def _statement(
        self, target: ast.expr, statement: ast.Assign | ast.AugAssign, operation: str
    ) -> ast.stmt | None:
        """Return a statement that looks at what was assigned to, if looking changes nothing."""
        if any(isinstance(inner, (ast.Call, ast.NamedExpr)) for inner in ast.walk(target)):
            return None
        copy = ast.parse(ast.unparse(target), mode="eval").body
        for inner in ast.walk(copy):
            placed(inner, statement)
        seen = self._seen(copy, operation, statement, statement.value)
        return placed(ast.Expr(seen), statement)


def _exchange_operands(node: Any, by: Callable) -> None:
    """Put something else in the place of each operand of an expression."""
    for field in OPERANDS:
        value = getattr(node, field, None)
        if isinstance(value, list):
            setattr(node, field, [by(entry) for entry in value])
        elif value is not None:
            setattr(node, field, by(value))
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            node.func.value = by(node.func.value)
        for keyword in node.keywords:
            keyword.value = by(keyword.value)


def _seen_within(node: ast.AST) -> Iterator[int]:
    """Yield the numbers of what is seen within a node, but not of what is within that."""
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(node, ast.Call) and isinstance(called, ast.Name) and called.id == SEE:
        yield node.args[0].value  # type: ignore[attr-defined]
        return
    for child in ast.iter_child_nodes(node):
        yield from _seen_within(child)


def _is_parameter(node: ast.AST) -> bool:
    """Say whether an expression asks a layer for its parameters, or these for their gradient."""
    return isinstance(node, ast.Attribute) and _is_read(node) and node.attr in PARAMETERS


def _is_read(node: ast.AST) -> bool:
    """Say whether an expression reads a value that has a name or a place."""
    return isinstance(node, NAMING) and isinstance(node.ctx, ast.Load)


def _operation(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        called = node.func
        return getattr(called, "attr", getattr(called, "id", "Call"))
    return type(node).__name__


def placed(node: Tree, at: ast.AST) -> Tree:
    """Give a node, and what is new in it, the place of another."""
    ast.copy_location(node, at)
    for inner in ast.walk(node):
        if not hasattr(inner, "lineno") and "lineno" in inner._attributes:
            ast.copy_location(inner, at)
    return node


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
