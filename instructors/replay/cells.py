"""Read the code cells of a notebook of any version, or of a script that was made of one."""

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from instructors.replay.text import LARGEST_CODE, UnusableError, decode, plain, without_coding

MOST_CELLS = 2000
OTHER_EDITION = "exercise1_preactivations"  # a function that answers exercise 1, too
# Jupytext, VS Code and Spyder; nbconvert; Databricks
SEPARATOR = re.compile(r"^# (?:%%.*|In\s?\[[\d ]*\]:?|COMMAND -+)$", re.M)
# What nbconvert makes of a cell with a magic of its own: one line, which holds the whole cell
EXPORTED = re.compile(r"^get_ipython\(\)\.run_cell_magic\(.*\)$", re.M)


@dataclass(frozen=True)
class Cell:
    """A code cell.

    ``label`` is the path that an error names, such as ``notebooks/1.ipynb, code cell 5``. In a
    script, empty lines stand for what is above, so that lines have the numbers of the file.
    ``own`` is what the student has changed; what was handed out is nobody's answer.
    """

    label: str
    text: str
    own: bool = True


def of_notebook(
    path: str, content: bytes, handed_out: Container[str] = frozenset()
) -> tuple[list[Cell], list[str]]:
    """Return the code cells of a notebook, and the texts of its other cells.

    nbformat's own reader wants more to be right than is needed here. Raises `UnusableError`.
    """
    code: list[Cell] = []
    other: list[str] = []
    for cell in _raw_cells(content):
        text = _source(cell)
        if cell.get("cell_type") == "code":
            label = f"{path}, code cell {len(code) + 1}"
            code.append(Cell(label, text, text.strip() not in handed_out))
        else:
            other.append(text[:LARGEST_CODE])  # Colab puts pictures into the text
    if len(code) + len(other) > MOST_CELLS:
        raise UnusableError(f"The notebook has more than {MOST_CELLS:,} cells.")
    if sum(len(cell.text) for cell in code) > LARGEST_CODE:
        raise UnusableError(f"There are more than {LARGEST_CODE:,} characters of Python.")
    return code, other


def of_script(path: str, content: bytes, handed_out: Container[str] = frozenset()) -> list[Cell]:
    """Return the cells of a Python file, one if nothing separates. Raises `UnusableError`."""
    text = without_coding(decode(content))
    if len(text) > LARGEST_CODE:
        raise UnusableError(f"There are more than {LARGEST_CODE:,} characters of Python.")
    starts = {0, len(text)} | {match.start() for match in SEPARATOR.finditer(text)}
    starts |= {place for match in EXPORTED.finditer(text) for place in match.span()}
    if len(starts) > MOST_CELLS:
        raise UnusableError(f"The file has more than {MOST_CELLS:,} cells.")
    parts = [(text.count("\n", 0, a), text[a:b]) for a, b in pairwise(sorted(starts))]
    return [
        Cell(path, "\n" * above + part, SEPARATOR.sub("", part, count=1).strip() not in handed_out)
        for above, part in parts
        if part.strip() or len(parts) == 1
    ]


def _raw_cells(content: bytes) -> list[dict]:
    try:
        notebook = json.loads(decode(content))
    except RecursionError:
        raise UnusableError("The notebook is nested too deeply to be read.") from None
    except ValueError:
        raise UnusableError(
            "This is no notebook: it is not in JSON. Please save it in Jupyter again, "
            "and see that it is whole."
        ) from None
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if found is None and isinstance(notebook, dict):  # until version 3
        sheets = notebook.get("worksheets")
        lists = [s.get("cells") for s in sheets or () if isinstance(s, dict)]
        found = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    if not isinstance(found, list):
        raise UnusableError("This is no notebook: it has no list of cells.")
    return [cell for cell in found if isinstance(cell, dict)]


def _source(cell: dict) -> str:
    """Return the text of a cell, which is one text or a list of lines, and was called input."""
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    # Lone halves of characters cannot stand in a program; mostly they stand in comments
    return plain(re.sub("[\ud800-\udfff]", "\ufffd", text))
