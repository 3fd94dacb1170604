"""From a function to the text of its whole program.

A function in a file comes with the functions, classes, constants and imports of its file that it
uses, and with what it imports from other files of the same folder; one of a notebook's cell with
those of the notebook. Values of a notebook that are no functions come along as they are, if they
can be written down.
"""

import ast
import builtins
import functools
import io
import linecache
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

from checks.files_and_cells import is_cell, owner_of, place_of
from checks.instrumenting import Line
from checks.lines.syntax import end, every
from checks.reports import Spot

MOST_PARTS = 200
LONGEST_VALUE = 20_000  # characters
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)

FileLine = tuple[int, str]  # the number of a line, and its file or cell


def split_lines(source: str) -> list[str]:
    """Split a text where Python does: only at the ends of lines, with these."""
    return io.StringIO(source, newline="\n").readlines()


@dataclass(frozen=True)
class Part:
    """A statement of a program."""

    text: str
    line: int  # where it begins in its file or cell, from 1
    place: str  # the file's name, or the cell's
    binds: list  # the names that it gives a value to
    fixed: bool = False  # no mistake is looked for in it: the function does not use it


@dataclass(frozen=True)
class Program:
    """A function, and what it needs."""

    name: str
    parts: list

    def line(self, number: int, place: str) -> str:
        """Return the text of a line of a file or cell, or ""."""
        for part in self.parts:
            lines = split_lines(part.text)
            if part.place == place and 0 <= number - part.line < len(lines):
                return lines[number - part.line].strip()
        return ""

    def spot(self, number: int, place: str) -> Spot:
        """Return a line of a file or cell with what stands there."""
        return Spot(number, place, self.line(number, place))

    def spots(self, lines: Iterable) -> list[FileLine]:
        """Return lines as numbers and names of files or cells, each once: see `Line`."""
        found = [(self.parts[line.part], line.line) for line in lines]
        return list(dict.fromkeys((part.line + line - 1, part.place) for part, line in found))

    def lines_at(self, spots: Iterable[FileLine]) -> list[Line]:
        """Return the lines of numbers and names of files or cells: see `spots`."""
        return [
            Line(index, number - part.line + 1)
            for number, place in spots
            for index, part in enumerate(self.parts)
            if part.place == place and 0 <= number - part.line < len(split_lines(part.text))
        ]

    def first_lines(self) -> set[int]:
        """Return the numbers of the lines in which its functions begin, after a docstring."""
        return {lines.start for part in self.parts for lines in _bodies(part)}

    def is_one_line(self) -> bool:
        """Say whether a single line is all in which a mistake is looked for."""
        own = [part for part in self.parts if not part.fixed and not is_import(part.text)]
        return len(own) == 1 and [len(lines) for lines in _bodies(own[0])] == [1]


def _bodies(part: Part) -> Iterator[range]:
    """Yield the lines of every function in a part, without those of a docstring."""
    for node in every(ast.FunctionDef, part.text):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        if body:
            first = part.line - 1
            yield range(first + body[0].lineno, first + end(body[-1]) + 1)


def program_of(function: Callable) -> Program | None:
    """Return the program of a function, or None if its text is not known."""
    owner = owner_of(function)
    name = _name_of(function, owner) if owner else None
    if owner is None or name is None:
        return None
    try:
        parts = _parts(owner, name, True) or _parts(owner, name, False)
    except (OSError, TypeError, ValueError, SyntaxError, RecursionError):
        return None
    if not any(name in part.binds for part in parts):
        return None
    return Program(name, parts)


def _name_of(function: Callable, owner: types.FunctionType) -> str | None:
    """Return the name under which the module of a function knows it, or None."""
    names = [name for name, value in owner.__globals__.items() if value is function]
    if owner.__name__ in names or (not names and function is owner):
        return owner.__name__
    return next(iter(names), None)


def _parts(function: types.FunctionType, called: str, follow: bool) -> list[Part]:
    """Return the parts of a program in the order in which they can be executed.

    If it is followed, what it imports from files of its folder comes along as text. There are no
    parts then if such a file gives a name of the program another meaning.
    """
    own = function.__code__.co_filename
    found: dict[tuple, Part] = {}
    done, waiting = set(), [(own, function.__globals__, called)]
    while waiting and len(found) < MOST_PARTS:
        filename, space, name = waiting.pop()
        if (filename, name) in done or (hasattr(builtins, name) and name not in space):
            continue
        done.add((filename, name))
        filename, space = _home(filename, space, name) if follow else (filename, space)
        for part in _bound_in(filename, space, name):
            if (part.place, part.line, part.text) not in found:
                found[part.place, part.line, part.text] = part
                waiting += [(filename, space, other) for other in used_names(part.text)]
    if follow and _is_ambiguous(found.values()):
        return []
    for part in _spare(function):
        found.setdefault((part.place, part.line, part.text), part)
    # What is imported is executed first, and what stands further up; values before all
    places = list(dict.fromkeys([place_of(own), *(part.place for part in found.values())]))
    return sorted(
        found.values(), key=lambda part: (part.line > 0, -places.index(part.place), part.line)
    )


