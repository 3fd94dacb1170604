"""Where the code of a function stands: its file or cell, and the line there as it is now."""

import ast
import functools
import inspect
import linecache
import sys
import types
from collections.abc import Iterator
from typing import Any


def owner_of(function: object) -> types.FunctionType | None:
    """Return the function of Python that is called in the end, or None if there is none."""
    before: object = None
    while function is not before:
        before = function
        if isinstance(function, functools.partial):
            function = function.func
        elif isinstance(function, types.MethodType):
            function = function.__func__
        elif callable(function):
            function = inspect.unwrap(function)
    return function if isinstance(function, types.FunctionType) else None


def is_current(function: object) -> bool:
    """Say whether a function is what its file says now: a file may have been saved again."""
    owner = owner_of(function)
    if owner is None or is_cell(owner.__code__.co_filename):
        return True
    codes = _codes_of(owner.__code__.co_filename)
    return codes is None or _does(owner.__code__) in map(_does, codes)


def line_of(code: types.CodeType, line: int) -> int:
    """Return where a line of a code stands in its file.

    IPython's autoreload compiles a function that has changed on its own, and counts its lines from
    1. A code that its file does not hold keeps the line.
    """
    for other in _codes_of(code.co_filename) or ():
        if other.co_name == code.co_name and _does(other) == _does(code):
            return line + other.co_firstlineno - code.co_firstlineno
    return line


def _codes_of(filename: str) -> list[types.CodeType] | None:
    """Return all codes of a file as it is now, or None if its text is not known.

    Its functions are also compiled alone, as by autoreload, because Python compiles the method of
    a module differently where it sees the import.
    """
    linecache.checkcache(filename)
    lines = linecache.getlines(filename)
    try:
        tree = ast.parse("".join(lines))
        alone = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        trees = [tree, *(ast.Module([node], type_ignores=[]) for node in alone)]
        compiled = [compile(one, filename, "exec", dont_inherit=True) for one in trees]
    except (SyntaxError, ValueError):
        return []
    return [code for whole in compiled for code in _codes(whole)] if lines else None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield a code and all that are defined within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _does(code: types.CodeType) -> tuple:
    """Return what a code does, wherever it stands."""
    constants = [
        _does(constant) if isinstance(constant, types.CodeType) else repr(constant)
        for constant in code.co_consts
    ]
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants


def place_of(filename: str) -> str:
    """Return what a student calls a file, or the cell that a file stands for."""
    return _cell_number(filename) or filename.replace("\\", "/").rpartition("/")[2]


def is_cell(filename: str) -> bool:
    """Say whether code with this file name was typed into a notebook."""
    return _cell_number(filename) != ""


def shell() -> Any:
    """Return the shell of the notebook that runs this, or None."""
    # Without importing IPython, which a terminal does not need
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def _cell_number(filename: str) -> str:
    """Return the name of a cell, such as ``In[7]``, or "" if it is none."""
    try:
        kind, name = shell().compile.format_code_name(filename)
    except (AttributeError, TypeError, ValueError):
        return ""
    return name if kind == "Cell" else ""
