"""Take a file apart into statements, and find those that an answer needs."""

import ast
import bisect
import functools
import sys
from dataclasses import dataclass, field

from instructors.handin import names
from instructors.handin.effects import Functions
from instructors.handin.text import UnusableError

MOST_STATEMENTS = 10_000  # of one file
EVERYWHERE = {"numpy", "torch", "utils", *sys.stdlib_module_names}
DRAWING = {"matplotlib", "pylab", "seaborn", "plotly", "figures", "checks", "IPython", "pandas"}
DRAWING |= {"bokeh", "altair", "cv2", "PIL", "ipywidgets", "tensorboard", "nbval", "pytest"}


@dataclass
class Statement:
    """A statement at the top of a cell, and what is known of it.

    Attributes
    ----------
    node : ast.stmt
    label, line, text : str, int, str
        Where it stands, and what it is.
    todo : bool
        Whether it stands in the cell that the student is asked to change.
    shown : bool
        Whether a notebook shows its value, as the last one of a cell.
    bound, replaced, changed, needed, late : set of str
        The names it binds, binds in any case, changes, reads, and reads once it is called.
    noise : bool
        Whether it only draws, prints or checks.
    """

    node: ast.stmt
    label: str
    line: int
    text: str
    todo: bool = False
    shown: bool = False
    bound: set = field(default_factory=set)
    replaced: set = field(default_factory=set)
    changed: set = field(default_factory=set)
    needed: set = field(default_factory=set)
    late: set = field(default_factory=set)
    noise: bool = False

    @property
    def touched(self):
        """Return the names that are other things after the statement."""
        return self.bound | self.changed

    @functools.cached_property
    def calls(self):
        """Return what is called, as pairs: the name or attribute, and what it belongs to."""
        found = []
        for node in ast.walk(self.node):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Name):
                    found.append((node.func.id, "", node))
                elif isinstance(node.func, ast.Attribute):
                    found.append((node.func.attr, names.root(node.func.value) or "?", node))
        return found

    def imports(self):
        """Return the modules that it imports, by the names they get; empty if it does not."""
        if isinstance(self.node, ast.Import):
            return {(a.asname or a.name).split(".")[0]: a.name for a in self.node.names}
        if isinstance(self.node, ast.ImportFrom):
            return {a.asname or a.name: self.node.module or "." for a in self.node.names}
        return {}


def of_cells(cells):
    """Return the statements of cells in their order.

    Parameters
    ----------
    cells : list of Cell

    Returns
    -------
    list of Statement
    """
    if sum(len(cell.body) for cell in cells) > MOST_STATEMENTS:
        raise UnusableError(f"There are more than {MOST_STATEMENTS:,} statements.")
    found = []
    for cell in cells:
        lines = cell.text.split("\n")
        for node in cell.body:
            line, text = _text(node, lines)
            last = node is cell.body[-1] and isinstance(node, ast.Expr)
            shown = last and not cell.text.rstrip().endswith(";")
            found.append(_statement(Statement(node, cell.label, line, text, cell.todo, shown)))
    _mark_indirect(found)
    _mark_noise(found)
    return found


def _text(node, lines):
    """Return the number of the first line, and the text, of a statement."""
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
    chosen = lines[first - 1 : node.end_lineno]
    if node.col_offset and not lines[first - 1][: node.col_offset].strip():
        # From a block: a header in the line above keeps its indentation right
        return first - 1, "\n".join(["if True:", *chosen])
    # Where several statements share a line; columns count bytes
    chosen[-1] = chosen[-1].encode("utf-8", "surrogatepass")[: node.end_col_offset].decode("utf-8")
    if first == node.lineno:
        chosen[0] = chosen[0].encode("utf-8", "surrogatepass")[node.col_offset :].decode("utf-8")
    return first, "\n".join(chosen)


def _statement(statement):
    node = statement.node
    try:
        statement.bound = names.stored([node])
        statement.replaced = names.replaced(node)
        statement.changed = names.changed(node)
        statement.needed = names.needs(node)
        statement.late = names.late_reads([node])
    except RecursionError:
        every = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        statement.bound = statement.needed = statement.late = every
    return statement


def _mark_noise(statements):
    """Mark what draws, checks or is no Python: calls of such modules, and of what they return."""
    tainted = {"get_ipython", "display", "plt", "checks", "figures"}
    for statement in statements:
        node = statement.node
        imported = statement.imports()
        tainted |= {n for n, module in imported.items() if module.split(".")[0] in DRAWING}
        value = getattr(node, "value", None)
        if isinstance(node, (ast.Expr, ast.Assign)) and names.root(value) in tainted:
            statement.noise = True
            if isinstance(node, ast.Assign):
                tainted |= statement.bound
        elif isinstance(node, ast.Expr):
            statement.noise = not statement.changed or names.root(value) == "print"
        elif isinstance(node, (ast.Delete, ast.Pass, ast.Assert)):
            statement.noise = True


def _mark_indirect(statements):
    """Mark what statements change by other names, and by the functions that they call."""
    known = EVERYWHERE | DRAWING | {"solution"}
    imported = [item for s in statements for item in s.imports().items()]
    unknown = {name for name, module in imported if module.split(".")[0] not in known}
    functions, links = Functions([s.node for s in statements], unknown), {}
    for statement in statements:
        # The definition of a function changes nothing
        if not isinstance(statement.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            try:
                changed = functions.indirect(statement.node, links)
                looks = functions.only_looks(statement.node)
                statement.changed = changed if looks else statement.changed | changed
            except RecursionError:
                continue


def needed_for(statements, targets, given=frozenset()):
    """Return the statements that are needed for names to have their values at the end.

    From the end backward: a statement is needed if it binds or changes a name that is needed, and
    then so is what it reads. What a function reads once it is called may be bound anywhere.

    Parameters
    ----------
    statements : list of Statement
    targets : set of str
    given : set of str, optional
        Names that have their values without any statement.

    Returns
    -------
    list of Statement
    """
    binders = {}
    for place, statement in enumerate(statements):
        if not statement.noise:
            for name in statement.touched - given:
                binders.setdefault(name, []).append(place)
    # Each entry: a name that is needed, and the place before which it gets its value
    waiting = [(name, len(statements)) for name in targets]
    kept = {place for place, statement in enumerate(statements) if _imports_all(statement)}
    seen = set()
    while waiting:
        name, end = waiting.pop()
        places = binders.get(name, ())
        number = bisect.bisect_left(places, len(statements) if end is None else end) - 1
        while number >= 0 and (name, number, end is None) not in seen:
            seen.add((name, number, end is None))
            place = places[number]
            statement = statements[place]
            if place not in kept:
                kept.add(place)
                waiting += [(n, place) for n in statement.needed]
                waiting += [(n, None) for n in statement.late]
            if name in statement.replaced and end is not None:
                break
            number -= 1
    return [statements[place] for place in sorted(kept)]


def _imports_all(statement):
    return isinstance(statement.node, ast.ImportFrom) and "*" in statement.imports()
