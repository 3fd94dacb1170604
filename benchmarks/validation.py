"""Time the validation of the notebooks against that of notebooks that only import.

The imports are those of one notebook after the other; the validation may run side by side.
"""

import tempfile
from pathlib import Path

import nbformat
from measure import ROOT, Comparison, in_turns, python, seconds

import run
from instructors.files import write_all
from instructors.series import files

ROUNDS = 5
IMPORTS = ("imports", "import-solution")


def empty_notebooks(folder):
    """Write the notebooks with the same imports, and all other code cells empty."""
    write_all(folder, files())
    for path in folder.glob("notebooks/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in run.code_cells(notebook):
            cell.outputs = []
            cell.source = cell.source if cell.id in IMPORTS else ""
        nbformat.write(notebook, path)


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
    with tempfile.TemporaryDirectory() as folder:
        empty_notebooks(Path(folder))
        return [
            Comparison(
                name,
                "their imports alone",
                *in_turns(
                    name,
                    lambda way=way: seconds(way),
                    lambda: seconds(validate, Path(folder)),
                    ROUNDS,
                ),
                limit=limit,
            )
            for name, way, limit in WAYS
        ]
