"""What stands where in the text of a program: small questions to its syntax tree."""

import ast
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Question = Callable[[str], list[int]]  # asked of a text: the lines in which something stands
Kind = TypeVar("Kind", bound=ast.AST)
SMALL = 1e-2


def every(kind: type[Kind], tree: ast.AST | str) -> list[Kind]:
    """Return all nodes of a kind in a tree, or in a text; what stands around others comes first."""
    tree = ast.parse(tree) if isinstance(tree, str) else tree
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def changed_in_place(text: str) -> list[int]:
    """Return the lines of a text in which something is changed in place."""
    tree = ast.parse(text)
    changed = [node.lineno for node in every(ast.AugAssign, tree)]
    names = [(getattr(n.func, "attr", ""), n.lineno) for n in every(ast.Call, tree)]
    by_method = [line for name, line in names if name.endswith("_") and not name.endswith("__")]
    # Of an entry of a list, nobody can say that it is changed in place
    filled = [
        target.lineno
        for target in targets(tree)
        if isinstance(target, ast.Subscript) and isinstance(target.slice, (ast.Tuple, ast.Slice))
    ]
    return changed + by_method + filled


def without_return(texts: Sequence[str], used: str = "") -> list[tuple[int, int]]:
    """Return where functions end that hand nothing back, though their value is used.

    As numbers of the text, and of the line in it. One with the name ``used`` that is decorated is
    used elsewhere.
    """
    trees = [ast.parse(text) for text in texts]
    return [
        (number, node.end_lineno or node.lineno)
        for number, tree in enumerate(trees)
        for node in every(ast.FunctionDef, tree)
        if not _returns(node)
        and (
            (node.name == used and node.decorator_list)
            or any(_is_used(other, node) for other in trees)
        )
    ]


def naming(*wanted: str) -> Question:
    """Return what asks a text for the lines in which something has one of some names.

    These are attributes, and what is called. What the student has named so may be anything.
    """

    def lines(text: str) -> list[int]:
        tree = ast.parse(text)
        asked: list[ast.expr] = [*every(ast.Attribute, tree)]
        asked += [call.func for call in every(ast.Call, tree)]
        return sorted({node.lineno for node in asked if name_of(node) in wanted})

    return lines


def small_numbers(text: str) -> list[int]:
    """Return the lines of a text in which a number stands that is near 0, such as a step."""
    numbers = every(ast.Constant, text)
    return [n.lineno for n in numbers if isinstance(n.value, float) and 0 < n.value <= SMALL]


def raising(tree: ast.Module, line: int) -> bool:
    """Say whether a line raises an error, or asserts something."""
    raised = [*every(ast.Raise, tree), *every(ast.Assert, tree)]
    return any(node.lineno <= line <= end(node) for node in raised)


def repeated(text: str) -> list[int]:
    """Return the lines of a text in which a list of what was made once is made longer."""
    return [
        node.lineno
        for node in every(ast.BinOp, text)
        if isinstance(node.op, ast.Mult)
        for side in (node.left, node.right)
        if isinstance(side, ast.List) and every(ast.Call, side)
    ]


def keys(text: str) -> list[int]:
    """Return the lines of a text in which a key is made under which something is kept in a loop."""
    found = set()
    for loop in every(ast.For, text):
        for target in targets(loop):
            if isinstance(target, ast.Subscript):
                made = stored(loop, root(target.slice) or "")
                found.update([line for line in made if line > loop.lineno] or [target.lineno])
    return sorted(found)


def calling_themselves(text: str) -> list[int]:
    """Return the lines of a text in which a function calls itself, by its name."""
    return sorted(
        {
            call.lineno
            for function in every(ast.FunctionDef, text)
            for call in every(ast.Call, function)
            if called(call) == function.name
        }
    )


def function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """Return the innermost function in which a line is."""
    around = [n for n in every(ast.FunctionDef, tree) if n.lineno <= line <= end(n)]
    return max(around, key=lambda node: node.lineno, default=None)


def function_called(tree: ast.Module, call: ast.Call) -> ast.FunctionDef | None:
    """Return the function of the program that is called, if its name tells."""
    defined = [n for n in every(ast.FunctionDef, tree) if n.name == called(call)]
    return defined[0] if len(defined) == 1 else None


def called(call: ast.Call) -> str:
    """Return the name of what is called."""
    return name_of(call.func)


def name_of(node: ast.expr) -> str:
    """Return a name, or that of an attribute; "" of anything else."""
    return getattr(node, "attr", getattr(node, "id", ""))


def targets(tree: ast.AST) -> list[ast.expr]:
    """Return all that something is assigned to."""
    return [target for node in every(ast.Assign, tree) for target in node.targets]


