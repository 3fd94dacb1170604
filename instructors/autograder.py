"""The autograder for Gradescope: ``make gradescope`` builds it, Gradescope runs it.

The zip file has ``setup.sh`` and ``run_autograder`` at its root, as Gradescope asks for, and what
of this course is needed to grade. The model answers are not in it.
"""

import argparse
import json
import secrets
import sys
import time
from pathlib import Path

from checks.exercises import EXERCISES
from checks.settings import NAME, SettingsError, settings
from instructors import assess, sandbox
from instructors.files import write, writing, zipped
from instructors.folder import ROOT
from instructors.handin.submissions import collect_one
from instructors.messages import AUTOGRADER, HELP, WRITTEN
from instructors.names import printable
from instructors.results import Result
from instructors.sentences import GRADING

TARGET = ROOT / "dist" / "gradescope-autograder.zip"
SCRIPTS = ("setup.sh", "run_autograder")
PARTS = (
    *("checks/*.py", "instructors/**/*.py", "figures/*.py", "utils.py", "net.svg.png", NAME),
    *("requirements.txt", "requirements-instructors.txt", "constraints.txt"),
)
VISIBILITY = ("visible", "after_due_date", "after_published", "hidden")


def files(visibility="visible"):
    """Return the content of the zip file by the paths in it.

    Parameters
    ----------
    visibility : str
        When students see the result: one of `VISIBILITY`.
    """
    content = {name: (ROOT / "instructors" / "autograder" / name).read_bytes() for name in SCRIPTS}
    started = content["run_autograder"]
    content["run_autograder"] = started.replace(b"VISIBILITY", visibility.encode())
    for part in PARTS:
        for path in sorted(ROOT.glob(part)):
            content[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    return content


def build(target, visibility="visible") -> None:
    """Write the zip file; the same files give the same bytes.

    Parameters
    ----------
    target : pathlib.Path
    visibility : str
        One of `VISIBILITY`.
    """
    write(target, zipped(files(visibility), executable=SCRIPTS))


def report(result, seconds, visibility="visible"):
    """Return what Gradescope reads, as JSON data.

    Parameters
    ----------
    result : Result
        All of whose exercises were graded.
    seconds : float
        How long the grading took.
    visibility : str
        One of `VISIBILITY`.
    """
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
                "output": _encodable(result.outcomes[exercise.name].feedback),
                "output_format": "md",
                "visibility": visibility,
            }
            for exercise in EXERCISES
        ],
    }


def _encodable(text):
    return text.encode("utf-8", "replace").decode()


def run(folder, visibility) -> int:
    """Grade the submission in a folder like Gradescope's ``/autograder``.

    What is printed is for the instructor alone.

    Parameters
    ----------
    folder : pathlib.Path
        With the submission in ``submission/``; ``results/results.json`` is written.
    visibility : str
        One of `VISIBILITY`.

    Returns
    -------
    int
        The exit status. If the grading failed, there are no results rather than 0 points, and
        Gradescope says that the autograder failed.
    """
    target = folder / "results" / "results.json"
    target.unlink(missing_ok=True)
    # Another network for every try, so that nobody learns from one try about the next
    seed = secrets.token_hex(16)
    print(f"seed {seed}")
    try:
        sandbox.check_bubblewrap()
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


def grade_submission(folder, seed, use_sandbox=True):
    """Run and judge what one student has handed in.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the student's files.
    seed : str
        Chooses the networks that the student has not seen.
    use_sandbox : bool
        Whether to run the program in bubblewrap.

    Returns
    -------
    Result

    Raises
    ------
    FileNotFoundError, instructors.assess.FailedError
        If it could not be graded, for a reason that is not the student's.
    """
    submission = collect_one(folder)
    files, unreadable = submission.read()
    outcomes, unused = assess.assess(files, seed, sandbox.Limits(), use_sandbox)
    return Result("submission", outcomes, unused=(*unreadable, *unused))


@writing()
def main(arguments=None):
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
