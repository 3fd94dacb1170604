"""Where what a program could not go on with came from, by its text.

The names that met where it has stopped are followed to the statements that gave them their values,
in the function or in that which has called it. Nothing is run.
"""

import ast
import builtins
import linecache
import types
from collections.abc import Callable, Iterator, Sequence

from checks.files_and_cells import line_of, place_of
from checks.stops import described, entries

# What takes numbers out of PyTorch's sight
LEAVING = (
    *("detach", "detach_", "no_grad", "inference_mode", "item", "numpy", "tolist", "data"),
    "Variable",
)
# What makes parameters anew
ANEW = ("Linear", "Parameter", "rand", "randn", "Tensor", "tensor", "from_numpy", "deepcopy")
ALL_PARAMETERS = ("parameters", "named_parameters")
GRADIENT = ("grad",)
IMPORTS = (ast.Import, ast.ImportFrom)


def lines(error: BaseException, is_own: Callable) -> list[tuple[int, str]]:
    """Return the lines where the mistake may be, with their files or cells, the likeliest first.

    ``is_own`` says of a file's name whether the student has written what is in it.
    """
    own = [e for e in entries(error) if is_own(e.tb_frame.f_code.co_filename)]
    found = [] if not own else [_spot(own[-1]), *_origins(error, own)]
    return list(dict.fromkeys(found))


