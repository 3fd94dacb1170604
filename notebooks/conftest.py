"""What nbval lacks: clean kernels as `run.py` starts them, and words on what it finds."""

import difflib
import re

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

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WORDS = {
    "Unexpected output fields from running code": "new, and not stored",
    "Missing output fields from running code": "stored, and not new",
}
SIDES = {"-": "stored", "+": "new", " ": ""}
plugin.bcolors = plugin.nocolors


def named(self, name, *, cell, usual=plugin.IPyNbCell.__init__, **rest):
    """Call a cell by its id, which stays when others are put before it."""
    usual(self, cell.get("id", name), cell=cell, **rest)


def compared(self, key, stored, new):
    """Tell an output from the stored one, line by line."""
    texts = [
        plugin._trim_base64(text) if isinstance(text, str) else repr(text) for text in (stored, new)
    ]
    lines = list(difflib.unified_diff(*(text.splitlines() for text in texts), n=2, lineterm=""))
    told = [f"{SIDES[line[0]]:>8} | {line[1:]}" if line[0] in SIDES else "" for line in lines[3:]]
    # What splitlines takes for the same may still differ
    self.comparison_traceback += told or [f"  stored | {texts[0]!r}", f"     new | {texts[1]!r}"]


def told(self, excinfo, usual=plugin.IPyNbCell.repr_failure):
    """Say in which cell what has failed."""
    error = excinfo.value
    if not isinstance(error, plugin.NbCellError):
        return usual(self, excinfo)
    source = "\n".join(f"    {line}" for line in error.source.splitlines())
    said = error.inner_traceback or ""
    for words, ours in WORDS.items():
        said = said.replace(words, ours)
    parts = (f"{self.parent.name}, cell {self.name}: {error}", source, said)
    return COLOURS.sub("", "\n\n".join(filter(None, parts)))


plugin.IPyNbCell.__init__ = named
plugin.IPyNbCell.format_output_compare = compared
plugin.IPyNbCell.repr_failure = told
plugin.IPyNbCell.reportinfo = lambda cell: (cell.fspath, None, f"{cell.parent.name}: {cell.name}")
