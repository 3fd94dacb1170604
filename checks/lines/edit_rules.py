"""The rules by which people err: `EditRules` of a syntax tree give many small edits.

Most put something else in the place of an expression: another name or entry of the same function, a
number next to it, a part of it. Others exchange an operator, or are of statements, see
`statement_edits`. `repairs` tries them.
"""

import ast
import builtins
import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from checks.instrumenting import NAMING, TICK
from checks.lines import syntax
from checks.lines.called_by_edits import AGAIN
from checks.lines.edits import (
    ANEW,
    COPIED,
    GATHERING,
    MODULES,
    OTHER,
    USED_UP,
    Edit,
    Replacement,
    copy_of,
    is_of_module,
    is_tick,
    parsed,
)
from checks.lines.sources import DEFINITIONS
from checks.lines.statement_edits import (
    Block,
    blocks,
    bound_at_once,
    in_and_out,
    named_apart,
    not_dropped,
    other_orders,
    written_into,
)

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult)
COMPARISONS = (ast.Gt, ast.Lt, ast.GtE, ast.LtE, ast.Eq, ast.NotEq)
NUMBERS = (0, 1, 2, -1, 0.5)
# What these give can be gone through only once
ONCE = (
    *("reversed", "zip", "map", "filter", "enumerate", "iter", "chain", "islice", "accumulate"),
    *("parameters", "named_parameters", "modules", "named_modules", "children"),
)
# What a sum may begin with in place of zeros
STARTS = ("copy", "clone", "deepcopy", "array", "ones", "ones_like", "full", "full_like")
# What is taken over many numbers, and what usually ought to be
USUAL = ("sum", "mean")
REDUCTIONS = (*USUAL, "max", "min", "amax", "amin", "prod", "median", "norm")
# What a text is that may be a name; who knows parameters by their names, and that of the first
NAME, BY_NAME, FIRST = re.compile(r"[\w.]+"), ("named_parameters", "state_dict"), "0.weight"


class Position(NamedTuple):
    """Where an expression stands: in a field of a node, or in the list that is there."""

    node: Any
    field: str
    number: int | None  # in that list
    names: list[str]  # what has a value in the function around it

    @property
    def here(self) -> ast.expr:
        """What stands there."""
        value = getattr(self.node, self.field)
        return value if self.number is None else value[self.number]

    def replacement(self, new: ast.expr) -> Replacement:
        """Return what puts something else there."""
        ast.fix_missing_locations(new)
        if self.number is None:
            return Replacement(self.node, self.field, new)
        every = list(getattr(self.node, self.field))
        every[self.number] = new
        return Replacement(self.node, self.field, every)

    @property
    def is_called(self) -> bool:
        """Whether what stands there is called."""
        return isinstance(self.node, ast.Call) and self.field == "func"

    @property
    def is_kept(self) -> bool:
        """Whether what stands there gets a name, is returned, or is put into a list."""
        if isinstance(self.node, ast.Call):
            return self.field == "args" and getattr(self.node.func, "attr", "") in GATHERING
        kept = (ast.Assign, ast.AugAssign, ast.Return)
        return isinstance(self.node, kept) or (self.field, type(self.node)) == ("body", ast.Lambda)

    @property
    def holder(self) -> str:
        """What that is put into. A list that holds itself would never be read to its end."""
        if self.is_kept and isinstance(self.node, ast.Call):
            return ast.unparse(self.node.func.value)  # type: ignore[attr-defined]
        target = self.node.targets[0] if isinstance(self.node, ast.Assign) else None
        return ast.unparse(target.value) if isinstance(target, ast.Subscript) else ""

    @property
    def is_index(self) -> bool:
        """Whether what stands there says which entries, or how many turns."""
        if isinstance(self.node, ast.Call):
            return self.field == "args" and getattr(self.node.func, "id", "") == "range"
        whole = isinstance(self.here, (ast.Slice, ast.Tuple))
        return isinstance(self.node, ast.Slice) or (self.field == "slice" and not whole)


