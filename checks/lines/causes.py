"""Where what a program could not go on with came from, by its text.

The names that met where it has stopped are followed to the statements that gave them their values,
in the function or in that which has called it. Nothing is run.
"""

import ast
import builtins
import contextlib
import linecache
import types
from collections.abc import Callable, Iterator
from typing import Any

from checks.files_and_cells import line_of, place_of
from checks.lines import syntax
from checks.lines.sources import FileLine
from checks.what_met import described, own_entries

IMPORTS = (ast.Import, ast.ImportFrom)


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


def _handed_on(told: dict, tree: ast.Module, own: list) -> Iterator[int]:
    """Yield the lines that hand on what met where a program stopped, the last one first.

    They give it another name, take it out of something, return it, or call a function with it.
    """
    frames = [_spot(entry)[0] for entry in own]
    line, text = frames[-1], told.get("left", {}).get("text", "")
    try:
        node: ast.AST | None = ast.parse(text, mode="eval").body
    except SyntaxError:
        return
    function = syntax.function_at(tree, line)
    for _ in range(MOST_STEPS):
        name = syntax.root(node) if isinstance(node, ast.expr) else None
        if name is None or function is None:
            return
        before = syntax.assigned(function, name, line)
        if told["kind"] == "stopped-none" and syntax.assigned_again(function, name, line):
            return  # it comes from the turn before
        looped = syntax.looped_over(function, name)
        if looped is not None and before in (None, line, looped.lineno):
            node = looped
            continue
        if before is None and name in syntax.parameters(function) and len(frames) > 1:
            called = function
            frames.pop()
            line, function = frames[-1], syntax.function_at(tree, frames[-1])
            node = syntax.argument_of(tree, line, called, name)
            continue
        if before is None or before > line:
            return
        yield before
        line = before
        node = syntax.value_of(function, name, before)
        while isinstance(node, ast.Call):
            helper = syntax.function_called(tree, node)
            if helper is None:
                node = node.func.value if isinstance(node.func, ast.Attribute) else None
                break
            returned = syntax.every(ast.Return, helper)
            function, node = helper, returned[-1].value if returned else None
            line = returned[-1].lineno if returned else line
        if not isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)):
            return


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