def changed_in_place(text: str) -> list[int]:
    """Return the lines of a text in which something is changed in place."""
    nodes = list(ast.walk(ast.parse(text)))
    changed = [node.lineno for node in nodes if isinstance(node, ast.AugAssign)]
    called = [
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
    return changed + called + filled


def without_return(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where functions end that hand nothing back, though their value is used.

    As numbers of the text, and of the line in it.
    """
    trees = [ast.parse(text) for text in texts]
    return [
        (number, node.end_lineno or node.lineno)
        for number, tree in enumerate(trees)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not _returns(node)
        and any(_is_used(other, node) for other in trees)
    ]


def naming(text: str, wanted: Sequence[str]) -> list[int]:
    """Return the lines of a text in which one of some names stands."""
    nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Attribute, ast.Name))]
    names = [(getattr(node, "attr", getattr(node, "id", "")), node.lineno) for node in nodes]
    return sorted({line for name, line in names if name in wanted})


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
    told = described(error, own[-1], text, line - own[-1].tb_lineno)
    yield from ((number, place) for number in _by_kind(told, tree, line))
    if told["kind"] in HANDED_ON:
        handed = [n for n in _handed_on(told, tree, own) if n != line]
        # A thing is what it is where it was chosen; that there is none, comes from farther
        last = handed[:1] if told["kind"] == "stopped-attribute" else handed[-1:]
        yield from ((number, place) for number in last)
    for node in _suspects(told, tree, line):
        if isinstance(node, ast.Attribute) and _is_self(node):
            yield from ((number, place) for number in _assigned_attribute(tree, node.attr))
            continue
        name = _root(node)
        function = function_at(tree, line)
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
    function = function_at(tree, line)
    for _ in range(MOST_STEPS):
        name = _root(node) if isinstance(node, ast.expr) else None
        if name is None or function is None:
            return
        before = _assigned(function, name, line)
        if told["kind"] == "stopped-none" and _assigned_again(function, name, line):
            return  # it comes from the turn before
        looped = _looped_over(function, name)
        if looped is not None and before in (None, line, looped.lineno):
            node = looped
            continue
        if before is None and name in _parameters(function) and len(frames) > 1:
            called = function
            frames.pop()
            line, function = frames[-1], function_at(tree, frames[-1])
            node = _argument(tree, line, called, name)
            continue
        if before is None or before > line:
            return
        yield before
        line = before
        node = _value_of(function, name, before)
        while isinstance(node, ast.Call):
            helper = _helper(tree, node)
            if helper is None:
                node = node.func.value if isinstance(node.func, ast.Attribute) else None
                break
            returned = [n for n in ast.walk(helper) if isinstance(n, ast.Return)]
            function, node = helper, returned[-1].value if returned else None
            line = returned[-1].lineno if returned else line
        if not isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)):
            return


def _value_of(function: ast.FunctionDef, name: str, line: int) -> ast.expr | None:
    """Return what a name gets in a line, if it gets it alone."""
    every = [n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.lineno == line]
    names = [[getattr(target, "id", "") for target in node.targets] for node in every]
    return next((n.value for n, ids in zip(every, names, strict=True) if name in ids), None)


def _looped_over(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a name goes through one by one, if it does."""
    for node in ast.walk(function):
        target = node.target if isinstance(node, ast.For | ast.comprehension) else None
        if isinstance(target, ast.Name) and target.id == name:
            return node.iter  # type: ignore[attr-defined]
    return None


def _helper(tree: ast.Module, call: ast.Call) -> ast.FunctionDef | None:
    """Return the function of the program that is called, if its name tells."""
    name = _called(call)
    defined = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    return defined[0] if len(defined) == 1 else None


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _argument(tree: ast.Module, line: int, function: ast.FunctionDef, name: str) -> ast.expr | None:
    """Return what a function was called with in a line, for one of its parameters."""
    names = [argument.arg for argument in function.args.args]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.lineno == line and _helper(tree, node) is function:
            given = dict(zip(names[len(names) - len(node.args) :], node.args, strict=False))
            given |= {k.arg: k.value for k in node.keywords if k.arg}
            return given.get(name)
    return None


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
        _called(inner)
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
    if told["kind"] == "stopped-too-early":
        known = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & set(dir(builtins))
        known |= {a.asname or a.name for n in tree.body if isinstance(n, IMPORTS) for a in n.names}
        if told["name"] in known:
            yield from _stored(tree, told["name"])  # it had a meaning, before
    function = function_at(tree, line)
    if told["kind"] == "stopped-too-early" and function is not None:
        yield from [n for n in _stored(function, told["name"]) if n < line][-1:]
    if told["kind"] in ("stopped-name", "stopped-too-early"):
        yield from _misnamed(function_at(tree, line), line)
    for node in ast.walk(tree) if told["kind"] != "stopped-axis" else ():
        # A name of Python's that has got another meaning
        if isinstance(node, ast.Name) and node.lineno == line and hasattr(builtins, node.id):
            yield from _stored(tree, node.id)
    if told["kind"] == "stopped-attribute":
        yield from _assigned_attribute(tree, told["right"]["text"])
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
    """Return the lines that give a value to a name which nobody asks for, the likeliest first.

    Likelier are those whose value another one replaces, or which have the name of a parameter.
    """
    if function is None:
        return []
    nodes = list(ast.walk(function))
    inner = {id(n) for c in nodes if isinstance(c, ast.comprehension) for n in ast.walk(c.target)}
    names = [node for node in nodes if isinstance(node, ast.Name) and id(node) not in inner]
    loops = [node for node in nodes if isinstance(node, (ast.For, ast.While))]
    several = {id(n) for t in nodes if isinstance(t, ast.Tuple) for n in t.elts}
    likelier, found = [], []
    for stored in (n for n in names if isinstance(n.ctx, ast.Store) and n.lineno < line):
        around = [loop for loop in loops if _holds(loop, stored)]
        same = [n for n in names if n.id == stored.id]
        later = [n for n in same if isinstance(n.ctx, ast.Store) and n.lineno > stored.lineno]
        following = min(later, key=lambda node: node.lineno, default=None)
        held = any(_holds(loop, following) for loop in around)
        end = _end(function) if held or not following else following.lineno
        asked = any(
            stored.lineno < node.lineno <= end or any(_holds(loop, node) for loop in around)
            for node in same
            if isinstance(node.ctx, ast.Load)
        )
        if stored.id in _parameters(function) or (not asked and following):
            likelier.append(stored.lineno)
        elif not asked:
            found.append(stored.lineno)
        # Of two lines that give one name a value, the second has been copied from the first
        alone = not several & {id(stored), id(following)}
        if following and not asked and alone and not any(_holds(loop, following) for loop in loops):
            likelier.append(following.lineno)
    every = sorted(likelier, reverse=True) + sorted(found, reverse=True)
    return [number for number in every if number < line]


def _holds(outer: ast.stmt, node: ast.expr | None) -> bool:
    return node is not None and outer.lineno <= node.lineno <= _end(outer)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _returns(function: ast.FunctionDef) -> bool:
    ends = (ast.Return, ast.Yield, ast.YieldFrom, ast.Raise)
    return any(isinstance(n, ends) for n in ast.walk(function))


def _is_used(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Say whether the result of a call of a function is used."""
    statements = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return any(
        isinstance(n, ast.Call) and id(n) not in statements and _called(n) == function.name
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
        nodes = [n for n in ast.walk(tree) if isinstance(n, ast.expr) and n.lineno == line]
    parts = [part for node in nodes for part in ast.walk(node)]
    if told["kind"] == "stopped-axis":
        # What is counted is wrong less often than what it is multiplied by
        loops = [n.target for n in ast.walk(tree) if isinstance(n, (ast.For, ast.comprehension))]
        counted = {n.id for t in loops for n in ast.walk(t) if isinstance(n, ast.Name)}
        parts.sort(key=lambda part: isinstance(part, ast.Name) and part.id in counted)
    return [
        part
        for part in parts
        if isinstance(part, ast.Name) or (isinstance(part, ast.Attribute) and _is_self(part))
    ]


def _is_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def _root(node: ast.expr) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def function_at(tree: ast.Module, line: int) -> ast.FunctionDef | None:
    """Return the innermost function in which a line is."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= _end(node)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _parameters(function: ast.FunctionDef) -> set[str]:
    every = function.args
    return {a.arg for a in (*every.posonlyargs, *every.args, *every.kwonlyargs)}


def _assigned(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line that gives a name its value last before another line, or after it."""
    found = sorted(number for number in _stored(function, name) if number != line)
    before = [number for number in found if number < line]
    # In a loop what stands below comes before as well
    return before[-1] if before else next(iter(found), None)


def _assigned_again(function: ast.FunctionDef, name: str, line: int) -> int | None:
    """Return the line of the loop around another line that gives a name its value below it."""
    loops = [
        node
        for node in ast.walk(function)
        if isinstance(node, (ast.For, ast.While)) and node.lineno < line <= _end(node)
    ]
    found = [number for loop in loops for number in _stored(loop, name)]
    return max((number for number in found if number > line), default=None)


def _stored(tree: ast.AST, name: str) -> list[int]:
    """Return the lines that give a name its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]


def _assigned_attribute(tree: ast.Module, name: str) -> list[int]:
    """Return the lines that give an attribute its value."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == name and isinstance(node.ctx, ast.Store)
    ]