Rule = Callable[[Position], Iterator[ast.expr]]


class Vocabulary:
    """The names and texts of a program, which may be taken for one another."""

    def __init__(self, trees: Sequence[ast.Module], beside: Sequence[ast.Module] = ()) -> None:
        """Take the parts of a program, and what stands beside them: it may have meant to use it."""
        nodes = [node for tree in trees for node in ast.walk(tree)]
        calls = [n.func for n in nodes if isinstance(n, ast.Call) and not is_tick(n)]
        texts = [n.value for n in nodes if isinstance(n, ast.Constant) and type(n.value) is str]
        spare = [n for tree in beside for n in tree.body if isinstance(n, DEFINITIONS)]
        defined = [n for n in [*nodes, *spare] if isinstance(n, DEFINITIONS)]
        self.defined = {n.name for n in defined}
        self.classes = sorted(n.name for n in defined if isinstance(n, ast.ClassDef))
        self.attributes = sorted({n.attr for n in nodes if isinstance(n, ast.Attribute)})
        self.functions = sorted({*map(ast.unparse, calls), *(n.name for n in spare)})
        asks_by_name = set(BY_NAME) & set(self.attributes)
        self.texts = sorted({*filter(NAME.fullmatch, texts), *((FIRST,) if asks_by_name else ())})
        self.no_values = {*self.functions, *self.defined, *dir(builtins), *MODULES, TICK}


