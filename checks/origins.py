"""The line at which a program has stopped, and those that gave what met there its value.

Nothing is run for it. The names that meet where the program stops are followed to the statements
that gave them their values, in the function or in that which has called it.
"""

import ast
import linecache
import types
from collections.abc import Callable, Iterator

from checks import crashes
from checks.definitions import line_of, place_of

# What takes numbers out of PyTorch's sight
LEAVING = ("detach", "detach_", "no_grad", "inference_mode", "item", "numpy", "tolist", "data")
IN_PLACE = ("inplace operation", "in-place operation")


def lines(error: BaseException, is_own: Callable) -> list[tuple[int, str]]:
    """Return the lines where the mistake may be, the likeliest first.

    Parameters
    ----------
    error : BaseException
    is_own : callable
        From a file's name to whether the student has written what is in it.

    Returns
    -------
    list of (int, str)
        The numbers of the lines, and the names of their files or cells.
    """
    own = [e for e in crashes.entries(error) if is_own(e.tb_frame.f_code.co_filename)]
    found = [] if not own else [_spot(own[-1]), *_origins(error, own)]
    return list(dict.fromkeys(found))


def changed_in_place(error: BaseException, text: str) -> list[int]:
    """Return the lines of a text in which something is changed that PyTorch needs unchanged."""
    if not any(words in str(error) for words in IN_PLACE):
        return []
    nodes = list(ast.walk(ast.parse(text)))
    changed = [node.lineno for node in nodes if isinstance(node, ast.AugAssign)]
    called = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr.endswith("_")
    ]
    return changed + called


def leaving(text: str) -> list[int]:
    """Return the lines of a text in which numbers leave PyTorch, as it is written there."""
    nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Attribute, ast.Name))]
    names = [(getattr(node, "attr", getattr(node, "id", "")), node.lineno) for node in nodes]
    return sorted({line for name, line in names if name in LEAVING})


def _spot(entry: types.TracebackType) -> tuple[int, str]:
    code = entry.tb_frame.f_code
    return line_of(code, entry.tb_lineno), place_of(code.co_filename)


def _origins(error: BaseException, own: list) -> Iterator[tuple[int, str]]:
    """Yield the lines that gave what met its value."""
    filename = own[-1].tb_frame.f_code.co_filename
    text = "".join(linecache.getlines(filename))
    line, place = _spot(own[-1])
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    told = crashes.described(error, own[-1], text, line - own[-1].tb_lineno)
    yield from ((number, place) for number in _by_kind(told, tree, line))
    for node in _suspects(told, tree, line):
        if isinstance(node, ast.Attribute) and _is_self(node):
            yield from ((number, place) for number in _assigned_attribute(tree, node.attr))
            continue
        name = _root(node)
        function = _function_at(tree, line)
        if name is None or function is None:
            continue
        again = _assigned_again(function, name, line)
        if told["kind"] == "stopped-none" and again is not None:
            yield again, place  # in the turn before
        before = _assigned(function, name, line)
        helpers = [(number, place) for number in _of_helpers(tree, function, name, line)]
        if before is not None:
            # What only begins with another name is not where it went wrong
            first = [(before, place)]
            yield from helpers + first if _is_begun(function, before) else first + helpers
        elif name in _parameters(function) and len(own) > 1:
            yield _spot(own[-2])


def _is_begun(function: ast.FunctionDef, line: int) -> bool:
    """Say whether a line gives something another name, and computes nothing."""
    assigned = [n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.lineno == line]
    names = (ast.Name, ast.Subscript, ast.Attribute)
    return bool(assigned) and all(isinstance(node.value, names) for node in assigned)


def _of_helpers(tree: ast.Module, function: ast.FunctionDef, name: str, line: int) -> list[int]:
    """Return the lines in which functions return what a name gets in the line that has stopped.

    In a loop, the line has given the name its value before.
    """
    stored = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and node.lineno == line
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    called = {
        getattr(inner.func, "attr", getattr(inner.func, "id", ""))
        for node in stored
        for inner in ast.walk(node.value)
        if isinstance(inner, ast.Call)
    }
    return [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in called
        for inner in ast.walk(node)
        if isinstance(inner, ast.Return)
    ]


