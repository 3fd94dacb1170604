"""Run all benchmarks: ``make bench`` prints the table of ``instructors/README.md``."""

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
    for script in SCRIPTS:
        for comparison in script.comparisons():
            print(comparison.row(), flush=True)
    backward.draw_growth()


if __name__ == "__main__":
    main()