class EditRules:
    """The ways in which a part of a program may be written."""

    def __init__(
        self, tree: ast.Module, vocabulary: Vocabulary, called: Collection[int] | None = None
    ) -> None:
        """Take a tree, and the lines in which the functions begin that are called; None for all."""
        self.tree, self.vocabulary, self.called = tree, vocabulary, called

    def likely(self, wanted: Callable[[int], bool]) -> tuple[Iterator[Edit], ...]:
        """Return edits of the wanted lines that rarely make up for a mistake elsewhere.

        In two iterators, because to write all down takes longer than to try some: few edits first,
        then the many. A slow program leaves no time for all.
        """
        names = (self._other_names, self._other_texts)
        parts = (*names, _other_numbers, _parts, _nested, _next_indices)
        return (
            itertools.chain(
                (
                    edit
                    for edit in self._of_blocks(in_and_out, not_dropped)
                    if wanted(edit.lines[0])
                ),
                self._of_expressions((_again,), USED_UP, wanted),
                (edit for edit in self._of_functions() if wanted(edit.lines[0])),
            ),
            itertools.chain(
                self._of_expressions(parts, OTHER, wanted),
                (edit for edit in self._of_statements() if wanted(edit.lines[0])),
            ),
        )

    def _of_statements(self) -> Iterator[Edit]:
        for node, _ in self._scoped():
            yield from _other_operators(node)
        yield from self._of_blocks(other_orders)

    def _of_functions(self) -> Iterator[Edit]:
        for function, _ in self._scoped():
            if isinstance(function, ast.FunctionDef):
                yield from written_into(function)
                yield from bound_at_once(function)

    def _of_blocks(self, *rules: Callable[[Block], Iterator[Edit]]) -> Iterator[Edit]:
        for rule in rules:
            yield from (e for node, _ in self._scoped() for b in blocks(node) for e in rule(b))

    def others(self) -> Iterator[Edit]:
        """Yield edits that often make up for a mistake in another line."""
        shaped = (_transposed, self._other_functions, _reduced)
        parts = (*shaped, _one_more, _negative, _from_zero, _no_number)
        yield from self._of_expressions(parts, OTHER)
        yield from self._of_expressions((_copied,), COPIED)
        yield from self._of_expressions((_anew,), ANEW)
        yield from self._of_blocks(named_apart)
        for node, _ in self._scoped():
            yield from _other_elements(node)

    def _of_expressions(
        self, rules: tuple[Rule, ...], kind: str, wanted: Callable[[int], bool] | None = None
    ) -> Iterator[Edit]:
        for position in self._positions():
            line = position.here.lineno
            if wanted is None or wanted(line):
                for new in (new for rule in rules for new in rule(position)):
                    yield Edit((line,), (position.replacement(new),), kind, position.here)

    def _positions(self) -> Iterator[Position]:
        """Yield where expressions stand that are asked for a value."""
        for node, names in self._scoped():
            for field, value in ast.iter_fields(node):
                entries = enumerate(value) if isinstance(value, list) else [(None, value)]
                for number, one in entries:
                    is_target = isinstance(getattr(one, "ctx", None), (ast.Store, ast.Del))
                    is_plain = isinstance(one, ast.expr) and not isinstance(one, ast.Starred)
                    if is_plain and not is_target and not is_tick(one):
                        yield Position(node, field, number, names)

    def _scoped(self) -> Iterator[tuple[Any, list[str]]]:
        """Yield every node, and what has a value in the function around it."""
        waiting: list[tuple[Any, list[str]]] = [(self.tree, self._names(self.tree))]
        while waiting:
            node, names = waiting.pop()
            yield node, names
            for child in ast.iter_child_nodes(node):
                if not is_tick(child) and self._may_run(child):
                    waiting.append((child, self._within(child, names)))

    def _may_run(self, node: ast.AST) -> bool:
        """Say whether a node is no function, or one that is called."""
        if self.called is None or not isinstance(node, ast.FunctionDef):
            return True
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        return any(line in self.called for line in range(first, node.lineno + 1))

    def _within(self, node: ast.AST, names: list[str]) -> list[str]:
        """Return what has a value in a node, if the names around it are known."""
        if isinstance(node, ast.ClassDef):
            return [name for name in self._names(node) if name.startswith("self.")]
        if isinstance(node, ast.FunctionDef):
            names = [name for name in names if name.startswith("self.")]
        elif not isinstance(node, ast.Lambda):
            return names
        return list(dict.fromkeys([*self._names(node), *names]))

    def _names(self, around: ast.AST) -> list[str]:
        """Return what has a value in a part of the tree, as it is written there."""
        given = [argument.arg for argument in syntax.every(ast.arg, around)]
        naming = (node for node in syntax.every(ast.expr, around) if isinstance(node, NAMING))
        plain = (ast.unparse(node) for node in naming if not syntax.every(ast.Call, node))
        found = dict.fromkeys([*given, *(text for text in plain if not is_of_module(text))])
        return [name for name in found if name not in self.vocabulary.no_values]

    # What may stand in the place of an expression

    def _other_names(self, position: Position) -> Iterator[ast.expr]:
        here, text = position.here, ast.unparse(position.here)
        is_entry = position.is_index and isinstance(here, (ast.Constant, ast.UnaryOp))
        if not isinstance(here, NAMING) and not is_entry:
            return
        if position.is_called or is_of_module(text):
            return
        if isinstance(here, ast.Attribute):
            others = (name for name in self.vocabulary.attributes if name != here.attr)
            yield from (ast.Attribute(here.value, name, ast.Load()) for name in others)
            yield here.value
        if text not in self.vocabulary.no_values:
            not_itself = (text, position.holder)
            # `self` is exchanged for what has no part of anything, and that for `self`
            plain = [n for n in position.names if n.isidentifier()] if text.isidentifier() else []
            alike = [n for n in position.names if "self" not in (n, text) or n in plain]
            yield from (parsed(name) for name in alike if name not in not_itself)

    def _other_texts(self, position: Position) -> Iterator[ast.expr]:
        text = getattr(position.here, "value", None)
        if isinstance(position.here, ast.Constant) and text in self.vocabulary.texts:
            yield from (ast.Constant(other) for other in self.vocabulary.texts if other != text)

    def _other_functions(self, position: Position) -> Iterator[ast.expr]:
        is_function = getattr(position.here, "id", "") in self.vocabulary.defined
        if position.is_called or is_function:
            text = ast.unparse(position.here)
            # A class of a function of numpy ends Python
            others = (
                self.vocabulary.classes if position.field == "bases" else self.vocabulary.functions
            )
            yield from (parsed(name) for name in others if name != text)


