"""Run all benchmarks: ``make bench`` prints the table of ``instructors/README.md``.

Some of them alone: ``python benchmarks/table.py backward grading``.
"""

import argparse

import backward
import diagnosing
import grading
import helpfulness
import measure
import memory
import validation

# From the quickest to the slowest
SCRIPTS = (backward, diagnosing, helpfulness, validation, memory, grading)
NAMES = [script.__name__ for script in SCRIPTS]


def main(arguments=None):
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    names = parser.parse_args(arguments).names or NAMES
    if unknown := set(names).difference(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    chosen = [script for script in SCRIPTS if script.__name__ in names]
    print(measure.HEADER)
    for script in chosen:
        for comparison in script.comparisons():
            print(comparison.row(), flush=True)
    if backward in chosen:
        backward.draw_growth()


if __name__ == "__main__":
    main()
