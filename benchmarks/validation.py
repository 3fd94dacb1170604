"""Time the validation of the notebooks against that of notebooks that only import.

The imports are those of one notebook after the other; the validation may run side by side.
"""

import re
import tempfile
from pathlib import Path

import nbformat
from measure import ROOT, Comparison, in_turns, python, seconds, show

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
    ("`pytest notebooks`", lambda: validate(ROOT), 1.30),
    (f"`pytest notebooks {' '.join(SIDE_BY_SIDE)}`", lambda: validate(ROOT, *SIDE_BY_SIDE), 0.85),
    ("`make run`", lambda: python("run.py"), 0.70),
)


def where_the_rest_goes():
    """Return the seconds of the cells of all notebooks, the slowest ones first.

    Returns
    -------
    list of (str, float)
        The id of the cell and its seconds, without the cells that import.
    """
    code_cells = {
        path.name: [cell.id for cell in run.code_cells(nbformat.read(path, as_version=4))]
        for path in run.NOTEBOOKS
    }
    printed = validate(ROOT, "--durations=0", "--durations-min=0")
    measured = re.findall(r"([\d.]+)s call +notebooks/(.+)::Cell (\d+)", printed)
    cells = [(code_cells[name][int(number)], float(time)) for time, name, number in measured]
    return [(cell, time) for cell, time in cells if cell not in IMPORTS]


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


if __name__ == "__main__":
    show(comparisons())
    cells = where_the_rest_goes()
    rest = sum(time for _, time in cells)
    print(f"\nThe cells after the imports take {rest:.1f} s:")
    for cell, time in cells[:6]:
        print(f"  {cell:20} {time:.2f} s")
    print(f"  {'all others':20} {rest - sum(time for _, time in cells[:6]):.2f} s")
