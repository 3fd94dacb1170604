"""Time the feedback on exercise 1 against the import of numpy, and print a Markdown table.

The import is timed in a fresh process, from its start to its end, and the feedback in this one;
both alternate, so that they share the moods of the machine.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).parents[1]))

import checks
import solution
import utils

ROUNDS = 15


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def import_numpy():
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)


def right_answer():
    X, T = utils.getdata()
    W, B = utils.getparams()
    A = [X]
    for w, b in zip(W[:-1], B[:-1], strict=True):
        A.append(numpy.maximum(0, A[-1].dot(w) + b))
    return solution.exercise1(W, B, A, A[-1].dot(W[-1]) + B[-1], T)


def main():
    """Measure and print."""
    DW, DB = right_answer()
    answers = {
        "a right answer": (DW, DB),
        "a factor that is missing": ([dw / 2 for dw in DW], [db / 2 for db in DB]),
        # Every pair of mistakes is tried, at the array that takes longest
        "a wrong answer that nothing explains": ([DW[0] + 1, *DW[1:]], DB),
    }
    times = {name: [] for name in answers}
    imports = []
    for _ in range(ROUNDS):
        imports.append(seconds(import_numpy))
        for name, answer in answers.items():
            times[name].append(seconds(checks.exercise1, *answer))

    base = statistics.median(imports)
    print('| report on | median | slowest | relative to `python -c "import numpy"` |')
    print("| --- | ---: | ---: | ---: |")
    for name, measured in times.items():
        median = statistics.median(measured)
        print(
            f"| {name} | {1000 * median:.1f} ms | {1000 * max(measured):.1f} ms "
            f"| {median / base:.3f} |"
        )
    print(f"\n`import numpy`: median {1000 * base:.0f} ms of {ROUNDS} processes.")


if __name__ == "__main__":
    main()
