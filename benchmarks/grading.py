"""Time the grading of right submissions: against the import of PyTorch, and in other forms."""

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from measure import ROOT, compare, importing, seconds

from instructors import grade_student, sandbox
from instructors.distribute import connect, grade_all
from instructors.handin.contents import File
from instructors.handin.submissions import Submission

SUBMISSIONS = 40
ROUNDS, ROUNDS_ALONE = 4, 10
IMPORT, import_torch = importing("torch")
SOURCE = (ROOT / "solution.py").read_bytes()


def as_notebook():
    """Return the same functions as the cells of a notebook."""
    cells = [nbformat.v4.new_code_cell(part) for part in SOURCE.decode().split("\n\n\n")]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)).encode()


def one(files):
    """Read, run and judge one submission."""
    outcomes, _ = grade_student.grade_student(files, "benchmark", sandbox.Limits())
    assert all(outcome.kind == "right" for outcome in outcomes.values())


def many(client):
    """Grade many submissions, with one worker on every core."""
    file = File("solution.py", len(SOURCE), ROOT / "solution.py")
    submissions = [Submission(f"student {n:03}", (file,)) for n in range(SUBMISSIONS)]
    with tempfile.TemporaryDirectory() as output:
        results = grade_all(submissions, Path(output), "benchmark", client)
    assert [result.total for result in results] == [30] * SUBMISSIONS


def many_imports():
    """Import PyTorch as often, with one process on every core."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda _: import_torch(), range(SUBMISSIONS)))


def comparisons():
    """Measure a submission alone, as a notebook, and many at the same time."""
    program, notebook = {"solution.py": SOURCE}, {"sheet.ipynb": as_notebook()}
    alone = compare(
        "grading a submission",
        lambda: seconds(one, program),
        IMPORT,
        import_torch,
        ROUNDS_ALONE,
        limit=1.25,
    )
    in_cells = compare(
        "grading a notebook with functions",
        lambda: seconds(one, notebook),
        "as `solution.py`",
        lambda: seconds(one, program),
        ROUNDS_ALONE,
        limit=1.50,
    )
    with connect() as client:
        together = compare(
            f"grading {SUBMISSIONS} submissions",
            lambda: seconds(many, client),
            f"{SUBMISSIONS} times {IMPORT}",
            lambda: seconds(many_imports),
            ROUNDS,
            limit=1.35,
        )
    return [alone, in_cells, together]
