"""Where what a program could not go on with came from, by its text.

The names that met where it has stopped are followed to the statements that gave them their values,
in the function or in that which has called it. Nothing is run.
"""

import ast
import builtins
import contextlib
import linecache
import re
import types
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from checks.files_and_cells import line_of, place_of
from checks.lines import syntax
from checks.lines.sources import FileLine
from checks.what_met import described, own_entries

IMPORTS = (ast.Import, ast.ImportFrom)
# How Python says that a call has too few arguments, or too many
ARGUMENTS = re.compile(r"([\w.<>]+)\(\) (?:takes|missing|got an unexpected)")


def lines(error: BaseException, is_own: Callable) -> list[FileLine]:
    """Return the lines where the mistake may be, with their files or cells, the likeliest first.

    ``is_own`` says of a file's name whether the student has written what is in it.
    """
    own = own_entries(error, is_own)
    if not own:
        return []
    entry = own[-1]
    tree = _tree(entry)
    if tree is None:
        return [_spot(entry)]
    # Who says that something does not fit is right
    callers = map(_spot, own[-2:-1] if syntax.raising(tree, _spot(entry)[0]) else ())
    return list(dict.fromkeys([*callers, _spot(entry), *_origins(error, own, tree)]))


def _spot(entry: types.TracebackType) -> FileLine:
    code = entry.tb_frame.f_code
    return line_of(code, entry.tb_lineno), place_of(code.co_filename)


def _text(entry: types.TracebackType) -> str:
    return "".join(linecache.getlines(entry.tb_frame.f_code.co_filename))


def _tree(entry: types.TracebackType) -> ast.Module | None:
    """Return the syntax tree of the file of an entry, if it can be read."""
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(_text(entry))
    return None


def _origins(error: BaseException, own: list, tree: ast.Module) -> Iterator[FileLine]:
    """Yield the lines that gave what met its value."""
    text = _text(own[-1])
    line, place = _spot(own[-1])
    told = described(error, own[-1], text, line - own[-1].tb_lineno)
    yield from ((number, place) for number in _by_kind(told, tree, line))
    if told["kind"] in HANDED_ON:
        handed = [n for n in _handed_on(told, tree, own) if n != line]
        # A thing is what it is where it was chosen; that there is none, comes from farther
        last = handed[:1] if told["kind"] == "stopped-attribute" else handed[-1:]
        yield from ((number, place) for number in last)
    for node in _suspects(told, tree, line):
        if isinstance(node, ast.Attribute) and syntax.is_self(node):
            if told["kind"] != "stopped-none":
                # What an object does is wanted where it is called, and may be right
                yield from map(_spot, own[-2:-1])
            yield from ((number, place) for number in syntax.assigned_attribute(tree, node.attr))
            continue
        name = syntax.root(node)
        function = syntax.function_at(tree, line)
        if name is None or function is None:
            continue
        again = syntax.assigned_again(function, name, line)
        if told["kind"] == "stopped-none" and again is not None:
            yield again, place  # in the turn before
        before = syntax.assigned(function, name, line)
        if before is not None:
            yield before, place
        elif name in syntax.parameters(function) and len(own) > 1:
            yield _spot(own[-2])


# What is wrong with a value by its kind, wherever it is handed on
HANDED_ON = (
    "stopped-none",
    "stopped-attribute",
    "stopped-types",
    "stopped-operand",
    "stopped-call",
)
MOST_STEPS = 8


class Use(NamedTuple):
    """Where a value is used."""

    node: ast.expr
    line: int
    function: ast.FunctionDef  # in which the line is
    callers: tuple[int, ...]  # the lines of the calls that led there, the innermost last


Step = tuple[int | None, Use | None]  # the line that hands a value on, and where it got it from


def _handed_on(told: dict, tree: ast.Module, own: list) -> Iterator[int]:
    """Yield the lines that hand on what met where a program stopped, the last one first.

    They give it another name, take it out of something, return it, or call a function with it.
    """
    *callers, line = (_spot(entry)[0] for entry in own)
    text, use = told.get("left", {}).get("text", ""), None
    with contextlib.suppress(SyntaxError):  # it was too long
        use = _use(tree, ast.parse(text, mode="eval").body, line, tuple(callers))
    for _ in range(MOST_STEPS):
        if use is None:
            return
        handing, use = _before(tree, use, told["kind"] == "stopped-none")
        if handing is not None:
            yield handing


def _use(tree: ast.Module, node: ast.expr | None, line: int, callers: tuple) -> Use | None:
    function = syntax.function_at(tree, line)
    return Use(node, line, function, callers) if node and function else None


def _before(tree: ast.Module, use: Use, is_nothing: bool) -> Step:
    """Go one step back from where a value is used."""
    function, line, name = use.function, use.line, syntax.root(use.node)
    if name is None or (is_nothing and syntax.assigned_again(function, name, line)):
        return None, None  # of nothing: it comes from the turn before
    before = syntax.assigned(function, name, line)
    looped = syntax.looped_over(function, name)
    if looped is not None and before in (None, line, looped.lineno):
        return None, use._replace(node=looped)
    if before is None and name in syntax.parameters(function) and use.callers:
        *callers, line = use.callers
        given = syntax.argument_of(tree, line, function, name)
        return None, _use(tree, given, line, tuple(callers))
    if before is None or before > line:
        return None, None
    value = syntax.value_of(function, name, before)
    return before, _through_calls(tree, use._replace(line=before), value)


