"""From a function to the text of the program that it belongs to.

A function in a file comes with the functions, classes, constants and imports of its file that it
uses; one of a notebook's cell with those of the notebook. Values of a notebook that are no
functions come along as they are, if they can be written down.
"""

import ast
import builtins
import inspect
import linecache
import sys
import types
from dataclasses import asdict, dataclass, replace

import numpy

MOST_PARTS = 200
LONGEST_VALUE = 20_000  # characters
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Part:
    """A statement of a program.

    Attributes
    ----------
    text : str
    line : int
        Where it begins in its file or cell, from 1.
    place : str
        The file's name, or the cell's.
    binds : list of str
        The names that it gives a value to.
    fixed : bool
        Whether no mistake is looked for in it: the function does not use it.
    """

    text: str
    line: int
    place: str
    binds: list
    fixed: bool = False

    def __iter__(self):
        """Iterate over what JSON needs."""
        return iter(asdict(self).items())


@dataclass(frozen=True)
class Program:
    """A function, and what it needs.

    Attributes
    ----------
    name : str
        That of the function.
    place : str
        The name of its file or cell, as a student knows it.
    parts : list of Part
    """

    name: str
    place: str
    parts: list

    def line(self, number, place):
        """Return the text of a line of a file or cell, or ""."""
        for part in self.parts:
            lines = part.text.splitlines()
            if part.place == place and 0 <= number - part.line < len(lines):
                return lines[number - part.line].strip()
        return ""


def program_of(function):
    """Return the program of a function, or None if its text is not known.

    Parameters
    ----------
    function : callable

    Returns
    -------
    Program or None
    """
    function = inspect.unwrap(function) if callable(function) else function
    if not isinstance(function, types.FunctionType) or "<" in function.__qualname__:
        return None
    try:
        parts = _parts(function)
    except (OSError, TypeError, ValueError, SyntaxError, RecursionError):
        return None
    place = place_of(function.__code__.co_filename)
    if not any(part.place == place and function.__name__ in part.binds for part in parts):
        return None
    return Program(function.__name__, place, parts)


def place_of(filename):
    """Return what a student calls a file, or the cell that a file stands for."""
    if is_cell(filename):
        return _cell_number(filename)
    return filename.replace("\\", "/").rpartition("/")[2]


def is_cell(filename):
    """Say whether code with this file name was typed into a notebook."""
    shell = _shell()
    if shell is None:
        return False
    return _cell_number(filename) != ""


def _shell():
    # Without importing IPython, which a terminal does not need
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def _cell_number(filename):
    """Return the name of a cell, such as ``In[7]``, or "" if it is none."""
    try:
        kind, name = _shell().compile.format_code_name(filename)
    except (AttributeError, TypeError, ValueError):
        return ""
    return name if kind == "Cell" else ""


def _parts(function):
    """Return the parts of a program in the order in which they can be executed."""
    found, done, waiting = {}, set(), [(function, function.__name__, True)]
    while waiting and len(found) < MOST_PARTS:
        owner, name, _ = waiting.pop()
        space = owner.__globals__
        if (id(space), name) in done or (hasattr(builtins, name) and name not in space):
            continue
        done.add((id(space), name))
        for part in _bound_in(owner, name):
            if (part.place, part.line, part.text) not in found:
                found[part.place, part.line, part.text] = part
                waiting += [(owner, other, False) for other in used_names(part.text)]
    for part in _spare(function):
        found.setdefault((part.place, part.line, part.text), part)
    # What stands further up in its file is executed first, and values before all
    return sorted(found.values(), key=lambda part: (part.line > 0, part.line))


def _spare(function):
    """Yield what the function's file holds beside what it uses: it may have meant to use it."""
    for part in _statements(function.__code__.co_filename):
        (node,) = ast.parse(part.text).body
        modules = {alias.name.partition(".")[0] for alias in getattr(node, "names", [])}
        modules |= {str(getattr(node, "module", "")).partition(".")[0]} - {""}
        quick = not any(isinstance(inner, ast.Call) for inner in ast.walk(node))
        # Other imports may take seconds
        known = modules <= {*sys.stdlib_module_names, "numpy"} if modules else quick
        if known or isinstance(node, DEFINITIONS):
            yield replace(part, fixed=True)


def used_names(text):
    """Return the names that a text reads."""
    return sorted({node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)})


def _bound_in(owner, name):
    """Return the parts that give a name its value, for a function that uses it."""
    filename = owner.__code__.co_filename
    if not is_cell(filename):
        return [part for part in _statements(filename) if name in part.binds]
    value = owner.__globals__.get(name)
    if isinstance(value, types.FunctionType) and is_cell(value.__code__.co_filename):
        filename = value.__code__.co_filename
    parts = [
        part
        for part in _statements(filename)
        if name in part.binds and isinstance(ast.parse(part.text).body[0], DEFINITIONS)
    ]
    if parts or name not in owner.__globals__:
        return parts[-1:]
    text = _written(name, value)
    return [Part(text, 0, "", [name], fixed=True)] if text else []


def _written(name, value):
    """Return a statement that gives a name the value that it has in a notebook, or ""."""
    if isinstance(value, types.ModuleType):
        return f"import {value.__name__} as {name}"
    if isinstance(value, numpy.ndarray) and value.dtype.kind in "iufb":
        text = f"import numpy\n{name} = numpy.array({value.tolist()!r})"
        return text if len(text) < LONGEST_VALUE and numpy.isfinite(value).all() else ""
    if isinstance(value, type) and (text := _class_text(value)):
        return text
    module, called = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if callable(value) and module in sys.modules and called and "." not in called:
        return f"from {module} import {called} as {name}" if module != "__main__" else ""
    text = repr(value)[:LONGEST_VALUE]
    try:
        return f"{name} = {text}" if ast.literal_eval(text) == value else ""
    except (ValueError, SyntaxError, TypeError, MemoryError):
        return ""


def _class_text(value):
    """Return the text of a class of a notebook, or ""."""
    for method in vars(value).values():
        if isinstance(method, types.FunctionType) and is_cell(method.__code__.co_filename):
            for part in _statements(method.__code__.co_filename):
                if value.__name__ in part.binds:
                    return part.text
    return ""


def _statements(filename):
    """Return the statements of a file or cell that give names a value, as parts."""
    linecache.checkcache(filename)
    lines = linecache.getlines(filename)
    parts = []
    for node in ast.parse("".join(lines)).body:
        names = _binds(node)
        if not names:
            continue
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        text = "".join(lines[first - 1 : node.end_lineno])
        if node.col_offset == 0 and ";" not in lines[node.end_lineno - 1]:
            parts.append(Part(text.rstrip("\n") + "\n", first, place_of(filename), names))
    return parts


def _binds(node):
    """Return the names that a statement of a module binds."""
    if isinstance(node, DEFINITIONS):
        return [node.name]
    names = []
    for inner in ast.walk(node):
        if isinstance(inner, ast.alias):
            names.append((inner.asname or inner.name).partition(".")[0])
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            names.append(inner.id)
        elif isinstance(inner, DEFINITIONS):
            names.append(inner.name)
    return names