def _home(filename: str, space: dict, name: str) -> tuple[str, dict]:
    """Return the file, and its names, in which a name is defined: this or one of its folder."""
    value = space.get(name)
    module = sys.modules.get(getattr(value, "__module__", None) or "")
    other = getattr(module, "__file__", None)
    defined = isinstance(value, (type, types.FunctionType)) and value.__name__ == name
    if not defined or not other or is_cell(filename) or other == filename:
        return filename, space
    alike = Path(other).resolve().parent == Path(filename).resolve().parent
    return (other, vars(module)) if alike else (filename, space)


def _is_ambiguous(parts: Iterable[Part]) -> bool:
    """Say whether files give one name different meanings."""
    meanings: dict[str, set[str]] = {}
    for part in parts:
        for name in part.binds:
            meanings.setdefault(name, set()).add(part.text if is_import(part.text) else part.place)
    return any(len(meaning) > 1 for meaning in meanings.values())


def is_import(text: str) -> bool:
    """Say whether a statement imports something."""
    return isinstance(ast.parse(text).body[0], (ast.Import, ast.ImportFrom))


def _spare(function: types.FunctionType) -> Iterator[Part]:
    """Yield what the function's file holds beside what it uses: it may have meant to use it."""
    for part in _statements(function.__code__.co_filename):
        (node,) = ast.parse(part.text).body
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules = {name.partition(".")[0] for name in named}
        # Other imports may take seconds
        is_quick = modules <= {*sys.stdlib_module_names, "numpy"}
        if isinstance(node, DEFINITIONS) or (is_quick if modules else not every(ast.Call, node)):
            yield replace(part, fixed=True)


def used_names(text: str) -> list[str]:
    """Return the names that a text reads."""
    return sorted({node.id for node in every(ast.Name, text)})


def _bound_in(filename: str, space: dict, name: str) -> list[Part]:
    """Return the parts that give a name its value in a file or cell with these names."""
    if not is_cell(filename):
        return [part for part in _statements(filename) if name in part.binds]
    value = space.get(name)
    defines = ast.stmt if isinstance(value, types.FunctionType) else DEFINITIONS
    if isinstance(value, types.FunctionType) and is_cell(value.__code__.co_filename):
        filename = value.__code__.co_filename
    parts = [
        part
        for part in _statements(filename)
        if name in part.binds and isinstance(ast.parse(part.text).body[0], defines)
    ]
    if parts or name not in space:
        return parts[-1:]
    text = _written(name, value)
    return [Part(text, 0, "", [name], fixed=True)] if text else []


def _written(name: str, value: object) -> str:
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


def _class_text(value: type) -> str:
    """Return the text of a class of a notebook, or ""."""
    for method in vars(value).values():
        if isinstance(method, types.FunctionType) and is_cell(method.__code__.co_filename):
            for part in _statements(method.__code__.co_filename):
                if value.__name__ in part.binds:
                    return part.text
    return ""


def _statements(filename: str) -> list[Part]:
    """Return the statements of a file or cell that give names a value, as parts."""
    linecache.checkcache(filename)
    return _split(filename, tuple(linecache.getlines(filename)))


@functools.lru_cache(maxsize=8)  # a program asks once for each of its names
def _split(filename: str, lines: tuple[str, ...]) -> list[Part]:
    parts, ended = [], None
    for node in ast.parse("".join(lines)).body:
        names = _binds(node)
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        text = list(lines[first - 1 : node.end_lineno])
        # Several statements may share a line; columns are counted in bytes
        text[-1] = text[-1].encode()[: node.end_col_offset].decode()
        if ended == first:
            text[0] = text[0].encode()[node.col_offset :].decode()
        if names:
            parts.append(Part("".join(text) + "\n", first, place_of(filename), names))
        ended = node.end_lineno
    return parts


def _binds(node: ast.stmt) -> list[str]:
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
