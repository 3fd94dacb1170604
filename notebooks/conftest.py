"""What nbval lacks: clean kernels as `run.py` starts them, and words on files it cannot compare."""

import pytest
from nbval import kernel, plugin

import run

kernel.NbvalKernelspecManager = run.Kernels
collect = plugin.IPyNbFile.collect


def collect_comparable(notebook_file):
    """Collect the cells of a notebook, unless there is nothing in it to compare with."""
    path = notebook_file.path
    try:
        cells = run.code_cells(run.read(path))
    except ValueError as error:
        raise pytest.Collector.CollectError(str(error)) from None
    empty = sum(bool(cell.source.strip()) and cell.execution_count is None for cell in cells)
    if empty:
        raise pytest.Collector.CollectError(
            f"{path.name}: {empty} of {len(cells)} code cells were not executed, so nothing is "
            "stored with which their outputs could be compared."
        )
    yield from collect(notebook_file)


plugin.IPyNbFile.collect = collect_comparable