def _by_kind(told: dict, tree: ast.Module, line: int) -> Iterator[int]:
    """Yield the lines that a kind of error points at by itself."""
    if told["kind"] in ("stopped-name", "stopped-too-early"):
        yield from _misnamed(_function_at(tree, line), line)
    if told["kind"] == "stopped-none":
        for node in ast.walk(tree):
            # A function whose result somebody uses, and which returns none
            if isinstance(node, ast.FunctionDef) and not _returns(node) and _is_used(tree, node):
                yield node.body[-1].lineno
    if told["kind"] == "stopped-attribute" and told["left"]["text"].endswith(".grad"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "zero_grad":
                yield node.lineno
    if told["kind"] == "stopped-key":
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                if len(set(keys)) < len(keys):
                    yield node.lineno


def _misnamed(function: ast.FunctionDef | None, line: int) -> list[int]:
    """Return the lines that give a value to a name which nobody asks for, the last one first.

    Nor does anybody before another value takes its place, or it is the name of a parameter.
    """
    if function is None:
        return []
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    found = []
    for stored in (n for n in names if isinstance(n.ctx, ast.Store) and n.lineno < line):
        others = [n for n in names if n.id == stored.id and n is not stored]
        asked = any(isinstance(n.ctx, ast.Load) and n.lineno > stored.lineno for n in others)
        again = [n.lineno for n in others if isinstance(n.ctx, ast.Store)]
        if not asked or stored.id in _parameters(function) or stored.lineno - 1 in again:
            found.append(stored.lineno)
    return sorted(found, reverse=True)


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(n, (ast.Return, ast.Yield, ast.Raise)) for n in ast.walk(function))


def _is_used(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Say whether the result of a call of a function is used."""
    statements = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return any(
        isinstance(n, ast.Call)
        and id(n) not in statements
        and getattr(n.func, "attr", getattr(n.func, "id", "")) == function.name
        for n in ast.walk(tree)
    )


def _suspects(told: dict, tree: ast.Module, line: int) -> list[ast.expr]:
    """Return what met where the program stopped, the likelier first."""
    sides = [told[side]["text"] for side in ("left", "right") if told.get(side, {}).get("text")]
    if told["kind"] == "stopped-attribute":
        sides = sides[:1]
    single = [told[s]["text"] for s in ("left", "right") if told.get(s, {}).get("shape") == "()"]
    if told["kind"] == "stopped-product" and single:
        sides = single  # a product is wanted of arrays, and this has become one number
    if told["kind"] == "stopped-index":
        sides = sides[::-1]  # the number, and then what it is asked of
    nodes = []
    for side in sides:
        try:
            nodes.append(ast.parse(side, mode="eval").body)
        except SyntaxError:
            continue  # it was too long
    if not nodes:
        nodes = [n for n in ast.walk(tree) if isinstance(n, ast.expr) and n.lineno == line]
    parts = [part for node in nodes for part in ast.walk(node)]
    return [part for part in parts if isinstance(part, ast.Name) or _is_self(part)]


def _is_self(node: ast.AST) -> bool:
    named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return named and node.value.id == "self"


def _root(node: ast.expr) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """Return the innermost function in which a line is."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= node.end_lineno
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _parameters(function: ast.FunctionDef) -> set[str]:
    every = function.args
    return {a.arg for a in (*every.posonlyargs, *every.args, *every.kwonlyargs)}


def _assigned(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line that gives a name its value last before another line, or after it."""
    found = sorted(
        {
            node.lineno
            for node in ast.walk(function)
            if isinstance(node, ast.Name)
            and node.id == name
            and isinstance(node.ctx, ast.Store)
            and node.lineno != line
        }
    )
    before = [number for number in found if number < line]
    # In a loop what stands below comes before as well
    return before[-1] if before else next(iter(found), None)


def _assigned_again(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line of the loop around another line that gives a name its value below it."""
    loops = [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.For, ast.While)) and node.lineno < line <= node.end_lineno
    ]
    found = [
        node.lineno
        for loop in loops
        for node in ast.walk(loop)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    return max((number for number in found if number > line), default=None)


def _assigned_attribute(tree: ast.Module, name: str) -> list[int]:
    """Return the lines that give an attribute its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Store)
    ]
