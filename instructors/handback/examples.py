"""Programs to show in a lecture: the code of an answer, and no word of whose it is."""

import builtins
import io
import re
import textwrap
import tokenize
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate

import numpy

from checks.exercises import EXERCISES
from instructors.replay.cells import UnusableError, decode, of_notebook

MOST_ANSWER_CHARACTERS = 6000  # an answer has some hundreds
MOST_LINES = 30  # that are shown
AROUND = 4  # lines, above and below the one that is named
COMMON = {name.casefold() for name in (*dir(builtins), *dir(numpy))}
HIDDEN = "someone"
WORD = re.compile(r"[^\W_]+")


def code_of_answer(files: Mapping[str, bytes], name: str, exercise: str) -> str:
    """Return the code of an answer, a function or the cell in its place; it is not even parsed."""
    defined = re.compile(rf"^[ \t]*def {exercise}\b.*?(?=^\S(?<![)#])|\Z)", re.M | re.S)
    for file in (name, *sorted(files)):
        found = [match[0] for cell in _cells(file, files) for match in defined.finditer(cell)]
        if found:
            return textwrap.dedent(found[-1]).strip("\n")[:MOST_ANSWER_CHARACTERS]
    results = next((e.results for e in EXERCISES if e.name == exercise), ())
    computes = re.compile(rf"^[ \t]*(?:{'|'.join(results) or exercise})\b[^=\n]*=[^=]", re.M)
    # In place of the call of a function
    found = [cell for cell in _cells(name, files) if computes.search(cell)]
    own = [cell for cell in found if f"solution.{exercise}(" not in cell]
    return (
        own[-1].strip("\n")[:MOST_ANSWER_CHARACTERS]
        if own and name.lower().endswith(".ipynb")
        else ""
    )


def _cells(name: str, files: Mapping[str, bytes]) -> list[str]:
    """Return the code in a file, by the cells if it is a notebook."""
    content, kind = files.get(name, b""), name.lower().rpartition(".")[2]
    with suppress(UnusableError, RecursionError, MemoryError):
        if kind == "ipynb":
            return [cell.text for cell in of_notebook(name, content)[0]]
        if kind == "py":
            return [decode(content)]
    return []


def anonymised(code: str, names: Iterable[str], line: int = 0) -> str:
    """Return code as it can be shown to everybody: without comments, docstrings, and names.

    That is where people write what they are called. It is what stands around a line, from 1, or the
    beginning if that is 0.
    """
    lines = _without_comments(code).splitlines()
    first = max(line - 1 - AROUND, 0) if line else 0
    last = line + AROUND if line else len(lines)
    kept = [text for text in lines[first:last] if text.strip()][:MOST_LINES]
    words = {word for name in names for form in _spelled(name) for word in WORD.findall(form)}
    words = {word for word in words if len(word) > 2} - COMMON
    text = unicodedata.normalize("NFC", textwrap.dedent("\n".join(kept)))
    return WORD.sub(lambda word: HIDDEN if word[0].casefold() in words else word[0], text)


def _spelled(name: str) -> list[str]:
    """Return how a name is written in code: as it is, without accents, and with ue for ü."""
    name = unicodedata.normalize("NFC", name).casefold()
    plain = unicodedata.normalize("NFD", name)
    return [
        name,
        "".join(c for c in plain if not unicodedata.combining(c)),
        name.translate({ord(c): f"{c2}e" for c, c2 in zip("äöü", "aou", strict=True)}),
    ]


def _without_comments(code: str) -> str:
    """Blank comments and docstrings; the lines keep their numbers."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return re.sub(r"#.*", "", code)
    # Where each line begins, as the tokens count them: a form feed ends none
    starts = [0, *accumulate(map(len, io.StringIO(code)))]
    begins, hidden = True, []
    for token in tokens:
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and begins):
            hidden.append([starts[row - 1] + column for row, column in (token.start, token.end)])
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            quiet = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
            begins = token.type in quiet
    for first, last in reversed(hidden):
        code = code[:first] + "\n" * code.count("\n", first, last) + code[last:]
    return "\n".join(map(str.rstrip, code.split("\n")))
