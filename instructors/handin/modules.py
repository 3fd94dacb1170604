"""Find the modules of a student's own that a program imports: `Modules`."""

import ast
import functools
import re
from collections import defaultdict
from pathlib import Path

from instructors.handin import cells
from instructors.handin.common import parts_of
from instructors.handin.statements import EVERYWHERE
from instructors.handin.text import UnusableError, decode, without_coding
from instructors.names import printable

SERIES = Path(__file__).resolve().parents[2]
CHANGEABLE = ("utils", "run")  # of the series; what a student adds to them is the student's own
# These do nothing where a program is tried, for they could compute a gradient
LEFT_OUT = ("checks", "figures")
LARGEST = 1_000_000  # characters of all modules of one program
DEEPEST = 20  # folders


class Modules:
    """The Python files of a student, as modules that lie in folders.

    Parameters
    ----------
    contents : dict
        The bytes of the files by their names.

    Attributes
    ----------
    imported : set of str
        The files that a program imports or runs.
    left_out : set of str
        The files that a program imports, and that are not run all the same.
    """

    def __init__(self, contents):
        self._contents, self.imported, self.left_out = contents, set(), set()
        self._texts, self._roots, self._cells = {}, {}, {}  # of what has been read, by file
        self._parts = {
            name: parts
            for name in sorted(contents)
            if len(parts := parts_of(name)) <= DEEPEST and parts[-1].endswith((".py", ".ipynb"))
        }
        packages = {parts[:-1] for parts in self._parts.values() if parts[-1] == "__init__.py"}
        self._places = defaultdict(set)  # by the first part of a module's name
        for parts in self._parts.values():
            if not parts[-1].endswith(".py"):
                continue
            self._places[parts[-1].removesuffix(".py")].add((parts[:-1], "module"))
            for depth, folder in enumerate(parts[:-1]):
                kind = "package" if parts[: depth + 1] in packages else "folder"
                self._places[folder].add((parts[:depth], kind))

    def needed_by(self, name, found):
        """Return the modules that a program imports, and those that these import.

        Parameters
        ----------
        name : str
            The file of the program. Of two modules of one name, the nearest is taken.
        found : list of instructors.handin.cells.Cell
            The program.

        Returns
        -------
        dict
            By the full name of the module: whether it is a package, its file, and its text.
        """
        folder, sources, seen, size = parts_of(name)[:-1], {}, set(), 0
        waiting = [_roots(node, False) for cell in found for node in cell.body]
        while waiting:
            for root in sorted(waiting.pop() - seen):
                seen.add(root)
                for module, file in self._files_of(root, folder):
                    text = self._text(file)
                    size += len(text or "")
                    if text is None or size > LARGEST:
                        continue
                    parts = parts_of(file)
                    package = parts[-1] == "__init__.py"
                    shown = "/".join(parts[-module.count(".") - 1 - package :])
                    sources[module] = (package, shown, text)
                    self.imported.add(printable(file))
                    waiting.append(self._roots_of(file, "." in module or package))
        return sources

    def _files_of(self, root, folder):
        """Return the modules that an import of a name may need, each with its file."""
        places = self._places.get(root)
        if not places or root in EVERYWHERE.difference(CHANGEABLE):
            return []
        # A folder that is no package comes after all that is one, or a file, as for Python
        place, kind = min(
            places,
            key=lambda p: (p[1] == "folder", _distance(folder, p[0]), p[1] != "package", p[0]),
        )
        if root in LEFT_OUT:
            files = [f for f, parts in self._parts.items() if parts == (*place, f"{root}.py")]
            self.left_out.update(printable(file) for file in files)
            return []
        if kind == "module":
            name = next(n for n, parts in self._parts.items() if parts == (*place, f"{root}.py"))
            return [] if _is_handed_out(root, self._contents[name]) else [(root, name)]
        inside = (*place, root)
        found = {
            file: ".".join((root, *parts[len(inside) :])).removesuffix(".py")
            for file, parts in self._parts.items()
            if parts[: len(inside)] == inside and parts[-1].endswith(".py")
        }
        return [(module.removesuffix(".__init__"), file) for file, module in found.items()]

    def _text(self, file):
        """Return a module without magics; None if it cannot be read."""
        if file not in self._texts:
            try:
                text = without_coding(decode(self._contents[file]))
                cell = cells.read_cell(file, text)
                self._texts[file] = text if cell.problem else cell.text
            except UnusableError:
                self._texts[file] = None
        return self._texts[file]

    def _roots_of(self, file, inside):
        key = (file, inside)
        if key not in self._roots:
            nodes = _parsed(self._text(file))
            self._roots[key] = set().union(*(_roots(node, inside) for node in nodes))
        return self._roots[key]

    def with_written(self, name, found):
        """Return the modules, with those that the cells of a notebook write.

        Parameters
        ----------
        name : str
            The file of the notebook.
        found : list of instructors.handin.cells.Cell
        """
        contents, folder = {}, name[: len(name) - len(parts_of(name)[-1])]
        for path, text, added in (cell.written for cell in found if cell.written):
            file = folder + re.sub(r"^(\.?/)+", "", path)
            before = contents.get(file, self._contents.get(file, b"")) if added else b""
            contents[file] = before + text.encode("utf-8", "replace")
        if not contents:
            return self
        more = Modules(self._contents | contents)
        more.imported, more.left_out = self.imported, self.left_out
        return more

    def with_run(self, name, found):
        """Return cells, with those of the files that ``%run`` runs in its place.

        What is not there is imported, which is an error that says so.

        Parameters
        ----------
        name : str
            The file of the notebook.
        found : list of instructors.handin.cells.Cell
        """
        result = []
        for cell in found:
            start = 0
            for place, node in enumerate(cell.body):
                path = cells.run_in(node)
                inner = self._run(path, parts_of(name)[:-1]) if path else []
                if inner is None:
                    stem = path.split("/")[-1].removesuffix(".py")
                    lines = cell.text.split("\n")
                    lines[node.lineno - 1] = f"from {stem} import *"
                    if stem.isidentifier():
                        cell = cells.read_cell(cell.label, "\n".join(lines), cell.todo)
                elif inner:
                    result += [_part(cell, start, place), *inner]
                    start = place + 1
            result.append(_part(cell, start, None) if start else cell)
        return result

    def _run(self, path, folder):
        """Return the cells of a file that is run; None if it is not there."""
        wanted = tuple(part for part in path.split("/") if part not in ("", ".", ".."))
        if wanted and not wanted[-1].endswith((".py", ".ipynb")):
            wanted = (*wanted[:-1], f"{wanted[-1]}.py")
        names = [n for n, parts in self._parts.items() if parts[-len(wanted) :] == wanted]
        if not wanted or not names:
            return None
        name = min(names, key=lambda n: (_distance(folder, self._parts[n][:-1]), n))
        if name not in self._cells:
            try:
                self._cells[name] = self._cells_of(name)
            except UnusableError:
                return None
        self.imported.add(printable(name))
        return self._cells[name]

    def _cells_of(self, name):
        content = self._contents[name]
        if name.endswith(".ipynb"):
            return cells.of_notebook(printable(name), content)[0]
        return cells.of_script(parts_of(name)[-1], without_coding(decode(content)))


