"""Read the code cells of a notebook, or of a script that was made of one."""

import ast
import getopt
import json
import re
import warnings
from dataclasses import dataclass, field
from itertools import pairwise

from instructors.handin.common import LARGEST_CODE
from instructors.handin.text import UnusableError, decode, plain

MOST_CELLS = 2000
# IPython replaces one magic after the other, and reads the cell again each time
LARGEST_WITH_MAGICS = 50_000  # characters
MOST_MAGICS = 50
MAGIC = re.compile(r"^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]", re.M)
# Magics whose cell is Python; the others are other languages, and a magic line is none
PYTHON_MAGICS = {"time", "timeit", "capture", "prun", "memit", "mprun", "writefile", "python3"}
PYTHON_MAGICS |= {"python", "py", "file", "snakeviz", "scalene", "heat", "debug", "pyinstrument"}
# The options of IPython's `ExecutionMagics.timeit` and `run`
OPTIONS = {"timeit": "n:r:tcp:qov:", "run": "nidtN:b:pD:l:rs:T:em:G"}
CELL_OF_SCRIPT = re.compile(r"^# (?:In\s?\[[\d ]*\]:?|%%.*)$", re.M)
# What nbconvert makes of a cell with a magic of its own: one line
EXPORTED = re.compile(r"^get_ipython\(\)\.run_cell_magic\(.*\)$", re.M)
TODO = re.compile(r"TODO|print the gradient of the first weight", re.I)


@dataclass
class Cell:
    """A code cell.

    Attributes
    ----------
    label : str
        What feedback calls it, such as ``1_by_hand.ipynb, code cell 5``.
    text : str
        Python, without magics; lines keep their numbers.
    body : list of ast.stmt
    todo : bool
        Whether it is the one that the student is asked to change.
    problem : str
        Why it is not Python; then `body` is empty.
    written : tuple
        If it writes a Python file, the name, the text, and whether that is added to the file.
    """

    label: str
    text: str
    body: list = field(default_factory=list)
    todo: bool = False
    problem: str = ""
    written: tuple = ()


def of_notebook(name, content):
    """Read the code cells of a notebook of any version.

    nbformat's own reader wants more to be right than is needed here.

    Parameters
    ----------
    name : str
    content : bytes

    Returns
    -------
    cells : list of Cell
    other : list of str
        The text of the cells that are not code.

    Raises
    ------
    UnusableError
    """
    found = _raw_cells(content)
    if len(found) > MOST_CELLS:
        raise UnusableError(f"The notebook has more than {MOST_CELLS:,} cells.")
    cells, other, size = [], [], 0
    for cell in found:
        source = _source(cell)
        if cell.get("cell_type") != "code":
            # Colab puts pictures into the text
            other.append(source[:LARGEST_CODE])
            continue
        size += len(source)
        if size > LARGEST_CODE:
            raise UnusableError(f"There are more than {LARGEST_CODE:,} characters of Python.")
        todo = bool(TODO.search(source)) or cell.get("id") == "exercise3"
        cells.append(read_cell(f"{name}, code cell {len(cells) + 1}", source, todo))
    return cells, other


def _raw_cells(content):
    try:
        notebook = json.loads(decode(content))
    except RecursionError:
        raise UnusableError("The notebook is nested too deeply to be read.") from None
    except ValueError:
        raise UnusableError(
            "This is no notebook: it is not in JSON. Please save it in Jupyter again, "
            "and see that it is whole."
        ) from None
    if isinstance(notebook, dict):
        cells = notebook.get("cells")
        sheets = notebook.get("worksheets")  # until version 3
        if cells is None and isinstance(sheets, list):
            lists = [s.get("cells") for s in sheets if isinstance(s, dict)]
            cells = [cell for found in lists if isinstance(found, list) for cell in found]
        if isinstance(cells, list):
            return [cell for cell in cells if isinstance(cell, dict)]
    raise UnusableError("This is no notebook: it has no list of cells.")


