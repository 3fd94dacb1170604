"""Time the grading of right submissions: against the import of PyTorch, and in other forms."""

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from measure import ROOT, Comparison, in_turns, python, seconds

from instructors import grade_student, sandbox
from instructors.distribute import connect, grade_all
from instructors.handin.listing import File
from instructors.handin.submissions import Submission

SUBMISSIONS = 40
ROUNDS, ROUNDS_ALONE = 4, 10
IMPORT = ("-c", "import torch")


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
        list(pool.map(lambda _: python(*IMPORT), range(SUBMISSIONS)))


def comparisons():
    """Measure a submission alone, as a notebook, and many at the same time."""
    program, notebook = {"solution.py": SOURCE}, {"sheet.ipynb": as_notebook()}
    alone = in_turns(
        "grading a submission",
        lambda: seconds(one, program),
        lambda: seconds(python, *IMPORT),
        ROUNDS_ALONE,
    )
    in_cells = in_turns(
        "grading a notebook with functions",
        lambda: seconds(one, notebook),
        lambda: seconds(one, program),
        ROUNDS_ALONE,
    )
    with connect() as client:
        together = in_turns(
            f"grading {SUBMISSIONS} submissions",
            lambda: seconds(many, client),
            lambda: seconds(many_imports),
            ROUNDS,
        )
    command = '`python -c "import torch"`'
    several = f"{SUBMISSIONS} times {command}"
    return [
        Comparison("grading a submission", command, *alone, limit=1.25),
        Comparison("grading a notebook with functions", "as `solution.py`", *in_cells, limit=1.50),
        Comparison(f"grading {SUBMISSIONS} submissions", several, *together, limit=1.35),
    ]
