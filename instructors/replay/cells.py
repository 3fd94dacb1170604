"""Read a file that holds Python: its text, whatever editor has written it, and its code cells."""

import codecs
import io
import json
import re
import tokenize
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from instructors.student_messages import UNUSABLE

LARGEST_CODE = 250_000  # characters of Python in one file; an answer takes some thousands
MOST_CELLS = 2000
OTHER_EDITION = "exercise1_preactivations"  # a function that answers exercise 1, too
# Jupytext, VS Code and Spyder; nbconvert; Databricks
SEPARATOR = re.compile(r"^# (?:%%.*|In\s?\[[\d ]*\]:?|COMMAND -+)$", re.M)
# What nbconvert makes of a cell with a magic of its own: one line, which holds the whole cell
EXPORTED = re.compile(r"^get_ipython\(\)\.run_cell_magic\(.*\)$", re.M)

BOMS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnusableError(Exception):
    """A file that holds no program; the message is a sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """A code cell.

    ``label`` is the path that an error names, such as ``notebooks/1.ipynb, code cell 5``. In a
    script, empty lines stand for what is above, so that lines have the numbers of the file.
    ``by_student`` is what the student has changed; what was handed out is nobody's answer.
    """

    label: str
    text: str
    by_student: bool = True


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
        raise UnusableError(UNUSABLE["cells"].format(most=MOST_CELLS))
    if sum(len(cell.text) for cell in code) > LARGEST_CODE:
        raise UnusableError(UNUSABLE["characters"].format(most=LARGEST_CODE))
    return code, other


def of_script(path: str, content: bytes, handed_out: Container[str] = frozenset()) -> list[Cell]:
    """Return the cells of a Python file, one if nothing separates. Raises `UnusableError`."""
    text = without_coding(decode(content))
    if len(text) > LARGEST_CODE:
        raise UnusableError(UNUSABLE["characters"].format(most=LARGEST_CODE))
    starts = {0, len(text)} | {match.start() for match in SEPARATOR.finditer(text)}
    starts |= {place for match in EXPORTED.finditer(text) for place in match.span()}
    if len(starts) > MOST_CELLS:
        raise UnusableError(UNUSABLE["cells"].format(most=MOST_CELLS))
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
        raise UnusableError(UNUSABLE["deep"]) from None
    except ValueError:
        raise UnusableError(UNUSABLE["no JSON"]) from None
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if found is None and isinstance(notebook, dict):  # until version 3
        sheets = notebook.get("worksheets")
        lists = [s.get("cells") for s in sheets or () if isinstance(s, dict)]
        found = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    if not isinstance(found, list):
        raise UnusableError(UNUSABLE["no cells"])
    return [cell for cell in found if isinstance(cell, dict)]


def _source(cell: dict) -> str:
    """Return the text of a cell, which is one text or a list of lines, and was called input."""
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    # Lone halves of characters cannot stand in a program; mostly they stand in comments
    return with_line_feeds(re.sub("[\ud800-\udfff]", "\ufffd", text))


def decode(content: bytes) -> str:
    """Return the text of a Python file, with line feeds as its only line ends."""
    # A disk that was full leaves null characters, an editor of old the sign for the end of a file
    text = _text(content).lstrip("\ufeff")
    text = text.rstrip("\0\x1a") or text
    if "\0" in text:
        raise UnusableError(UNUSABLE["null"])
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    """Return text with line feeds as its only line ends, each line with the number it had.

    A form feed begins a page on paper. Python passes over it, and over blanks before it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"(?m)^[ \t\f]*\f", "", text).replace("\f", " ")


def _text(content: bytes) -> str:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            try:
                return content.decode(encoding).removeprefix("\ufeff")
            except UnicodeError:
                said = UNUSABLE["encoding"].format(encoding=encoding.upper())
                raise UnusableError(said) from None
    # Windows' editors also write UTF-16 without a mark; Python's own characters have zero bytes
    for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[:200:2])):
        if len(zeros) > 4 and zeros.count(0) > 0.9 * len(zeros):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeError:
        pass
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        return content.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        # In a comment, the worst case is a wrong letter
        return content.decode("cp1252", "replace")


def without_coding(text: str) -> str:
    """Return the text of a module without the remark on its encoding, for it is UTF-8 now."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:2]):
        if re.match(r"[ \t]*#", line):
            lines[number] = re.sub(r"coding[:=]", "was coded ", line)
    return "\n".join(lines)
