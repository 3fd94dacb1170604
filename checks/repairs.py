"""Find the line of a mistake that has no name, by small changes that make the answer right.

One name, number, operator or sign of the syntax tree is changed at a time, because a single mistake
is undone by a single small change (R. Singh, S. Gulwani, A. Solar-Lezama: Automated feedback
generation for introductory programming assignments. PLDI 2013). The program runs many times, in a
process of its own, which counts the turns of its loops: however fast a machine is, and whatever
else it does, it finds the same.
"""

import ast
import builtins
import contextlib
import copy
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy

from checks import apart, calling, harmless, reading
from checks.matching import close
from checks.sources import Program, is_import
from checks.tracing import ALIVE, Counted, Ended

COUNTS = "counts"  # what a node has that only counts; see `checks.tracing`
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.Pow, ast.Mod)
COMPARISONS = (ast.Gt, ast.Lt, ast.GtE, ast.LtE, ast.Eq, ast.NotEq)
NUMBERS = (0, 1, 2, 3, 4, -1, -2, -3, 16, 0.5)
# What programs for these exercises are made of, beside the names that they have already
FUNCTIONS = ("range", "len", "zip", "reversed", "enumerate", "list", "sum", "abs", "max", "min")
METHODS = (
    *("dot", "sum", "mean", "append", "insert", "reshape", "copy", "items", "keys", "values"),
    *("extend", "reverse", "pop", "outer", "matmul", "multiply", "maximum", "transpose"),
    *("zeros", "zeros_like", "ones", "where", "einsum", "array", "asarray"),
)
PROPERTIES = ("T", "size", "shape")
OPTIONS = ("axis", "keepdims", "strict", "dtype", "start")


class Slot(NamedTuple):
    """Where something hangs in a syntax tree: a field of a node, or an entry of it."""

    parent: ast.AST
    field: str
    number: int | None = None

    def get(self) -> object:
        """Return what is there."""
        value = getattr(self.parent, self.field)
        return value if self.number is None else value[self.number]

    def put(self, value: object) -> None:
        """Put something there."""
        if self.number is None:
            setattr(self.parent, self.field, value)
        else:
            getattr(self.parent, self.field)[self.number] = value


class Change(NamedTuple):
    """A change of a tree; the less it costs, the likelier it is."""

    line: int
    cost: int
    slot: Slot
    new: object

    @contextlib.contextmanager
    def made(self) -> Iterator[None]:
        """Change the tree while the block runs."""
        old = self.slot.get()
        self.slot.put(self.new)
        try:
            yield
        finally:
            self.slot.put(old)


