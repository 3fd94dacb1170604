"""The changes of a program beyond one token: an operand, an argument, a factor, a line."""

import ast
import itertools

from checks.source_text import Change

NUMBERS = range(4)

# One operand, one argument, one factor


def of_nodes(text):
    """Yield the changes of a part of a line: exchanged, dropped or added."""
    masks = {text.of(node) for node in text.nodes(ast.Name, ast.Subscript)}
    # The one that is missing may stand nowhere else
    masks |= {f"{name}[{number}]" for name in _numbered(text) for number in NUMBERS}
    masks |= {f"{name}[{counter}]" for name in _parameters(text) for counter in _counters(text)}
    masks = [mask for mask in sorted(masks) if len(mask) < 30 and ":" not in mask]
    for node in text.nodes(ast.BinOp):
        left, right = text.of(node.left), text.of(node.right)
        between = text.source[text.span(node.left)[1] : text.span(node.right)[0]]
        yield text.replace(node, f"({right}){between}({left})", 3)
        yield text.replace(node, left, 3)
        yield text.replace(node, right, 3)
    for node in text.nodes(ast.Call):
        yield from _of_call(text, node)
    for node in text.nodes(ast.Tuple, ast.List):
        yield from _exchanged(text, node.elts)
    for node in text.nodes(ast.Compare):
        yield text.replace(node, f"({text.of(node)}) * {text.of(node.left)}", 5)
    for node in text.nodes(ast.Subscript):
        yield text.replace(node, text.of(node.value), 3)
    for node in _values(text):
        yield from _of_value(text, node, masks)


def _numbered(text):
    """Return what is asked for entries by number, such as W in ``W[2]``."""
    return {
        text.of(node.value)
        for node in text.nodes(ast.Subscript)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)
    }


def _parameters(text):
    """Return the names of all parameters."""
    return {node.arg for node in ast.walk(text.tree) if isinstance(node, ast.arg)}


def _counters(text):
    """Return the names by which entries are asked for, such as layer in ``W[layer]``."""
    return {node.slice.id for node in text.nodes(ast.Subscript) if isinstance(node.slice, ast.Name)}


def _values(text):
    """Yield what is assigned, returned, passed on or multiplied."""
    seen = set()

    def once(node):
        if node is not None and hasattr(node, "lineno") and text.span(node) not in seen:
            seen.add(text.span(node))
            yield node

    kinds = (ast.Assign, ast.AugAssign, ast.Return, ast.Call, ast.BinOp, ast.For, ast.Attribute)
    for node in text.nodes(*kinds):
        parts = [getattr(node, "value", None), getattr(node, "iter", None)]
        parts += getattr(node, "args", [])
        parts += [getattr(node, "left", None), getattr(node, "right", None)]
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            parts += node.value.elts
        for part in parts:
            if not isinstance(part, ast.Starred):
                yield from once(part)


def _of_value(text, node, masks):
    """Yield the changes that add a factor, a mask, an index, or a sum to a value."""
    value = text.of(node)
    for after in (" * 2", " / 2", " / 16", " * 16", "[::-1]"):
        yield text.replace(node, f"({value}){after}", 4)
    for call in (".sum(axis=0)", ".sum(axis=1)", ".mean(axis=0)", ".mean()", ".sum()", ".relu()"):
        yield text.replace(node, f"({value}){call}", 4)
    yield text.replace(node, f"({value}) ** 2", 4)
    for index in ("[0]", "[-1]", "[1]", "[layer]", "[l]", "[i]"):
        yield text.replace(node, f"({value}){index}", 4)
    yield from (text.replace(node, f"({value}) * ({mask} > 0)", 5) for mask in masks)
    yield from (text.replace(node, f"({value}) + {term}", 6) for term in masks)


def _of_call(text, node):
    """Yield the changes of a call: without it, with its arguments exchanged or dropped."""
    yield from _exchanged(text, node.args)
    parts = [*node.args, *node.keywords]
    if len(node.args) == 1 and not node.keywords:
        yield text.replace(node, text.of(node.args[0]), 3)
    if isinstance(node.func, ast.Attribute):
        value = text.of(node.func.value)
        yield text.replace(node, value, 3)
        if len(node.args) == 1:
            argument = text.of(node.args[0])
            yield text.replace(node, f"({argument}).{node.func.attr}({value})", 3)
    called = text.of(node.func)
    for index in range(len(parts)):
        rest = ", ".join(text.of(other) for other in parts[:index] + parts[index + 1 :])
        yield text.replace(node, f"{called}({rest})", 3)
    for more in ("axis=0", "axis=1", "keepdims=True", "0", "1", "-1"):
        listed = ", ".join([*(text.of(part) for part in parts), more])
        yield text.replace(node, f"{called}({listed})", 4)


def _exchanged(text, nodes):
    """Yield the changes that exchange two of a list of nodes."""
    for index, one in enumerate(nodes):
        for other in nodes[index + 1 :]:
            (start, first_end), (second, end) = text.span(one), text.span(other)
            between = text.source[first_end:second]
            changed = text.of(other) + between + text.of(one)
            yield Change(one.lineno, start, end, changed, 3)


# One line


def of_lines(text):
    """Yield the changes of whole lines: dropped, exchanged, and further in or out."""
    for node in ast.walk(text.tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if not isinstance(body, list) or isinstance(node, ast.Module):
                continue
            body = [statement for statement in body if statement.lineno >= text.first]
            yield from _of_body(text, body)


def _of_body(text, body):
    for index, statement in enumerate(body):
        start, end = text.span(statement)
        if len(body) > 1:
            yield Change(statement.lineno, start, end, "pass", 4)
        if index + 1 < len(body):
            following = body[index + 1]
            second, last = text.span(following)
            between = text.source[end:second]
            changed = text.of(following) + between + text.of(statement)
            yield Change(statement.lineno, start, last, changed, 4)
        yield from _exchanged_names(text, statement)
    yield from _moved(text, body)


def _exchanged_names(text, statement):
    """Yield the changes that exchange two names on one line of a statement."""
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    for one, other in itertools.combinations(names, 2):
        if one.lineno == other.lineno and one.id != other.id:
            yield from _exchanged(text, [one, other])


def _moved(text, body):
    """Yield the changes that take the last line out of a loop, or the next one into it."""
    for loop, following in itertools.pairwise(body):
        if isinstance(loop, (ast.For, ast.While)) and following.lineno == following.end_lineno:
            indent = " " * loop.body[0].col_offset
            start = text.starts[following.lineno - 1]
            end = text.span(following)[0]
            yield Change(following.lineno, start, end, indent, 4)
    for loop in body:
        if isinstance(loop, (ast.For, ast.While)) and len(loop.body) > 1:
            last = loop.body[-1]
            start, end = text.starts[last.lineno - 1], text.span(last)[0]
            if last.lineno == last.end_lineno:
                yield Change(last.lineno, start, end, " " * loop.col_offset, 4)