def _distance(one, other):
    """Return how many steps lead from one folder to another."""
    common = 0
    while one[common : common + 1] and one[common : common + 1] == other[common : common + 1]:
        common += 1
    return len(one) + len(other) - 2 * common


def _part(cell, start, end):
    return cells.Cell(cell.label, cell.text, cell.body[start:end], cell.todo)


def _parsed(text):
    try:
        return cells.parse(text)
    except (SyntaxError, UnusableError):
        return []  # the error is told where the module is imported


@functools.cache
def _handed_out(root):
    return decode((SERIES / f"{root}.py").read_bytes()).strip()


def _is_handed_out(root, content):
    """Return whether a file is one of the series as it was handed out."""
    try:
        return root in CHANGEABLE and decode(content).strip() == _handed_out(root)
    except UnusableError:
        return False


def _roots(tree, inside):
    """Return the first parts of the names of modules that a statement imports.

    Of ``solution`` the program itself takes the place, but for what is no exercise.

    Parameters
    ----------
    tree : ast.stmt
    inside : bool
        Whether it stands in a package, all of which is there anyway.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names} - {"solution"}
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            root = (node.module or "").split(".")[0]
            helpers = {n for n in names if not n.startswith("exercise")} - {"*"}
            if root == "solution" and not helpers:
                continue
            if not (node.level and inside):
                found |= {root} if root else names
        elif (
            isinstance(node, ast.Attribute)
            and getattr(node.value, "id", "") == "solution"
            and isinstance(node.ctx, ast.Load)
            and not node.attr.startswith(("exercise", "__"))
        ):
            found.add("solution")
    return found
