"""Find the magics of IPython in a cell, and leave out those that only measure."""

import re

MAGIC = re.compile(
    r"^[ \t]*(?:[%!?]|[\w.%*]+\?{1,2}[ \t]*$)|=[ \t]*[%!](?!=)|\bget_ipython\b", re.M
)
# The names of those that only measure or keep what is Python all the same
OF_PYTHON = re.compile(
    r"(?:time|timeit|capture|prun|memit|mprun|snakeviz|scalene|heat|debug|pyinstrument|python3?|py)\b"
)
# Such a line, at the beginning of a cell, is left out
PYTHON = re.compile(rf"^((?:[ \t]*(?:#.*)?\n)*)[ \t]*%%{OF_PYTHON.pattern}.*")
TIMED = re.compile(r"(?m)^([ \t]*)%time[ \t]+(?:--no-raise-error[ \t]+)?(\S.*)$")
CONTINUED = re.compile(r"(?m)^[ \t]*[!%](?:.*\\\n)+.*$")
# IPython replaces one magic after the other, and reads the cell again each time
MOST_MAGICS = 50
LARGEST_WITH_MAGICS = 50_000  # characters


def without_measuring(text: str) -> str:
    """Return a cell without the magics that only measure what is Python, with the same lines."""
    return TIMED.sub(r"\1\2", PYTHON.sub(r"\1", text))


def without_all(text: str) -> str:
    """Return a cell without the lines that are magics or commands, with the same lines."""
    return re.sub(r"(?m)^[ \t]*[%!].*$", "", text)


def can_be_plain(text: str) -> bool:
    """Say whether magics may be why a cell is no Python, and few enough to be replaced."""
    few = len(MAGIC.findall(text)) in range(1, MOST_MAGICS + 1)
    return few and len(text) <= LARGEST_WITH_MAGICS


def joined(text: str) -> str:
    """Return a cell in which every magic stands in one line, and all lines keep their numbers."""

    def one(match: re.Match) -> str:
        return match[0].replace("\\\n", " ") + "\n" * match[0].count("\\\n")

    return CONTINUED.sub(one, text)
