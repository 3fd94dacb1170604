"""Write the program that runs the answers found in the cells of a file."""

import ast
from pathlib import Path

from instructors.handin.answers import GIVEN, OTHER_EDITION
from instructors.handin.names import root
from instructors.handin.statements import EVERYWHERE

RUNTIME = Path(__file__).with_name("runtime.py")
WIDTH = 100


def is_quiet(statements, answers):
    """Return whether a file can be run as it is: it only imports, defines and assigns.

    Parameters
    ----------
    statements : list of Statement
        All of the file.
    answers : list of Answer
    """
    plain = all(
        answer.function and answer.function != OTHER_EDITION and not answer.show
        for answer in answers
    )
    return plain and all(_is_quiet(statement) for statement in statements)


def _is_quiet(statement):
    node = statement.node
    if node.col_offset:
        return False
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return all(module.split(".")[0] in EVERYWHERE for module in statement.imports().values())
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        known = {"numpy", "np", "torch", "nn", "math"}
        return all(root(call.func) in known for _, _, call in statement.calls)
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, (ast.FunctionDef, ast.ClassDef))


def module(file, cells, answers, stubs, failing, modules):
    """Write the program.

    Parameters
    ----------
    file : str
        What it is made of.
    cells : list of Cell
    answers : list of Answer
    stubs : dict
        Statements by exercise.
    failing : dict
        By exercise, why its cell cannot be read.
    modules : dict
        Sources of the student's own modules by name.

    Returns
    -------
    str
        A Python module in ASCII.
    """
    lines = [RUNTIME.read_text(encoding="utf-8"), "", f"# Made of {file!a}"]
    used = {s.label for answer in answers for s in answer.statements}
    used |= {s.label for s in stubs.values()}
    for cell in cells:
        if cell.label in used:
            lines.append(f"_CELLS[{_path(cell.label)!a}] = {cell.text!a}")
    if modules:
        lines.append(f"_add_modules({modules!a})")
    for name, message in failing.items():
        lines.append(f"{name} = _failing({message!a})")
    for name, statement in stubs.items():
        if name not in failing:
            lines.append(f"{name} = _defined({name!r}, {_written(_pieces([statement]))})")
    lines += [_answer(answer, file) for answer in answers]
    return "\n".join(lines) + "\n"


def _answer(answer, file):
    pieces = _pieces(answer.statements)
    if answer.show:
        pieces.append((_path(file), 1, f"print({answer.show}\n)", ()))
    pieces = _written(pieces)
    name = answer.exercise
    if not answer.function:
        return f"{name} = _inline({GIVEN[name]!r}, {pieces}, {answer.results!r})"
    return f"{name} = _defined({answer.function!r}, {pieces})"


def _pieces(statements):
    return [(_path(s.label), s.line, s.text, tuple(sorted(s.imports()))) for s in statements]


def _written(pieces):
    return "[" + "".join(f"\n    {piece!a}," for piece in pieces) + "\n]"


def _path(label):
    """Return the name that a traceback shows, without what leads to another folder."""
    return label.replace("/", " ").replace("\0", " ")
