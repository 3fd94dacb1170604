"""What of a program is there for nobody: a name that is never read, a function never called."""

import ast
from collections.abc import Iterator
from itertools import chain

from checks.findings import Finding
from checks.lines import syntax
from checks.lines.observed import Execution
from checks.lines.sources import Part, Program, used_names

Named = tuple[str, int]  # a name, and the line of a part in which it is given
# What may ask for a name without naming it
OTHER_MEANS = {"locals", "vars", "eval", "exec"}
EMPTY = (ast.Pass, ast.Raise, ast.Expr)  # a body of these alone is to be written elsewhere


def remarks(program: Program, execution: Execution) -> Iterator[Finding]:
    """Yield what is said of the first name that is never read, and the first function not called.

    Where the program has stopped, nobody knows what it would have called.
    """
    stopped = isinstance(execution.answer, BaseException)
    parts = list(enumerate(program.parts))
    read = ((part, one) for _, part in parts if not part.fixed for one in never_read(part.text))
    unused = (
        (part, (name, line))
        for number, part in parts
        for name, line, outer in functions(part.text)
        if not stopped
        and (number, line) not in execution.called
        and (outer is None or (number, outer) in execution.called)
        and not (part.fixed and _is_wanted(name, part, program))
    )
    for kind, found in (("never-read", read), ("never-called", unused)):
        for part, (name, line) in list(found)[:1]:
            number = part.line + line - 1
            line_there = str(program.spot(number, part.place))
            yield Finding(kind, {"name": name, "line": line_there})


def _is_wanted(name: str, own: Part, program: Program) -> bool:
    """Say whether something else that stands beside a program may want a function."""
    if own.binds != [name]:  # the method of a class, which may serve another exercise
        return True
    others = (part.text for part in program.parts if part is not own)
    return name.startswith("exercise") or name in chain.from_iterable(map(used_names, others))


def never_read(text: str) -> list[Named]:
    """Return the names of a text, with their lines, that get a value which nobody asks for.

    Functions that could ask for it by other means, such as ``locals()``, are left out.
    """
    return [
        (target.id, node.lineno)
        for function in syntax.every(ast.FunctionDef, text)
        if OTHER_MEANS.isdisjoint(used_names(ast.unparse(function)))
        for unread in [syntax.never_read(function)]
        for node in syntax.every(ast.Assign, function)
        if not isinstance(node.value, ast.Constant)
        for target in node.targets
        if target in unread and not target.id.startswith("_")
    ]


def functions(text: str) -> list[tuple[str, int, int | None]]:
    """Return the functions of a text that do something, and take something or stand in another.

    With their lines, and that of the innermost function around them. Those that Python or a
    decorator may call are left out.
    """
    nodes = syntax.every(ast.FunctionDef, text)
    # The innermost comes last
    around = {
        node: outer.lineno for outer in nodes for node in ast.walk(outer) if node is not outer
    }
    return [
        (node.name, node.lineno, around.get(node))
        for node in nodes
        if not node.name.startswith("__")
        and not node.decorator_list
        and (node in around or any(arg.arg != "self" for arg in node.args.args))
        and not all(isinstance(statement, EMPTY) for statement in node.body)
    ]