class Words:
    """The words that can stand in a program, by what they are."""

    def __init__(self, tree: ast.AST, others: Iterable[str], functions: Collection[str]) -> None:
        nodes = list(ast.walk(tree))
        known = {*functions, *dir(builtins)}
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        self.values = sorted(set(others) - known)
        self.functions = sorted({*known.intersection(used), *functions, *FUNCTIONS})
        called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        asked = [node for node in nodes if isinstance(node, ast.Attribute)]
        methods = {node.attr for node in asked if id(node) in called}
        properties = {node.attr for node in asked if id(node) not in called}
        self.methods, self.properties = (
            sorted({*METHODS, *methods}),
            sorted({*PROPERTIES, *properties}),
        )

    def within(self, function: ast.AST) -> "Words":
        """Return the words that can stand within a function."""
        inner, nodes = copy.copy(self), list(ast.walk(function))
        stored = [n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        bound = {n.id for n in stored} | {n.arg for n in nodes if isinstance(n, ast.arg)}
        inner.values = sorted(bound.difference(self.functions).union(self.values))
        return inner


def changes(
    tree: ast.AST, others: Iterable[str] = (), functions: Collection[str] = ()
) -> list[Change]:
    """Return the changes of a statement, which may use other names beside its own."""
    found = []
    for node, slot, words in _slots(tree, Words(tree, others, functions)):
        every = list(KINDS[type(node)](node, slot, words)) if type(node) in KINDS else []
        every += _of_value(node, slot, words)
        for cost, where, new in every:
            if isinstance(new, ast.AST):
                _place(new, node)
            found.append(Change(node.lineno, cost, where, new))
    return found


def _slots(node: ast.AST, words: Words) -> Iterator[tuple[Any, Slot, Words]]:
    """Yield what can be changed below a node, where it hangs, and the words for it."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        words = words.within(node)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not text and not hasattr(child, COUNTS):
                if hasattr(child, "lineno"):
                    yield child, Slot(node, field, index), words
                yield from _slots(child, words)


def _place(new: ast.AST, old: ast.AST) -> None:
    """Give what is new in a tree the place of what was there."""
    if "lineno" in new._attributes:
        if hasattr(new, "lineno"):
            return  # it was there
        ast.copy_location(new, old)
    for node in ast.iter_child_nodes(new):
        _place(node, old)


Found = Iterator[tuple[int, Slot, object]]  # what it costs, where it is made, and what is new


def _each(cost: int, slot: Slot, every: Iterable[object]) -> Found:
    return ((cost, slot, new) for new in every if new != slot.get())


def _is_called(slot: Slot) -> bool:
    return isinstance(slot.parent, ast.Call) and slot.field == "func"


def _of_name(node: ast.Name, slot: Slot, words: Words) -> Found:
    called, stored = _is_called(slot), isinstance(node.ctx, ast.Store)
    yield from _each(2 if stored else 1, Slot(node, "id"), words.values)
    if not stored:
        yield from _each(1 if called else 2, Slot(node, "id"), words.functions)


def _of_argument(node: ast.arg, slot: Slot, words: Words) -> Found:
    if slot.field == "args":
        yield from _each(2, Slot(node, "arg"), words.values)


def _of_attribute(node: ast.Attribute, slot: Slot, words: Words) -> Found:
    yield from _each(1, Slot(node, "attr"), words.methods if _is_called(slot) else words.properties)
    yield 1, slot, node.value


def _of_constant(node: ast.Constant, slot: Slot, words: Words) -> Found:
    value = Slot(node, "value")
    if isinstance(node.value, bool):
        yield 1, value, not node.value
    elif isinstance(node.value, (int, float)):
        yield from _each(1, value, {*NUMBERS, node.value - 1, node.value + 1})
        if slot.field == "slice":  # always the same entry, and not that of each layer
            yield from ((2, slot, ast.Name(name, ast.Load())) for name in words.values)
    elif isinstance(node.value, str) and "->" in node.value and len(node.value) < 24:
        yield from _each(1, value, _other_letters(node.value))


def _other_letters(text: str) -> Iterator[str]:
    """Yield what ``einsum`` could be told with one letter changed, or two exchanged."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            for other in sorted(set(re.findall("[a-z]", text))):
                yield text[:place] + other + text[place + 1 :]
            yield text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _of_operation(node: ast.BinOp, slot: Slot, words: Words) -> Found:
    yield from _of_operator(node, slot, words)
    for kind in COMPARISONS:
        yield 2, slot, ast.Compare(node.left, [kind()], [node.right])


def _of_operator(node: ast.BinOp | ast.AugAssign, slot: Slot, words: Words) -> Found:
    for kind in ARITHMETIC:
        if not isinstance(node.op, kind):
            yield 1, Slot(node, "op"), kind()


def _of_comparison(node: ast.Compare, slot: Slot, words: Words) -> Found:
    if len(node.ops) == 1:
        for kind in COMPARISONS:
            if not isinstance(node.ops[0], kind):
                yield 1, Slot(node, "ops", 0), kind()
        for operator in ARITHMETIC:
            yield 1, slot, ast.BinOp(node.left, operator(), node.comparators[0])


def _of_sign(node: ast.UnaryOp, slot: Slot, words: Words) -> Found:
    yield 1, slot, node.operand
    inner = node.operand
    while isinstance(inner, ast.UnaryOp):
        inner = inner.operand
    if isinstance(inner, ast.Constant):  # a number below zero is two nodes
        yield from ((1, slot, ast.Constant(number)) for number in NUMBERS)


def _of_assignment(node: ast.Assign, slot: Slot, words: Words) -> Found:
    target = node.targets[0]
    if isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
        for kind in (ast.Add, ast.Sub):
            yield 2, slot, ast.AugAssign(target, kind(), node.value)


def _of_change(node: ast.AugAssign, slot: Slot, words: Words) -> Found:
    yield from _of_operator(node, slot, words)
    yield 1, slot, ast.Assign([node.target], node.value)


def _of_call(node: ast.Call, slot: Slot, words: Words) -> Found:
    for name in words.methods:
        yield 2, Slot(node, "func"), ast.Attribute(node.func, name, ast.Load())
    if len(node.args) == 1 and not node.keywords:
        # An operator that is missing before a parenthesis makes it a call
        yield from ((2, slot, ast.BinOp(node.func, kind(), node.args[0])) for kind in ARITHMETIC)
    for number, argument in enumerate(node.args):
        yield 2, Slot(node, "args", number), ast.Starred(argument, ast.Load())


def _of_option(node: ast.keyword, slot: Slot, words: Words) -> Found:
    yield from _each(1, Slot(node, "arg"), OPTIONS)


def _of_value(node: ast.AST, slot: Slot, words: Words) -> Found:
    """Yield the changes that ask for a property of a value, or give it another sign."""
    no_value = (ast.Starred, ast.Slice, ast.JoinedStr, ast.Compare)
    if not isinstance(node, ast.expr) or isinstance(node, no_value) or _is_called(slot):
        return
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield 2, slot, ast.UnaryOp(ast.USub(), node)
        if not isinstance(node, ast.Constant):
            yield from ((2, slot, ast.Attribute(node, n, ast.Load())) for n in words.properties)


KINDS: dict[type, Callable] = {
    ast.Name: _of_name,
    ast.arg: _of_argument,
    ast.Attribute: _of_attribute,
    ast.Constant: _of_constant,
    ast.BinOp: _of_operation,
    ast.Compare: _of_comparison,
    ast.UnaryOp: _of_sign,
    ast.Assign: _of_assignment,
    ast.AugAssign: _of_change,
    ast.Call: _of_call,
    ast.keyword: _of_option,
}


# Turns of loops and calls. To compile a program and call it takes about as long as some
MOST_TURNS, OF_A_TRY = 800_000, 150
MORE_TURNS = 30_000  # once a change has helped
FEW_TURNS = 200_000  # to confirm what the values say
MOST_OF_A_RUN = 20_000
LONGEST_PART = 20_000  # characters of a definition; that is ten times what an answer needs
Line = tuple[int, int]  # the number of a part of a program, and the line in it, from 1


def lines(
    program: Program,
    data: dict,
    right: dict[str, list[numpy.ndarray | None]],
    suspects: Sequence[Line] = (),
    turns: int = MOST_TURNS,
) -> list[tuple[int, str]]:
    """Return the lines whose changes make the answer to exercise 1 right, the likeliest first.

    None in place of a right array does not count. The suspects are tried before other lines.
    ``turns`` bounds what is computed.
    """
    request = {
        "name": program.name,
        "parts": [(part.text, part.binds, part.fixed) for part in program.parts],
        "data": data,
        "right": {
            name: [None if array is None else array.tolist() for array in arrays]
            for name, arrays in right.items()
        },
        "suspects": list(suspects),
        "turns": turns,
    }
    found: dict[tuple[int, str], int] = {}
    for cost, number, line in apart.answers("repairs", request):
        spot = (program.parts[number].line + line - 1, program.parts[number].place)
        found[spot] = min(cost, found.get(spot, cost))
    return sorted(found, key=lambda spot: found[spot])


# What follows runs in that process


class Tried:
    """A program that can be run with changes."""

    def __init__(self, request: dict) -> None:
        self.name, self.data = request["name"], request["data"]
        self.right = {
            name: [
                None if array is None else numpy.array(array) for array in request["right"][name]
            ]
            for name in ("DW", "DB")
        }
        self.space: dict[str, Any] = harmless.names() | {ALIVE: self._alive}
        self.left = 0
        self.answer: Any = None
        self.arguments: tuple = ()
        # What does not change is executed once
        self.codes, self.trees = {}, {}
        for number, (text, _, fixed) in enumerate(request["parts"]):
            tree = Counted().visit(ast.parse(text))
            if fixed or is_import(text):
                with contextlib.suppress(Exception):
                    exec(compile(tree, f"<part {number}>", "exec"), self.space)
                continue
            self.trees[number] = tree
            self.codes[number] = compile(tree, f"<part {number}>", "exec")
        with contextlib.suppress(Exception):
            self.longest = MOST_OF_A_RUN
            self.longest = 3 * self.run({}) + OF_A_TRY

    def _alive(self, begins: bool) -> bool:
        self.left -= 1
        if self.left < 0:
            raise Ended
        return True

    def run(self, changed: dict) -> int:
        """Run the program with some codes changed; return the number of turns."""
        self.left, self.answer = self.longest, None
        space = dict(self.space)
        with contextlib.suppress(BaseException):
            for code in (self.codes | changed).values():
                exec(code, space)
            function = space[self.name]
            if not self.arguments:
                self.arguments = calling.arguments1(function, self.data)
            self.answer = function(*map(_copied, self.arguments))
        return self.longest - max(self.left, 0)

    def is_right(self) -> bool:
        """Say whether the last run has given the right answer."""
        with contextlib.suppress(BaseException):
            DW, DB = self.answer
            return self._equal(DW, self.right["DW"]) and self._equal(DB, self.right["DB"])
        return False

    @staticmethod
    def _equal(arrays: Any, right: list[numpy.ndarray | None]) -> bool:
        return len(arrays) == len(right) and all(map(_close, arrays, right))


def _copied(argument: Any) -> Any:
    return [a.copy() for a in argument] if isinstance(argument, list) else argument.copy()


def _close(array: Any, right: numpy.ndarray | None) -> bool:
    if right is None:
        return True
    if not isinstance(array, numpy.ndarray):
        array = reading.read_array(array)  # a list may contain itself
    if getattr(array, "shape", None) != right.shape or array.dtype.kind not in "fiu":
        return False
    return close(array, right)


def answers(request: dict) -> Iterator[tuple[int, int, int]]:
    """Yield the cost, the part and the line of every change that makes the answer right."""
    tried = Tried(request)
    order = {tuple(line): number for number, line in enumerate(request["suspects"])}
    names = sorted({name for _, binds, _ in request["parts"] for name in binds})
    functions = {name for name, value in tried.space.items() if callable(value)}
    functions |= {getattr(node, "name", "") for tree in tried.trees.values() for node in tree.body}
    every: list[tuple[tuple, int, Change]] = []
    for number, tree in tried.trees.items():
        if len(request["parts"][number][0]) <= LONGEST_PART:
            for change in changes(tree, names, functions):
                suspected = order.get((number, change.line), len(order))
                every.append(((change.cost, suspected), number, change))
    every.sort(key=lambda entry: entry[0])
    left = request["turns"]
    for _, number, change in every:
        with change.made():
            try:
                code = compile(tried.trees[number], f"<part {number}>", "exec")
            except (SyntaxError, ValueError, TypeError):
                continue
        left -= OF_A_TRY + tried.run({number: code})
        if tried.is_right():
            yield change.cost, number, change.line
            left = min(left, MORE_TURNS)
        if left < 0:
            return
