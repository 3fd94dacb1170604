"""What the readers of submissions share: limits, names that are nobody's answer, and reports."""

import re
from dataclasses import dataclass

LARGEST_FILE = 25_000_000  # bytes; notebooks with pictures have one or two million
LARGEST_SUBMISSION = 60_000_000  # bytes of all files of one student, unpacked
MOST_FILES = 2000  # of one student, unpacked

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
ENVIRONMENT = frozenset(
    {"pyvenv.cfg", "bin", "etc", "include", "lib", "lib64", "man", "Scripts", "share"}
) | {"Include", "Lib"}


@dataclass(frozen=True)
class Unused:
    """A file that is not graded.

    Attributes
    ----------
    file : str
        Its name as it was handed in.
    reason : str
        A sentence.
    matters : bool
        Whether it may have been meant as an answer. False for what an operating system or the
        exercise series itself put there.
    """

    file: str
    reason: str
    matters: bool = True


def parts_of(name):
    """Return the folders of a file, and its own name; archives count as folders."""
    return tuple(re.split(r"/|: ", name))


def is_clutter(parts):
    """Return whether a path, given as its parts, is what a program has left behind."""
    name = parts[-1].lower()
    return (
        any(part in CLUTTER_FOLDERS for part in parts)
        or name.startswith("._")
        or name in CLUTTER_FILES
        or name.endswith((".pyc", ".swp", ".lock"))
    )


def environment(names: set[str]) -> set[str]:
    """Return what of a folder is a virtual environment; nothing, if none was made there."""
    return names & ENVIRONMENT if "pyvenv.cfg" in names else set()
