"""What of a hand-in is not graded, and why: `Unused`; and what programs have left behind in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from instructors.student_messages import UNUSED

# Folders that programs make, not students. What they hold is a copy of something else, or an
# older version of it.
CLUTTER_FOLDERS = frozenset(
    {
        *("__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git", ".hg", ".svn", ".idea"),
        *(".vscode", ".venv", "venv", ".conda", ".local", "node_modules", "site-packages"),
        *(".pytest_cache", ".ruff_cache", ".mypy_cache", ".cache", ".tox"),
    }
)
CLUTTER_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".gitignore", ".gitattributes"})

# What Python puts beside pyvenv.cfg. A student may have made an environment where the answers are
OF_ENVIRONMENT = frozenset(
    {
        *("pyvenv.cfg", "bin", "etc", "include", "Include", "lib", "Lib", "lib64", "man"),
        *("Scripts", "share"),
    }
)


@dataclass(frozen=True)
class Unused:
    """A file that was not run, and why."""

    file: str  # its name as it was handed in
    reason: str  # a sentence
    # Whether it may have been meant as an answer, and was not put there by a system or the series
    matters: bool = True


# The keys of `UNUSED` for what nobody has meant as an answer
NO_ANSWERS = frozenset(
    {
        *("made", "made folder", "environment", "of series", "as handed out", "data", "same"),
        *("earlier attempt", "earlier grading"),
    }
)


def unused(file: str, kind: str, /, **fields: object) -> Unused:
    """Return that a file is not graded, with the sentence of `UNUSED` that says why."""
    return Unused(file, UNUSED[kind].format(**fields), kind not in NO_ANSWERS)


def told(entries: Iterable[Unused]) -> tuple[tuple[str, str], ...]:
    """Return files that may have been meant as answers, and why they are not graded."""
    return tuple((entry.file, entry.reason) for entry in entries if entry.matters)


def is_clutter(parts: Collection[str]) -> bool:
    """Return whether a path, given as its parts, is what a program has left behind."""
    *_, name = parts
    name = name.lower()
    return (
        any(part in CLUTTER_FOLDERS for part in parts)
        or name.startswith("._")
        or name in CLUTTER_FILES
        or name.endswith((".pyc", ".swp", ".lock"))
    )


def environment(names: set[str]) -> set[str]:
    """Return what of a folder is a virtual environment; nothing, if none was made there."""
    return names & OF_ENVIRONMENT if "pyvenv.cfg" in names else set()
