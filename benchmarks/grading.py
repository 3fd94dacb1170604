"""Time the grading of right submissions against the import of PyTorch."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from distributed import Client, LocalCluster
from measure import ROOT, Comparison, in_turns, python, seconds, show

from course.cluster import grade_all
from course.collect import submission_of

ROUNDS, SUBMISSIONS = 4, 40
IMPORT = (sys.executable, "-c", "import torch")


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


def importing_seconds():
    """Import PyTorch as often, in as many processes at a time as there are cores."""

    def all_of_them():
        left, running = SUBMISSIONS, []
        while left or running:
            while left and len(running) < os.cpu_count():
                running.append(subprocess.Popen(IMPORT))
                left -= 1
            assert running.pop(0).wait() == 0

    return seconds(all_of_them)


def comparisons():
    """Measure, with one worker on every core."""
    with (
        LocalCluster(
            os.cpu_count(), threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        Client(cluster) as client,
    ):
        one = in_turns(
            "grading",
            lambda: grading_seconds(client) * os.cpu_count() / SUBMISSIONS,
            lambda: seconds(python, *IMPORT[1:]),
            ROUNDS,
        )
        all_at_once = in_turns(
            "grading a class", lambda: grading_seconds(client), importing_seconds, ROUNDS // 2
        )
    return [
        Comparison("grading, core time of a submission", '`python -c "import torch"`', *one),
        Comparison(f"grading {SUBMISSIONS} submissions", "as many imports of it", *all_at_once),
    ]


if __name__ == "__main__":
    show(comparisons())
