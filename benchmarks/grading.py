"""Grade 100 right submissions, and print a Markdown table.

The time is set against that of ``python -c "import torch"``, measured before and after, and against
a run of 25 submissions, to see that it grows linearly.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from course.collect import Submission
from course.grade import grade_all


def import_torch():
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    return time.perf_counter() - start


def grade(number, client):
    """Return the seconds that it takes to grade some right submissions."""
    source = (ROOT / "solution.py").read_bytes()
    submissions = [Submission(f"student {n:03}", source) for n in range(number)]
    with tempfile.TemporaryDirectory() as output:
        start = time.perf_counter()
        graded = grade_all(submissions, Path(output), "benchmark", client)
        seconds = time.perf_counter() - start
    assert all(sum(result["points"].values()) == 30 for result in graded.values())
    return seconds


def main():
    """Measure and print."""
    from distributed import Client, LocalCluster

    cores = os.cpu_count()
    with (
        LocalCluster(cores, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        imports = [import_torch() for _ in range(5)]
        few, many = grade(25, client), grade(100, client)
        imports += [import_torch() for _ in range(5)]

    base = statistics.median(imports)
    print("| submissions | per minute and core | core seconds each | relative to `import torch` |")
    print("| ---: | ---: | ---: | ---: |")
    for number, seconds in ((25, few), (100, many)):
        each = seconds * cores / number
        print(f"| {number} | {60 / each:.0f} | {each:.2f} | {each / base:.2f} |")
    print(f'\n`python -c "import torch"`: median {base:.2f} s of {len(imports)} processes.')


if __name__ == "__main__":
    main()
