"""Time the grading of right submissions against the import of PyTorch."""

import os
import tempfile
from pathlib import Path

from distributed import Client, LocalCluster
from measure import ROOT, Comparison, in_turns, python, seconds, show

from course.collect import Submission
from course.grade import grade_all

ROUNDS, SUBMISSIONS = 4, 40


def core_seconds(client):
    """Grade right submissions, and return the seconds of one core for each."""
    source = (ROOT / "solution.py").read_bytes()
    submissions = [Submission(f"student {n:03}", source) for n in range(SUBMISSIONS)]
    graded = {}
    with tempfile.TemporaryDirectory() as output:
        elapsed = seconds(
            lambda: graded.update(grade_all(submissions, Path(output), "benchmark", client))
        )
    assert all(sum(result["points"].values()) == 30 for result in graded.values())
    return elapsed * os.cpu_count() / SUBMISSIONS


def comparisons():
    """Measure, with one worker on every core."""
    with (
        LocalCluster(
            os.cpu_count(), threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        Client(cluster) as client,
    ):
        times = in_turns(
            "grading",
            lambda: core_seconds(client),
            lambda: seconds(python, "-c", "import torch"),
            ROUNDS,
        )
    return [Comparison("grading, core time of a submission", '`python -c "import torch"`', *times)]


if __name__ == "__main__":
    show(comparisons())
