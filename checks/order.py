"""Whether the cells of a notebook were run from top to bottom, as the grading runs them."""

import json
from itertools import pairwise
from pathlib import Path

from checks import sentences
from checks.findings import fill
from checks.follow import RAN, cells
from checks.reports import Note


def order(notebook: str) -> Note:
    """Say whether all cells down to this one were run from top to bottom, as they are saved.

    A name that was deleted from a cell is still there until the kernel is restarted, and a cell
    that was run again may have changed what a cell above it has shown. The grading runs a notebook
    from top to bottom, in a new kernel. What counts here is what was run since `checks.follow` was
    called, in the cells below that.

    Parameters
    ----------
    notebook : str
        The name of the notebook's file, in the folder in which it runs, or in ``notebooks`` there.

    Returns
    -------
    Note
        A sentence.
    """
    # Visual Studio Code may run it in another folder, and tells where the file is
    places = (cells().get("__vsc_ipynb_file__", notebook), notebook, f"notebooks/{notebook}")
    saved = next(filter(None, (_saved(Path(place)) for place in places)), [])
    if not RAN or RAN[-1] not in saved:
        return Note(sentences.RESTART)
    # The same text in two cells could be either of them
    above = [cell for cell in saved[: saved.index(RAN[-1])] if saved.count(cell) == 1]
    last = {cell: time for time, cell in enumerate(RAN)}
    for cell in above:
        if cell not in last:
            return _told("not run", cell=_start(cell))
    for cell, below in pairwise(above):
        if last[below] < last[cell]:
            return _told("before", cell=_start(below), above=_start(cell))
    return Note(sentences.IN_ORDER)


def _told(what: str, **fields: str) -> Note:
    return Note(f"{fill(sentences.OUT_OF_ORDER[what], fields)} {sentences.RESTART}")


def _saved(path: Path) -> list[str]:
    """Return the code cells below the set-up as they are saved; none if they cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = ["".join(cell["source"]).strip() for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    set_up = max((n for n, text in enumerate(texts) if "checks.follow(" in text), default=-1)
    return [text for text in texts[set_up + 1 :] if text]


def _start(cell: str) -> str:
    """Return the line by which a reader finds a cell: the first that does something."""
    lines = [line.strip() for line in cell.splitlines()]
    telling = [line for line in lines if line and not line.startswith(("#", "checks.need("))]
    return (telling or lines)[0]
