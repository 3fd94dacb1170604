"""Check the exercises in ``solution.py``: ``python -m checks [1|2|3]``.

Prints what the checks say of each, and exits with 1 unless all is right.
"""

import argparse
import gc
import importlib.util
import sys
import types

from checks import sentences, stops
from checks.exercises import EXERCISES, Exercise
from checks.function_report import function_report
from checks.networks import series_network


def main(arguments: list[str] | None = None) -> int:
    """Check the given exercises, or all; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m checks", description=__doc__.split("\n\n")[0])
    numbers = "|".join(str(exercise.number) for exercise in EXERCISES)
    parser.add_argument(
        "exercises", type=_exercise, nargs="*", metavar=numbers, help="default: all"
    )
    chosen = parser.parse_args(arguments).exercises or EXERCISES
    spec = importlib.util.find_spec("solution")
    if spec is None:
        print(sentences.NO_SOLUTION)
        return 1
    try:
        solution = importlib.import_module("solution")
    except Exception as error:
        found = stops.of_import(error, str(spec.origin))
        if found is None:
            raise
        print(found.sentence)
        return 1
    results = [_check(exercise, solution) for exercise in chosen]
    return 0 if all(results) else 1


def _exercise(number: str) -> Exercise:
    """Return the exercise of a number."""
    for exercise in EXERCISES:
        if number == str(exercise.number):
            return exercise
    raise argparse.ArgumentTypeError(f"there is no exercise {number!r}")


def _check(exercise: Exercise, solution: types.ModuleType) -> bool:
    """Print what is to be said of one exercise; return whether it is right."""
    fields = {"number": exercise.number, "points": exercise.points, "name": exercise.name}
    # At once, because a function may take long, or for ever
    print(sentences.TERMINAL["begun"].format(**fields), end="", flush=True)
    function = getattr(solution, exercise.name, None)
    if function is None:
        print(sentences.TERMINAL["no function"].format(**fields))
        return False
    # As in the notebooks, in single precision where there are tensors
    report = function_report(exercise, function, series_network(), points=True)
    verdict = "right" if report.ok else "wrong"
    name = report.findings[0].name if report.findings else ""
    if name == "not-begun":
        verdict = "missing"
    elif name.startswith("stopped-"):
        verdict = "stopped"
    print(sentences.TERMINAL[verdict].format(**fields, report=report, text=report.text))
    return report.ok


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # what a terminal or a file cannot hold
    try:
        status = main()
    except KeyboardInterrupt:
        print("interrupted")
        status = 130
    # All goes with the process; looking for garbage in PyTorch would take a fifth of a second
    gc.freeze()
    sys.exit(status)
