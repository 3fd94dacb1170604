"""Programs that are written for a newer Python than the one that grades them."""

import re
import sys
import warnings
from contextlib import suppress

from instructors.replay.cells import UnusableError, decode, of_notebook

# What stands in the braces of a formatted text, with a pair of braces for its form
FIELD = r"\{(?:[^{}\n]|\{[^{}\n]*\})*+\}"


def _formatted(prefix: str) -> re.Pattern:
    """Return what matches a formatted text, in whose braces anything may stand."""
    quotes = (rf"{q}(?:[^{q}\\{{\n]|\\.|\{{\{{|{FIELD})*+{q}" for q in "\"'")
    return re.compile(rf"(?<!\w)(?:{prefix})(?:{'|'.join(quotes)})")


def _without_fields(found: re.Match) -> str:
    """Return what can stand for a formatted text, if there is Python in all its braces."""
    text = found[0].replace("{{", "").replace("}}", "")
    for field in re.findall(FIELD, text):
        said = field[1:-1].removesuffix("=")
        beginnings = [said, said.rpartition(":")[0], said.rpartition("!")[0]]
        if not any(part.strip() and _is_python(f"({part.strip()})") for part in beginnings):
            return found[0]
    return '""'


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(text, "program", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return False
    return True


GENERIC = r"^([ \t]*(?:async )?(?:def|class) \w+)\[{inside}*?\](?=[(:])"
# How what is new in a version can be written in those before it; for the syntax alone
NEW = (
    (
        (3, 12),
        (
            (_formatted("[fF][rR]?|[rR][fF]"), _without_fields),
            (re.compile(r"^([ \t]*)type[ \t]+(\w+)(?:\[[^\]\n]*\])?[ \t]*=", re.M), r"\1\2 ="),
            (re.compile(GENERIC.format(inside=r"[^\n=]"), re.M), r"\1"),
        ),
    ),
    (
        (3, 13),
        ((re.compile(GENERIC.format(inside=r"[^\n]"), re.M), r"\1"),),
    ),
    (
        (3, 14),
        (
            (_formatted("[tT][rR]?|[rR][tT]"), _without_fields),
            (re.compile(r"^([ \t]*except\*?[ \t]+)([\w. ]+,[\w., ]+):", re.M), r"\1(\2):"),
        ),
    ),
)
MAGIC = re.compile(r"^([ \t]*)(?:[%!].*|.*\?)$", re.M)


def needed(name: str, content: bytes) -> str:
    """Return the newer Python that a file needs to be read at all, such as ``3.12``, or nothing."""
    text = _code(name, content)
    if not text or _is_python(text):
        return ""
    for version, ways in NEW:
        for pattern, before in ways if version > sys.version_info[:2] else ():
            text = pattern.sub(before, text)
        if _is_python(text):
            return ".".join(map(str, version))
    return ""


def _code(name: str, content: bytes) -> str:
    """Return the Python in a file; of a notebook, without what only IPython understands."""
    with suppress(UnusableError, RecursionError):
        if name.endswith(".ipynb"):
            cells, _ = of_notebook(name, content)
            return MAGIC.sub(r"\1pass", "\n".join(cell.text for cell in cells))
        return decode(content) if name.endswith(".py") else ""
    return ""