def _source(cell):
    """Return the text of a cell, which is one text or a list of lines, and was called input."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    # Lone halves of characters cannot stand in a program; mostly they stand in comments
    return plain(re.sub("[\ud800-\udfff]", "\ufffd", source))


def of_script(name, text):
    """Read a Python file as cells, which ``# %%`` or ``# In[3]:`` separate.

    Parameters
    ----------
    name, text : str

    Returns
    -------
    list of Cell
        One, if nothing separates.
    """
    starts = {0, len(text)} | {match.start() for match in CELL_OF_SCRIPT.finditer(text)}
    starts |= {place for match in EXPORTED.finditer(text) for place in match.span()}
    if len(starts) > 3 * MOST_CELLS:
        raise UnusableError(f"The file has more than {MOST_CELLS:,} cells.")
    cells = []
    for start, end in pairwise(sorted(starts)):
        source = text[start:end]
        if not source.strip():
            continue
        # So that errors have the line numbers of the file
        above = text.count("\n", 0, start)
        todo = bool(TODO.search(source))
        inner = _exported(source)
        if inner:
            # All of the cell is in one line, and has line numbers of its own
            cells.append(read_cell(f"{name}, cell in line {above + 1}", inner, todo))
        else:
            label = name if len(starts) == 2 else f"{name}, from line {above + 1}"
            cells.append(read_cell(label, source, todo, above))
    return cells


def _exported(source):
    """Return the cell in ``get_ipython().run_cell_magic('time', '', 'DW = ...')``, or None."""
    if not EXPORTED.fullmatch(source):
        return None
    try:
        (statement,) = parse(source)
    except (SyntaxError, UnusableError, ValueError):
        return None
    given = _texts(getattr(statement, "value", None))
    return f"%%{given[0]} {given[1]}\n{given[2]}" if len(given) == 3 else None


def _texts(call):
    """Return the arguments of a call if all of them are text."""
    given = [getattr(argument, "value", None) for argument in getattr(call, "args", ())]
    return given if all(isinstance(value, str) for value in given) else []


def read_cell(label, source, todo=False, above=0):
    """Read one cell.

    Parameters
    ----------
    label, source : str
    todo : bool
    above : int
        How many lines of a file stand above it.

    Returns
    -------
    Cell
    """
    written = _written(source)
    source = _without_cell_magic(source)
    if source is None:
        return Cell(label, "", todo=todo)
    text = "\n" * above + source
    try:
        body = parse(text)
    except SyntaxError as error:
        if len(source) > LARGEST_WITH_MAGICS or len(MAGIC.findall(source)) > MOST_MAGICS:
            return Cell(label, text, todo=todo, problem=_sentence(error), written=written)
        text = "\n" * above + _without_magics(source)
        try:
            body = parse(text)
        except SyntaxError as error:
            return Cell(label, text, todo=todo, problem=_sentence(error), written=written)
    except UnusableError as reason:
        return Cell(label, text, todo=todo, problem=str(reason))
    exported = _without_exported_magics(text, body)
    if exported != text:
        return read_cell(label, exported, todo)
    return Cell(label, text, list(_expanded(body)), todo, written=written)


def parse(text):
    """Parse Python.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of ast.stmt

    Raises
    ------
    SyntaxError
    UnusableError
        If it is no text, or too deep to be read.
    """
    if len(text) > LARGEST_CODE:
        raise UnusableError(f"There are more than {LARGEST_CODE:,} characters of Python.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as those on "\d", which are not for the grader
            return ast.parse(text).body
    except (RecursionError, MemoryError):
        raise UnusableError("An expression is nested too deeply to be read.") from None
    except SyntaxError:
        raise
    except ValueError:
        # Lone halves of characters, or null
        raise UnusableError("It holds characters that cannot stand in a program.") from None


def _sentence(error):
    return f"It is not valid Python: {error.msg}, in line {error.lineno}."


def _without_cell_magic(source):
    """Return the Python in a cell that may begin with ``%%``, or None if it is no Python."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        magic = re.match(r"\s*%%(\w+)(.*)", line)
        if magic:
            python = magic[1] in PYTHON_MAGICS
            if magic[1] in ("writefile", "file"):
                python = magic[2].strip().strip("\"'").lower().endswith(".py")
            # The line of %%time may hold the first statement
            rest = "\n".join(["#" + line, *lines[number + 1 :]])
            if not python:
                return None
            return "\n" * number + (_without_cell_magic(rest) or "")
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return source


def _written(source):
    """Return what a cell that begins with ``%%writefile helper.py`` writes; see `Cell`."""
    match = re.match(r"\s*%%(?:writefile|file)[ \t]+(-a[ \t]+|--append[ \t]+)?(.+)\n", source)
    name = match[2].strip().strip("\"'") if match else ""
    return (name, source[match.end() :], bool(match[1])) if name.endswith(".py") else ()


