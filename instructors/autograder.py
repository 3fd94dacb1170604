"""The autograder for Gradescope: ``make gradescope`` builds it, Gradescope runs it.

The zip file has ``setup.sh`` and ``run_autograder`` at its root, as Gradescope asks for, and what
of this course is needed to grade. The model answers are not in it.
"""

import argparse
import json
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checks.exercises import EXERCISES
from checks.settings import NAME, SettingsError, settings
from instructors import grade_student, sandbox
from instructors.files import exit_if_unwritable, write, zipped
from instructors.handin.submissions import collect_one
from instructors.messages import AUTOGRADER, HELP, WRITTEN
from instructors.printable import encodable, printable
from instructors.results import Result
from instructors.sandbox import bubblewrap
from instructors.series import ROOT
from instructors.student_messages import GRADING

TARGET = ROOT / "dist" / "gradescope-autograder.zip"
SCRIPTS = ("setup.sh", "run_autograder")
PARTS = (
    *("checks/**/*.py", "instructors/**/*.py", "utils.py", NAME),
    *("requirements.txt", "requirements-instructors.txt", "constraints.txt"),
)
# When students see the result
VISIBILITY = ("visible", "after_due_date", "after_published", "hidden")


def build(target: Path, visibility: str = "visible") -> None:
    """Write the zip file; the same files give the same bytes."""
    content = {name: (ROOT / "instructors" / "gradescope" / name).read_bytes() for name in SCRIPTS}
    started = content["run_autograder"]
    content["run_autograder"] = started.replace(b"VISIBILITY", visibility.encode())
    for part in PARTS:
        for path in sorted(ROOT.glob(part)):
            content[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    from instructors.handout import student  # only who builds it has nbformat to wait for

    # By these, what is still as it was handed out is told from an answer
    handed_out = student.files().items()
    content |= {name: data for name, data in handed_out if name.startswith("notebooks/")}
    write(target, zipped(content, executable=SCRIPTS))


def report(result: Result, seconds: float, visibility: str = "visible") -> dict[str, Any]:
    """Return what Gradescope reads, as JSON data, of a result whose exercises were all graded."""
    said = [printable(remark) for remark in result.remarks]
    said += [
        GRADING["not used"].format(file=printable(file), reason=printable(why))
        for file, why in result.unused
    ]
    return {
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "execution_time": round(seconds),
        "tests": [
            {
                "number": str(exercise.number),
                "name": f"{exercise.name}: {exercise.asks}",
                "score": result.outcomes[exercise.name].points,
                "max_score": exercise.points,
                "output": encodable(result.outcomes[exercise.name].feedback),
                "output_format": "md",
                "visibility": visibility,
            }
            for exercise in EXERCISES
        ],
    }


def run(folder: Path, visibility: str) -> int:
    """Grade what is in ``submission/`` of a folder, and write ``results/results.json``.

    If the grading fails, there are no results rather than 0 points, and by the exit status
    Gradescope says that the autograder failed. What is printed is for the instructor alone.
    """
    target = folder / "results" / "results.json"
    target.unlink(missing_ok=True)
    # Another network for every try, so that nobody learns from one try about the next
    seed = secrets.token_hex(16)
    print(f"seed {seed}")
    try:
        bubblewrap.check()
        protected = True
    except sandbox.NoSandboxError as reason:
        print(AUTOGRADER["unprotected"].format(reason=reason))
        protected = False
    started = time.monotonic()
    result = grade_submission(folder / "submission", seed, protected)
    for name, outcome in result.outcomes.items():
        print(name, outcome.kind, *map(printable, outcome.marks), sep=", ")
    if result.total is None:
        print(AUTOGRADER["not graded"], file=sys.stderr)
        return 1
    data = report(result, time.monotonic() - started, visibility)
    write(target, json.dumps(data, indent=1))
    return 0


def grade_submission(folder: Path, seed: str, use_sandbox: bool) -> Result:
    """Run and judge what one student has handed in."""
    submission = collect_one(folder)
    files, unreadable = submission.read()
    outcomes, unused = grade_student.grade_student(files, seed, sandbox.Limits(), use_sandbox)
    return Result("submission", outcomes, unused=(*unreadable, *unused))


@exit_if_unwritable()
def main(arguments: Sequence[str] | None = None) -> int:
    """Build the zip file, or grade; return the exit status."""
    parser = argparse.ArgumentParser(prog="instructors.autograder", description=HELP["autograder"])
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help=HELP["build"])
    building.add_argument("--visibility", choices=VISIBILITY, default="visible")
    running = commands.add_parser("run", help=HELP["run"])
    running.add_argument("folder", type=Path)
    running.add_argument("visibility", choices=VISIBILITY)
    options = parser.parse_args(arguments)
    if options.command == "run":
        return run(options.folder, options.visibility)
    try:
        settings()
    except SettingsError as problem:
        parser.exit(2, f"{problem}\n")
    build(TARGET, options.visibility)
    print(WRITTEN["file"].format(file=TARGET.relative_to(ROOT)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