def _other_numbers(position: Position) -> Iterator[ast.expr]:
    number: Any = getattr(position.here, "value", None)
    if isinstance(position.here, ast.Constant) and type(number) in (int, float):
        near = dict.fromkeys([number + 1, number - 1, *NUMBERS])
        yield from (ast.Constant(other) for other in near if other != number)


def _parts(position: Position) -> Iterator[ast.expr]:
    here = position.here
    if isinstance(here, ast.BinOp):
        yield from (here.left, here.right)
    if isinstance(here, ast.UnaryOp):
        yield here.operand
    if isinstance(here, ast.Call):
        yield from (given for given in here.args if not isinstance(given, ast.Starred))
        if isinstance(here.func, ast.Attribute):
            yield here.func.value


def _nested(position: Position) -> Iterator[ast.expr]:
    """Yield what has its parentheses in another place, such as `f(a) + b` for `f(a + b)`."""
    here = position.here
    if isinstance(here, ast.BinOp):
        left, right = here.left, here.right
        if isinstance(left, ast.BinOp):
            yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, here.op, right))
        if isinstance(right, ast.BinOp):
            yield ast.BinOp(ast.BinOp(left, here.op, right.left), right.op, right.right)
        for given, around in _around(left):
            yield around(ast.BinOp(given, here.op, right))
        for given, around in _around(right):
            yield around(ast.BinOp(left, here.op, given))
    for given, around in _around(here):
        if isinstance(given, ast.BinOp):
            yield ast.BinOp(around(given.left), given.op, given.right)
            yield ast.BinOp(given.left, given.op, around(given.right))


def _around(here: ast.expr) -> Iterator[tuple[ast.expr, Callable[[ast.expr], ast.expr]]]:
    """Yield what something is done to, and what does that to something else."""
    if isinstance(here, ast.Call):
        call, of = here, here.func
        if call.args:
            yield call.args[0], lambda new: ast.Call(of, [new, *call.args[1:]], call.keywords)
        for given, around in _around(of):
            yield given, functools.partial(_called, around, call)
    elif isinstance(here, ast.Attribute) and not is_of_module(ast.unparse(here)):
        yield here.value, lambda new: ast.Attribute(new, here.attr, ast.Load())
    elif isinstance(here, ast.UnaryOp):
        yield here.operand, lambda new: ast.UnaryOp(here.op, new)


def _called(around: Callable[[ast.expr], ast.expr], call: ast.Call, new: ast.expr) -> ast.expr:
    return ast.Call(around(new), call.args, call.keywords)


def _next_indices(position: Position) -> Iterator[ast.expr]:
    if position.is_index and not isinstance(position.here, ast.Constant):
        yield ast.BinOp(position.here, ast.Add(), ast.Constant(1))
        yield ast.BinOp(position.here, ast.Sub(), ast.Constant(1))


def _transposed(position: Position) -> Iterator[ast.expr]:
    here = position.here
    is_asked = isinstance(position.node, ast.Attribute) or position.is_called
    if isinstance(here, (*NAMING, ast.Call)) and not is_asked and not position.is_index:
        yield ast.Attribute(here, "T", ast.Load())
    if isinstance(here, ast.Call) and isinstance(here.func, ast.Attribute):
        yield ast.Attribute(here.func.value, "T", ast.Load())


def _reduced(position: Position) -> Iterator[ast.expr]:
    """Yield what is taken over many numbers in another way, or at all: their sum, or mean."""
    here = position.here
    if position.is_called and isinstance(here, ast.Attribute) and here.attr in REDUCTIONS:
        yield from (ast.Attribute(here.value, n, ast.Load()) for n in USUAL if n != here.attr)
    if position.is_kept and not isinstance(here, ast.Constant):
        along = ast.keyword("axis", ast.Constant(0))
        yield ast.Call(ast.Attribute(here, "sum", ast.Load()), [], [along])


