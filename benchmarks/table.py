"""Run all benchmarks: ``make bench`` prints the table of ``instructors/README.md``.

Some of them alone: ``python benchmarks/table.py backward grading``.
"""

import sys

import backward
import diagnosing
import grading
import helpfulness
import measure
import memory
import validation

# From the quickest to the slowest
SCRIPTS = (backward, diagnosing, helpfulness, validation, memory, grading)


def main():
    """Measure, and print the table."""
    print(measure.HEADER)
    chosen = [script for script in SCRIPTS if script.__name__ in sys.argv] or SCRIPTS
    for script in chosen:
        for comparison in script.comparisons():
            print(comparison.row(), flush=True)
    if backward in chosen:
        backward.draw_growth()


if __name__ == "__main__":
    main()
