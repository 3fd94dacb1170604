"""Check the exercises in ``solution.py``: ``python -m checks [1|2|3]``.

Prints what the checks say of each, and exits with 1 unless all is right.
"""

import argparse
import gc
import importlib
import sys

from checks import sentences
from checks.exercises import EXERCISES
from checks.networks import series_network
from checks.programs import report_on


def main(arguments=None):
    """Check the given exercises, or all; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m checks", description=__doc__.split("\n\n")[0])
    numbers = "|".join(str(exercise.number) for exercise in EXERCISES)
    parser.add_argument(
        "exercises", type=_exercise, nargs="*", metavar=numbers, help="default: all"
    )
    chosen = parser.parse_args(arguments).exercises or EXERCISES
    try:
        solution = importlib.import_module("solution")
    except ModuleNotFoundError as error:
        if error.name != "solution":
            raise
        print(sentences.NO_SOLUTION)
        return 1
    except SyntaxError as error:
        if not (error.lineno and str(error.filename).endswith("solution.py")):
            raise
        print(sentences.NO_PYTHON.format(line=error.lineno, message=error.msg))
        return 1
    results = [_check(exercise, solution) for exercise in chosen]
    return 0 if all(results) else 1


def _exercise(number):
    """Return the exercise of a number."""
    for exercise in EXERCISES:
        if number == str(exercise.number):
            return exercise
    raise argparse.ArgumentTypeError(f"there is no exercise {number!r}")


def _check(exercise, solution):
    """Print what is to be said of one exercise; return whether it is right."""
    fields = {"number": exercise.number, "points": exercise.points, "name": exercise.name}
    function = getattr(solution, exercise.name, None)
    if function is None:
        print(sentences.TERMINAL["no function"].format(**fields))
        return False
    # As in the notebooks, in single precision where there are tensors
    report = report_on(exercise, function, series_network())
    verdict = "right" if report.ok else "wrong"
    name = report.findings[0].name if report.findings else ""
    if name == "not-begun":
        verdict = "missing"
    elif name.startswith("stopped-"):
        verdict = "stopped"
    print(sentences.TERMINAL[verdict].format(**fields, report=report, text=report.text))
    return report.ok


if __name__ == "__main__":
    try:
        status = main()
    except KeyboardInterrupt:
        print("interrupted")
        status = 130
    # All goes with the process; looking for garbage in PyTorch would take a fifth of a second
    gc.freeze()
    sys.exit(status)