def _one_more(position: Position) -> Iterator[ast.expr]:
    """Yield what is kept with one more factor, summand, or divisor."""
    if position.is_kept:
        for name in position.names:
            for operator in (ast.Mult, ast.Add, ast.Div):
                yield ast.BinOp(position.here, operator(), parsed(name))


def _no_number(position: Position) -> Iterator[ast.expr]:
    """Yield what has a name in place of a number."""
    if isinstance(position.here, ast.Constant) and type(position.here.value) in (int, float):
        yield from map(parsed, position.names)


def _negative(position: Position) -> Iterator[ast.expr]:
    if position.is_kept:
        yield ast.UnaryOp(ast.USub(), position.here)
    if position.field == "test":
        yield ast.UnaryOp(ast.Not(), position.here)


def _from_zero(position: Position) -> Iterator[ast.expr]:
    """Yield zeros for a copy, or for ones, to which something may be added."""
    here = position.here
    if isinstance(here, ast.Call) and syntax.called(here) in STARTS:
        yield ast.BinOp(ast.Constant(0), ast.Mult(), here)


def _copied(position: Position) -> Iterator[ast.expr]:
    """Yield a copy of what gets a second name."""
    if position.is_kept and isinstance(position.here, (*NAMING, ast.Call)):
        yield copy_of(position.here)


def _anew(position: Position) -> Iterator[ast.expr]:
    """Yield a list of things that are made one by one, in place of one thing several times."""
    here = position.here
    if isinstance(here, (ast.List, ast.Tuple)):
        names = [getattr(one, "id", "") for one in here.elts]
        again = [name for name in names if name and names.count(name) > 1]
        if again:
            yield type(here)(
                [copy_of(e) if n in again else e for e, n in zip(here.elts, names, strict=True)],
                ast.Load(),
            )
    if not isinstance(here, ast.BinOp) or not isinstance(here.op, ast.Mult):
        return
    if isinstance(here.left, ast.List):
        new = parsed("[entry for turn in range(times) for entry in one]")
        new.generators[0].iter.args[0] = here.right
        new.generators[1].iter = here.left
        yield new


def _again(position: Position) -> Iterator[ast.expr]:
    """Yield what can be gone through only once, and then can be again."""
    here = position.here
    is_once = isinstance(here, ast.Call) and syntax.called(here) in ONCE
    if position.is_kept and (is_once or isinstance(here, ast.GeneratorExp)):
        yield ast.Call(ast.Name(AGAIN, ast.Load()), [here], [])


# What else may be done in another way


def _other_operators(node: Any) -> Iterator[Edit]:
    is_comparison = isinstance(node, ast.Compare) and len(node.ops) == 1
    of_kind = {ast.BinOp: OPERATORS, ast.AugAssign: OPERATORS[:2]}.get(type(node), ())
    replacements = [
        Replacement(node, "op", other()) for other in of_kind if not isinstance(node.op, other)
    ]
    if is_comparison:
        others = [other for other in COMPARISONS if not isinstance(node.ops[0], other)]
        replacements = [Replacement(node, "ops", [other()]) for other in others]
    yield from (Edit((node.lineno,), (replacement,), OTHER, node) for replacement in replacements)


def _other_elements(node: Any) -> Iterator[Edit]:
    """Yield arguments or elements in another order, and without one."""
    if not isinstance(node, (ast.Call, ast.Tuple, ast.List)):
        return
    field = "args" if isinstance(node, ast.Call) else "elts"
    every = getattr(node, field)
    for n, one in enumerate(every if len(every) > 1 else ()):
        before, after = every[:n], every[n + 1 :]
        orders = [[*before, *after]]
        if after:
            orders.append([*before, after[0], one, *after[1:]])
        yield from (
            Edit((one.lineno,), (Replacement(node, field, new),), OTHER, node) for new in orders
        )