def _through_calls(tree: ast.Module, use: Use, value: ast.expr | None) -> Use | None:
    """Return where what is assigned comes from: of calls, what the function returns last."""
    followed: list[ast.FunctionDef] = []
    while isinstance(value, ast.Call):
        function = syntax.function_called(tree, value)
        if function is None:
            value = value.func.value if isinstance(value.func, ast.Attribute) else None
            break
        returned = max(
            syntax.every(ast.Return, function), key=lambda node: node.lineno, default=None
        )
        if returned is None or function in followed:
            return None  # it calls itself
        followed.append(function)
        use, value = use._replace(line=returned.lineno, function=function), returned.value
    is_named = isinstance(value, (ast.Name, ast.Subscript, ast.Attribute))
    return use._replace(node=value) if value and is_named else None


def _by_kind(told: dict, tree: ast.Module, line: int) -> Iterator[int]:
    """Yield the lines that a kind of error points at by itself."""
    if told["kind"] == "stopped-too-early":
        known = {node.id for node in syntax.every(ast.Name, tree)} & set(dir(builtins))
        known |= {a.asname or a.name for n in tree.body if isinstance(n, IMPORTS) for a in n.names}
        if told["name"] in known:
            yield from syntax.stored(tree, told["name"])  # it had a meaning, before
    function = syntax.function_at(tree, line)
    if told["kind"] == "stopped-too-early" and function is not None:
        yield from [n for n in syntax.stored(function, told["name"]) if n < line][-1:]
    if told["kind"] in ("stopped-name", "stopped-too-early") and function is not None:
        unread = (name.lineno for name in syntax.never_read(function))
        yield from (number for number in unread if number < line)  # it may be misspelt
    for node in syntax.every(ast.Name, tree) if told["kind"] != "stopped-axis" else ():
        # A name of Python's that has got another meaning
        if node.lineno == line and hasattr(builtins, node.id):
            yield from syntax.stored(tree, node.id)
    if called := ARGUMENTS.match(told["message"]):
        yield from _defined(tree, called[1])
    if told["kind"] == "stopped-attribute":
        yield from syntax.assigned_attribute(tree, told["right"]["text"])
    if told["kind"] == "stopped-attribute" and told["left"]["text"].endswith(".grad"):
        yield from (n.lineno for n in syntax.every(ast.Attribute, tree) if n.attr == "zero_grad")
    if told["kind"] == "stopped-key":
        yield from syntax.filled(tree, told["left"]["text"])  # perhaps under other keys
        for written in syntax.every(ast.Dict, tree):
            keys = [key.value for key in written.keys if isinstance(key, ast.Constant)]
            if len(set(keys)) < len(keys):
                yield written.lineno


def _defined(tree: ast.Module, called: str) -> list[int]:
    """Return where functions begin that Python calls so: after their class, if they have one."""
    *_, owner, name = ["", *called.split(".")]
    classes = [node for node in syntax.every(ast.ClassDef, tree) if node.name == owner]
    around: list[ast.AST] = [*classes] or [tree]
    functions = [node for one in around for node in syntax.every(ast.FunctionDef, one)]
    return [node.lineno for node in functions if node.name == name]


def _suspects(told: dict, tree: ast.Module, line: int) -> list[ast.expr]:
    """Return what met where the program stopped, the likelier first."""
    sides = [told[side]["text"] for side in ("left", "right") if told.get(side, {}).get("text")]
    if told["kind"] == "stopped-attribute":
        sides = sides[:1]
    single = [told[s]["text"] for s in ("left", "right") if told.get(s, {}).get("shape") == "()"]
    if told["kind"] == "stopped-product" and single:
        sides = single  # a product is wanted of arrays, and this has become one number
    if told["kind"] == "stopped-axis":
        sides = sides[1:]
    if told["kind"] in ("stopped-index", "stopped-key") and told["left"].get("length"):
        sides = sides[::-1]  # the number, and then what it is asked of
    nodes: list[ast.expr] = []
    for side in sides:
        try:
            nodes.append(ast.parse(side, mode="eval").body)
        except SyntaxError:
            continue  # it was too long
    if not nodes:
        nodes = [node for node in syntax.every(ast.expr, tree) if node.lineno == line]
    parts = [part for node in nodes for part in ast.walk(node)]
    if told["kind"] == "stopped-axis":
        # What is counted is wrong less often than what it is multiplied by
        loops: list[Any] = [*syntax.every(ast.For, tree), *syntax.every(ast.comprehension, tree)]
        counted = {name.id for loop in loops for name in syntax.every(ast.Name, loop.target)}
        parts.sort(key=lambda part: isinstance(part, ast.Name) and part.id in counted)
    return [
        part
        for part in parts
        if isinstance(part, ast.Name) or (isinstance(part, ast.Attribute) and syntax.is_self(part))
    ]
