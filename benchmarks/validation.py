"""Time the validation of the notebooks against that of notebooks that only import.

The imports are those of one notebook after the other; the validation may run side by side.
"""

import contextlib
import tempfile
from pathlib import Path

import nbformat
from measure import ROOT, compare, python, seconds

import run
from instructors.files import write_all
from instructors.series import files

ROUNDS = 5
IMPORTS = ("imports", "import-solution")


@contextlib.contextmanager
def empty_notebooks():
    """Give a folder of the notebooks with the same imports, and all other code cells empty."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_all(Path(name), files())
        for path in folder.glob("notebooks/*.ipynb"):
            notebook = nbformat.read(path, as_version=4)
            for cell in run.code_cells(notebook):
                cell.outputs = []
                cell.source = cell.source if cell.id in IMPORTS else ""
            nbformat.write(notebook, path)
        yield folder


def validate(folder, *options):
    """Run nbval on the notebooks of a folder, and return what it prints."""
    return python("-m", "pytest", "-q", *options, "notebooks", cwd=folder)


SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadscope")
# What is called, and what it may take of the time for the imports
WAYS = (
    ("`pytest notebooks`", lambda: validate(ROOT), 1.60),
    (f"`pytest notebooks {' '.join(SIDE_BY_SIDE)}`", lambda: validate(ROOT, *SIDE_BY_SIDE), 1.10),
    ("`make run`", lambda: python("run.py"), 1.00),
)


def comparisons():
    """Measure."""
    with empty_notebooks() as folder:
        return [
            compare(
                name,
                lambda way=way: seconds(way),
                "their imports alone",
                lambda: seconds(validate, folder),
                ROUNDS,
                limit,
            )
            for name, way, limit in WAYS
        ]