def _without_magics(source):
    """Return a cell in which IPython has turned its magics into calls, with the same lines."""
    # Takes a tenth of a second, and few need it
    from IPython.core.inputtransformer2 import TransformerManager

    class KeepingLines(TransformerManager):
        def do_one_token_transform(self, lines):
            changed, found = super().do_one_token_transform(lines)
            # A call is one line, whatever the magic had
            fewer = len(lines) - len(found)
            if changed and fewer > 0:
                place = next(n for n, line in enumerate(lines) if line != found[n])
                found[place + 1 : place + 1] = ["\n"] * fewer
            return changed, found

    def timed(match):
        statement = _without_options(match[2], match[3])
        return match[0] if statement is None else match[1] + statement

    # What a line magic runs is Python as well
    source = re.sub(r"(?m)^(\s*)%(time|timeit)[ \t]+(\S.*)$", timed, source)
    above = re.match(r"(?:[ \t]*\n)*", source)[0].count("\n")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on line ends that it does not know
            return "\n" * above + KeepingLines().transform_cell(source).rstrip("\n")
    except Exception:  # it raises what it likes on what is half a magic
        return source


def _without_options(magic, line):
    """Return the statement, or the file, that a magic runs; None if nobody can tell.

    As IPython's `Magics.parse_options` finds it.
    """
    from IPython.utils.process import arg_split

    if magic == "time":
        return re.sub(r"^--no-raise-error\s+", "", line)
    try:
        options, _ = getopt.getopt(arg_split(line, False, False), OPTIONS[magic])
    except (getopt.GetoptError, ValueError):
        return None
    for option, value in options:
        line = line.replace(option, "", 1).replace(value, "", 1)
    return line.strip()


def _without_exported_magics(text, body):
    """Return text in which the cells and lines that nbconvert has put into calls are such again.

    It writes ``get_ipython().run_line_magic('time', 'DW = ...')``.
    """
    lines = text.split("\n")
    for node in reversed(body):
        call = getattr(node, "value", None)
        if not (isinstance(node, ast.Expr) and isinstance(call, ast.Call)):
            continue
        name, given = getattr(call.func, "attr", ""), _texts(call)
        inner = None
        if name == "run_cell_magic" and len(given) == 3:
            inner = _without_cell_magic(f"%%{given[0]} {given[1]}\n{given[2]}")
        elif name == "run_line_magic" and given[:1] in (["time"], ["timeit"]):
            inner = _without_options(given[0], given[-1])
        if inner is not None:
            found = inner.split("\n")
            found += [""] * (node.end_lineno - node.lineno + 1 - len(found))
            lines[node.lineno - 1 : node.end_lineno] = found
    return "\n".join(lines)


def run_in(node):
    """Return the path of the file that a statement, ``%run -i helper.py``, runs; empty if none."""
    call = getattr(node, "value", None)
    if not (isinstance(node, ast.Expr) and isinstance(call, ast.Call)):
        return ""
    given = _texts(call) if getattr(call.func, "attr", "") == "run_line_magic" else []
    if len(given) != 2 or given[0] != "run":
        return ""
    path = re.match(r"\"([^\"]+)\"|'([^']+)'|(\S+)", _without_options("run", given[1]) or "")
    return path[path.lastindex].replace("\\", "/") if path else ""


def _expanded(body):
    """Yield statements, and those of blocks that only run when a file is started, or of marimo."""
    for node in body:
        if isinstance(node, ast.If) and _is_main(node.test):
            yield from _expanded(node.body)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_cell(node):
            # It returns what other cells may use
            yield from (inner for inner in node.body if not isinstance(inner, ast.Return))
        else:
            yield node


def _is_cell(function):
    """Return whether a function is a cell of marimo: ``@app.cell`` or ``@app.cell(...)``."""
    marks = (getattr(mark, "func", mark) for mark in function.decorator_list)
    return any(
        isinstance(mark, ast.Attribute)
        and mark.attr == "cell"
        and getattr(mark.value, "id", "") == "app"
        for mark in marks
    )


def _is_main(test):
    if isinstance(test, ast.Constant):
        return bool(test.value)
    return (
        isinstance(test, ast.Compare)
        and len(test.comparators) == 1
        and isinstance(test.ops[0], ast.Eq)
        and "__name__" in {getattr(side, "id", "") for side in (test.left, *test.comparators)}
    )
