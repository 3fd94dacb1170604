"""Compare the peak memory of each notebook's kernel with that of its imports alone, on Linux."""

import nbformat
from measure import ROOT, compare, megabytes
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
    paths = [f"notebooks/{exercise.notebook}.ipynb" for exercise in EXERCISES]
    with empty_notebooks() as folder:
        return [
            compare(
                f"peak memory of notebook {number}",
                lambda path=path: peak(ROOT / path),
                "its imports alone",
                lambda path=path: peak(folder / path),
                ROUNDS,
                words=megabytes,
            )
            for number, path in enumerate(paths, start=1)
        ]
