"""What stands where in the text of a program: small questions to its syntax tree."""

import ast
from collections.abc import Callable, Sequence

Question = Callable[[str], list[int]]  # asked of a text: the lines in which something stands
SMALL = 1e-2


def changed_in_place(text: str) -> list[int]:
    """Return the lines of a text in which something is changed in place."""
    nodes = list(ast.walk(ast.parse(text)))
    changed = [node.lineno for node in nodes if isinstance(node, ast.AugAssign)]
    by_method = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr.endswith("_")
        and not node.func.attr.endswith("__")
    ]
    # Of an entry of a list, nobody can say that it is changed in place
    filled = [
        target.lineno
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
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
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not _returns(node)
        and (
            (node.name == used and node.decorator_list)
            or any(_is_used(other, node) for other in trees)
        )
    ]


def naming(*wanted: str) -> Question:
    """Return what asks a text for the lines in which one of some names stands."""

    def lines(text: str) -> list[int]:
        nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Attribute, ast.Name))]
        names = [(getattr(node, "attr", getattr(node, "id", "")), node.lineno) for node in nodes]
        return sorted({line for name, line in names if name in wanted})

    return lines


def small_numbers(text: str) -> list[int]:
    """Return the lines of a text in which a number stands that is near 0, such as a step."""
    numbers = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)]
    return [n.lineno for n in numbers if isinstance(n.value, float) and 0 < n.value <= SMALL]


def raising(tree: ast.Module, line: int) -> bool:
    """Say whether a line raises an error, or asserts something."""
    kinds = (ast.Raise, ast.Assert)
    return any(isinstance(n, kinds) and n.lineno <= line <= end(n) for n in ast.walk(tree))


def repeated(text: str) -> list[int]:
    """Return the lines of a text in which a list of what was made once is made longer."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
        for side in (node.left, node.right)
        if isinstance(side, ast.List)
        and any(isinstance(inner, ast.Call) for inner in ast.walk(side))
    ]


def keys(text: str) -> list[int]:
    """Return the lines of a text in which a key is made under which something is kept in a loop."""
    loops = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.For)]
    found = set()
    for loop in loops:
        for node in ast.walk(loop):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                if isinstance(target, ast.Subscript):
                    made = stored(loop, root(target.slice) or "")
                    found.update([line for line in made if line > loop.lineno] or [target.lineno])
    return sorted(found)


def calling_themselves(text: str) -> list[int]:
    """Return the lines of a text in which a function calls itself, by its name."""
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    return sorted(
        {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and called(node) == function.name
        }
    )


def function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """Return the innermost function in which a line is."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= end(node)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def function_called(tree: ast.Module, call: ast.Call) -> ast.FunctionDef | None:
    """Return the function of the program that is called, if its name tells."""
    name = called(call)
    defined = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    return defined[0] if len(defined) == 1 else None


def called(call: ast.Call) -> str:
    """Return the name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def end(node: ast.stmt) -> int:
    """Return the last line of a statement."""
    return node.end_lineno or node.lineno


def _returns(function: ast.FunctionDef) -> bool:
    ends = (ast.Return, ast.Yield, ast.YieldFrom, ast.Raise)
    return any(isinstance(n, ends) for n in ast.walk(function))


def _is_used(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Say whether the result of a call of a function is used."""
    statements = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return any(
        isinstance(n, ast.Call) and id(n) not in statements and called(n) == function.name
        for n in ast.walk(tree)
    )


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
    loops = [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.For, ast.While)) and node.lineno < line <= end(node)
    ]
    found = [number for loop in loops for number in stored(loop, name)]
    return max((number for number in found if number > line), default=None)


def stored(tree: ast.AST, name: str) -> list[int]:
    """Return the lines that give a name its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]


def filled(tree: ast.AST, container: str) -> list[int]:
    """Return the lines that put something into a container under a key."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == container
    ]


def never_read(function: ast.FunctionDef) -> list[ast.Name]:
    """Return where a function gives a value to a name which nobody asks for, the last one first."""
    nodes = list(ast.walk(function))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    wanted = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    wanted |= {name for n in nodes if isinstance(n, (ast.Global, ast.Nonlocal)) for name in n.names}
    unread = [node for node in names if node.id not in wanted]
    return sorted(unread, key=lambda node: node.lineno, reverse=True)


def assigned_attribute(tree: ast.Module, name: str) -> list[int]:
    """Return the lines that give an attribute its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Store)
    ]


def value_of(function: ast.FunctionDef, name: str, line: int) -> ast.expr | None:
    """Return what a name gets in a line, if it gets it alone."""
    every = [n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.lineno == line]
    names = [[getattr(target, "id", "") for target in node.targets] for node in every]
    return next((n.value for n, ids in zip(every, names, strict=True) if name in ids), None)


def looped_over(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a name goes through one by one, if it does."""
    for node in ast.walk(function):
        target = node.target if isinstance(node, ast.For | ast.comprehension) else None
        if isinstance(target, ast.Name) and target.id == name:
            return node.iter  # type: ignore[attr-defined]
    return None


def argument_of(
    tree: ast.Module, line: int, function: ast.FunctionDef, name: str
) -> ast.expr | None:
    """Return what a function was called with in a line, for one of its parameters."""
    names = [argument.arg for argument in function.args.args]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and node.lineno == line
            and function_called(tree, node) is function
        ):
            given = dict(zip(names[len(names) - len(node.args) :], node.args, strict=False))
            given |= {k.arg: k.value for k in node.keywords if k.arg}
            return given.get(name)
    return None
