"""Write a syntax tree so that its values can be seen, and its steps be counted.

What an expression computes passes through a function that looks at it, `SEE`, with the number of
the `Node` that it comes from. `checks.tracing` has this function, and runs the tree.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

SEE, TICK = "__see__", "__tick__"
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