def end(node: ast.stmt) -> int:
    """Return the last line of a statement."""
    return node.end_lineno or node.lineno


def _returns(function: ast.FunctionDef) -> bool:
    return any(every(kind, function) for kind in (ast.Return, ast.Yield, ast.YieldFrom, ast.Raise))


def _is_used(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Say whether the result of a call of a function is used."""
    statements = [node.value for node in every(ast.Expr, tree)]
    calls = [call for call in every(ast.Call, tree) if called(call) == function.name]
    return any(call not in statements for call in calls)


def is_self(node: ast.Attribute) -> bool:
    """Say whether something is an attribute of ``self``."""
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def root(node: ast.expr) -> str | None:
    """Return the name with which an expression begins."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def parameters(function: ast.FunctionDef) -> set[str]:
    """Return the names of the parameters of a function."""
    every = function.args
    return {a.arg for a in (*every.posonlyargs, *every.args, *every.kwonlyargs)}


def assigned(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line that gives a name its value last before another line, or after it."""
    found = sorted(number for number in stored(function, name) if number != line)
    before = [number for number in found if number < line]
    # In a loop what stands below comes before as well
    return before[-1] if before else next(iter(found), None)


def assigned_again(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line of the loop around another line that gives a name its value below it."""
    loops: list[Any] = [*every(ast.For, function), *every(ast.While, function)]
    around = [loop for loop in loops if loop.lineno < line <= end(loop)]
    found = [number for loop in around for number in stored(loop, name)]
    return max((number for number in found if number > line), default=None)


def given_names(tree: ast.AST) -> list[ast.Name]:
    """Return the names that get a value, each as often as it does."""
    return [node for node in every(ast.Name, tree) if isinstance(node.ctx, ast.Store)]


def stored(tree: ast.AST, name: str) -> list[int]:
    """Return the lines that give a name its value."""
    return [node.lineno for node in given_names(tree) if node.id == name]


def filled(tree: ast.AST, container: str) -> list[int]:
    """Return the lines that put something into a container under a key."""
    return [
        node.lineno
        for node in every(ast.Subscript, tree)
        if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == container
    ]


def added_to(node: Any) -> ast.expr | None:
    """Return to what a statement adds something, or takes it from: `a += b`, or `a = a + b`."""
    sums = (ast.Add, ast.Sub)
    if isinstance(node, ast.AugAssign):
        return node.target if isinstance(node.op, sums) else None
    total = node.value if isinstance(node, ast.Assign) else None
    if not isinstance(total, ast.BinOp) or not isinstance(total.op, sums):
        return None
    operands = [total.left, total.right] if isinstance(total.op, ast.Add) else [total.left]
    texts = [ast.unparse(operand) for operand in operands]
    return next((target for target in node.targets if ast.unparse(target) in texts), None)


def never_read(function: ast.FunctionDef) -> list[ast.Name]:
    """Return where a function gives a value to a name which nobody asks for, the last one first."""
    names = every(ast.Name, function)
    wanted = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    outer: list[Any] = [*every(ast.Global, function), *every(ast.Nonlocal, function)]
    wanted |= {name for node in outer for name in node.names}
    unread = [node for node in names if node.id not in wanted]
    return sorted(unread, key=lambda node: node.lineno, reverse=True)


def assigned_attribute(tree: ast.Module, name: str) -> list[int]:
    """Return the lines that give an attribute its value."""
    return [
        node.lineno
        for node in every(ast.Attribute, tree)
        if node.attr == name and isinstance(node.ctx, ast.Store)
    ]


def value_of(function: ast.FunctionDef, name: str, line: int) -> ast.expr | None:
    """Return what a name gets in a line, if it gets it alone."""
    for node in every(ast.Assign, function):
        if node.lineno == line and name in [getattr(one, "id", "") for one in node.targets]:
            return node.value
    return None


def looped_over(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a name goes through one by one, if it does."""
    loops: list[Any] = [*every(ast.For, function), *every(ast.comprehension, function)]
    through = (loop.iter for loop in loops if getattr(loop.target, "id", "") == name)
    return next(through, None)


def argument_of(
    tree: ast.Module, line: int, function: ast.FunctionDef, name: str
) -> ast.expr | None:
    """Return what a function was called with in a line, for one of its parameters."""
    names = [argument.arg for argument in function.args.args]
    for call in every(ast.Call, tree):
        if call.lineno == line and function_called(tree, call) is function:
            given = dict(zip(names[len(names) - len(call.args) :], call.args, strict=False))
            given |= {k.arg: k.value for k in call.keywords if k.arg}
            return given.get(name)
    return None
