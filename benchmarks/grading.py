"""Time the grading of right submissions against the import of PyTorch."""

import os
import tempfile
from pathlib import Path

from distributed import Client, LocalCluster
from measure import ROOT, Comparison, in_turns, python, seconds, show

from course.cluster import grade_all
from course.collect import submission_of

ROUNDS, SUBMISSIONS = 4, 40


def grading_seconds(client):
    """Grade right submissions, and return the seconds until all are graded."""
    source = (ROOT / "solution.py").read_bytes()
    submissions = [
        submission_of(f"student {n:03}", {"solution.py": source}) for n in range(SUBMISSIONS)
    ]
    results = []
    with tempfile.TemporaryDirectory() as output:
        elapsed = seconds(
            lambda: results.extend(grade_all(submissions, Path(output), "benchmark", client))
        )
    assert [result.total for result in results] == [30] * SUBMISSIONS
    return elapsed


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
            lambda: grading_seconds(client) * os.cpu_count() / SUBMISSIONS,
            lambda: seconds(python, "-c", "import torch"),
            ROUNDS,
        )
    return [Comparison("grading, core time of a submission", '`python -c "import torch"`', *times)]


if __name__ == "__main__":
    show(comparisons())
