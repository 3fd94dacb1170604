"""Compare the peak memory of each notebook's kernel with that of its imports alone, on Linux."""

import tempfile
from pathlib import Path

import nbformat
from measure import ROOT, Comparison, in_turns, megabytes
from validation import empty_notebooks

import run
from checks.exercises import EXERCISES

ROUNDS = 3
# Not ru_maxrss, in which Linux counts the memory of the process that started the kernel
PEAK = """
import re
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""


def peak(path):
    """Execute a notebook, and return the largest resident memory of its kernel in bytes."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    executed = run.execute(notebook, path.parent)
    return 1024 * int(executed.cells[-1].outputs[0].text)


def comparisons():
    """Measure."""
    compared = []
    with tempfile.TemporaryDirectory() as folder:
        empty_notebooks(Path(folder))
        for exercise in EXERCISES:
            path = ROOT / "notebooks" / f"{exercise.notebook}.ipynb"
            empty = Path(folder) / path.relative_to(ROOT)
            what = f"peak memory of notebook {path.stem[0]}"
            peaks = in_turns(what, lambda path=path: peak(path), lambda e=empty: peak(e), ROUNDS)
            compared.append(Comparison(what, "its imports alone", *peaks, words=megabytes))
    return compared
