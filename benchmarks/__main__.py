"""Run all benchmarks: ``make bench`` prints the table that the README shows."""

import backward
import feedback
import grading
import measure
import memory
import suite
import validation


def main():
    """Measure and print, from the quickest to the slowest."""
    print(measure.HEADER)
    for script in (backward, feedback, validation, memory, grading, suite):
        for comparison in script.comparisons():
            print(comparison.row(), flush=True)
    backward.draw_growth()


if __name__ == "__main__":
    main()
