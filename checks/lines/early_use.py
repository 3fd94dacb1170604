"""Find a sum that is used before it is complete: more is added to it afterwards.

An engine adds up what comes back to a value, in an attribute or in an entry of a dictionary, and
hands the sum on. Which of its functions runs first decides whether all has come by then.
"""

import ast
import sys
from typing import Any, NamedTuple

import numpy

from checks import waypoints
from checks.exercises import Exercise, data_of
from checks.instrumenting import Line, StepCounter, placed
from checks.lines.sources import Program
from checks.lines.syntax import added_to
from checks.networks import Network
from checks.tracing import Trace

# Functions that stand in the program
USED, ADDED, ADDING, BEGUN = "__used__", "__added__", "__adding__", "__begun__"
SumKey = tuple[int, object]  # of a sum: the identity of what holds it, and the name or key there


class EarlyUse(NamedTuple):
    """A sum that was used too early."""

    name: str  # of the attribute or the container
    used: tuple[Line, ...]  # where, and the calls that led there, the innermost first
    added: Line  # where more was added to it then


def early_use(program: Program, exercise: Exercise, network: Network) -> EarlyUse | None:
    """Run a program, and return the first use of a sum to which more is added later.

    It runs for a network of the same sizes in which no number is 0 by chance.
    """
    sums, data = RecordedSums(program), data_of(waypoints.generic_network(network))
    sums.run(lambda function: exercise.call(function, data))
    return sums.found


class RecordedSums(Trace):
    """Runs a program, and sees what it does with sums."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, lambda computed: None)
        self.names |= {USED: self._used, BEGUN: self._begun}
        self.names |= {ADDING: self._adding, ADDED: self._added}

    def begin(self) -> None:
        """Forget what was seen before."""
        super().begin()
        self.found: EarlyUse | None = None
        self.holders: list[object] = []  # kept, so that no two get one identity
        self.known: dict[SumKey, bool] = {}  # the sums, and whether they have begun with nothing
        self.uses: dict[SumKey, tuple[tuple[Line, ...], Any]] = {}  # where, and what it was then

    def instrument(self, tree: ast.AST, filename: str) -> ast.AST:
        """Return a tree that lets its sums be seen; it is to be compiled with this file name."""
        return ast.fix_missing_locations(SumsSeen(tree).visit(tree))

    def _sum_key(self, holder: object, key: object) -> SumKey:
        sum_key = (id(holder), key if isinstance(key, (str, int, tuple)) else id(key))
        if sum_key not in self.known:
            self.holders += [holder, key]
        return sum_key

    def _begun(self, holder: object, key: object, value: Any) -> None:
        sum_key = self._sum_key(holder, key)
        nothing = isinstance(value, (int, float, numpy.ndarray)) and not numpy.any(value)
        self.known[sum_key] = value is None or nothing
        self.uses.pop(sum_key, None)

    def _adding(self, holder: object, key: object, value: Any) -> None:
        if self._sum_key(holder, key) not in self.known:
            self._begun(holder, key, value)

    def _added(self, name: str, holder: object, key: object, value: Any) -> None:
        lines, before = self.uses.get(self._sum_key(holder, key), ((), None))
        if lines and self.found is None and not numpy.array_equal(before, value):
            self.found = EarlyUse(name, lines, self._callers(sys._getframe(1))[0])

    def _used(self, holder: object, key: object, value: object) -> object:
        sum_key = self._sum_key(holder, key)
        if self.known.get(sum_key) and sum_key not in self.uses and _is_part(value):
            self.uses[sum_key] = self._callers(sys._getframe(1)), numpy.array(value)
        return value


class SumsSeen(StepCounter):
    """Lets the sums of a part pass through functions that look at them."""

    def __init__(self, tree: ast.AST) -> None:
        added = [target for node in ast.walk(tree) if (target := added_to(node)) is not None]
        self.names = {_name(target) for target in added}

    def _is_sum(self, node: ast.AST) -> bool:
        return (
            isinstance(node, (ast.Attribute, ast.Subscript))
            and _name(node) in self.names
            and not any(isinstance(n, (ast.Call, ast.NamedExpr, ast.Slice)) for n in ast.walk(node))
        )

    def visit_Attribute(self, node: Any) -> ast.expr:  # noqa: D102
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and self._is_sum(node):
            return placed(_call(USED, *_holder_and_key(node), node), node)
        return node

    visit_Subscript = visit_Attribute

    def visit_Compare(self, node: ast.Compare) -> ast.expr:  # noqa: D102
        # Who asks whether there is anything yet uses nothing
        node.left, *node.comparators = [
            side if self._is_sum(side) else self.visit(side)
            for side in (node.left, *node.comparators)
        ]
        return node

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:  # noqa: D102
        target = added_to(node)
        if target is None:
            node.value = self.visit(node.value)
            every = [one for target in node.targets for one in getattr(target, "elts", [target])]
            begun = [one for one in every if self._is_sum(one)]
            return [node, *(self._beside(node, BEGUN, one) for one in begun)]
        total: Any = node.value
        if ast.unparse(total.left) == ast.unparse(target):
            total.right = self.visit(total.right)
        else:
            total.left = self.visit(total.left)
        return self._with_addition(node, target)

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:  # noqa: D102
        node.value = self.visit(node.value)
        return self._with_addition(node, added_to(node))

    def _with_addition(self, node: Any, target: ast.expr | None) -> list[ast.stmt]:
        if target is None or not self._is_sum(target):
            return [node]
        before = self._beside(node, ADDING, target)
        return [before, node, self._beside(node, ADDED, target, ast.Constant(_name(target)))]

    def _beside(self, node: ast.stmt, function: str, target: Any, *first: ast.expr) -> ast.stmt:
        loaded = ast.parse(ast.unparse(target), mode="eval").body
        call = _call(function, *first, *_holder_and_key(loaded), loaded)
        return placed(ast.Expr(call), node)


def _name(target: Any) -> str:
    if isinstance(target, ast.Attribute):
        return target.attr
    return ast.unparse(target.value) if isinstance(target, ast.Subscript) else ""


def _holder_and_key(node: Any) -> tuple[ast.expr, ast.expr]:
    copy: Any = ast.parse(ast.unparse(node), mode="eval").body
    key = ast.Constant(copy.attr) if isinstance(copy, ast.Attribute) else copy.slice
    return copy.value, key


def _call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(function, ast.Load()), list(arguments), [])


def _is_part(value: Any) -> bool:
    """Say whether a value may be part of a sum; what counts or points to a place is whole."""
    is_array = isinstance(value, numpy.ndarray) and value.dtype.kind == "f"
    return (is_array or isinstance(value, (float, numpy.floating))) and bool(numpy.any(value))
