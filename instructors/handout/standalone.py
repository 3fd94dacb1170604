"""Make notebooks that work when they are opened alone: what they import is fetched."""

import hashlib
import inspect
import json
import re
from pathlib import Path

import nbformat

from checks.exercises import Exercise
from instructors import series
from instructors.messages import STUDENT

EXPLANATION = Path(__file__).with_name("standalone.md")
# What the notebooks import; solution.py is the student's
PARTS = (*series.PACKAGES, *sorted(set(series.MODULES) - {"run.py"}))
IMPORT = re.compile(rf"(?m)^(?:import|from) (?:{'|'.join(p.removesuffix('.py') for p in PARTS)})\b")


def standalone(
    notebook: nbformat.NotebookNode, exercise: Exercise, function: str, address: str, archive: bytes
) -> nbformat.NotebookNode:
    """Return a copy of a notebook that fetches what it imports, if that is not there.

    The version for students will lie at the address, and only these bytes of it are accepted. The
    first line of the function that the student writes is shown.
    """
    changed = nbformat.from_dict(notebook)
    for cell in changed.cells:
        # What is fetched lies beside the notebook, and no link leads there
        cell.source = cell.source.replace("[`solution.py`](../solution.py)", "`solution.py`")
    for place, cell in enumerate(changed.cells):
        if cell.cell_type == "code" and IMPORT.search(cell.source):
            # Before the cell looks for what it imports
            cell.source = f"{_call(address, archive)}\n\n{cell.source}"
            text = EXPLANATION.read_text(encoding="utf-8").rstrip()
            text = text.format(function=function, name=exercise.name)
            changed.cells.insert(place + 1, nbformat.v4.new_markdown_cell(text, id="alone"))
            changed.cells.insert(place, _definition())
            return changed
    fields = {"notebook": exercise.notebook, "parts": " or ".join(PARTS)}
    raise ValueError(STUDENT["no import"].format(**fields))


def _definition() -> nbformat.NotebookNode:
    """Return the cell that defines the function below; its code is folded away."""
    source = inspect.getsource(fetch_exercises).rstrip()
    # The first line is the title that Colab shows in place of the code
    title = "# @title Run this cell first. It defines how to fetch what the notebook imports"
    cell = nbformat.v4.new_code_cell(f"{title}\n{source}", id="fetch")
    cell.metadata = {"cellView": "form", "jupyter": {"source_hidden": True}}
    return cell


def _call(address: str, archive: bytes) -> str:
    digest = hashlib.sha256(archive).hexdigest()
    return f"""\
# Only if this notebook was opened alone: fetch what is imported below
fetch_exercises(
    "{address}",
    sha256="{digest}",
    size={len(archive)},
    wanted={json.dumps(PARTS)},
)"""


def fetch_exercises(address: str, sha256: str, size: int, wanted: list[str]) -> None:
    """Fetch what this notebook imports, if it was opened alone. What is there is kept."""
    import hashlib
    import http.client
    import io
    import urllib.request
    import zipfile
    from pathlib import Path, PurePosixPath

    beside = Path(globals().get("__vsc_ipynb_file__", "notebook")).parent  # as VS Code tells
    for place in (beside, beside / ".."):
        if all((place / name).exists() for name in wanted):
            return

    by_hand = f"Download {address} in a browser, unpack it, and open the notebooks in it."
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            content = answer.read(size + 1)
    except (OSError, http.client.HTTPException) as error:
        raise RuntimeError(f"The exercises could not be fetched: {error}. {by_hand}") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RuntimeError(
            f"What lies at {address} is not what belongs to this notebook, and was not used. "
            "Download this notebook again; if that does not help, ask your instructor."
        )

    files = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            _, *parts = PurePosixPath(name).parts
            if parts and parts[0] in wanted and ".." not in parts:
                files[beside.joinpath(*parts)] = archive.read(name)
    for path, data in files.items():
        if path.name != "solution.py" and path.is_file() and path.read_bytes() != data:
            raise RuntimeError(
                f"{path}, beside this notebook, is another file than that of the exercises. "
                "Nothing was changed. Move the notebook into a folder of its own."
            )
    # utils.py is the last one: an interrupted run is taken up again
    for path, data in files.items():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(path.name + ".new")
            unfinished.write_bytes(data)
            unfinished.replace(path)
    print("fetched what this notebook imports:", ", ".join(wanted))
