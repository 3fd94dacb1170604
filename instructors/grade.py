"""Grade a folder of submissions: ``python -m instructors.grade SUBMISSIONS``.

Writes ``grades.csv``, ``feedback/<student>.md``, ``feedback.zip`` and ``overview.html``.
`instructors.distribute` runs one task per submission; `instructors.grade_student` grades it.
"""

import argparse
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checks.settings import SettingsError, settings
from instructors import grade_student, sandbox
from instructors.distribute import EXERCISE_NAMES, connect, grade_all
from instructors.files import exit_if_unwritable, write
from instructors.handback import points_by_hand
from instructors.handback.gradebook import Gradebook
from instructors.handback.tables import TableError
from instructors.handback.writing import write_results
from instructors.handin.submissions import Collected, Submission, collect
from instructors.handin.unused import told
from instructors.messages import GRADE, HELP, counted
from instructors.results import Result, one_per_student
from instructors.sandbox import bubblewrap

COLUMNS = ("student", *EXERCISE_NAMES, "total")
OF_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
OUTPUT_FILES = (points_by_hand.NAME, "grades.csv", "overview.html", "feedback.zip", "seed.txt")


def _seed(given: str | None, output: Path) -> str:
    """Return the secret: the given one, else that of the last run, else a new one."""
    path = output / "seed.txt"
    if given is None and path.exists():
        return path.read_text(encoding="utf-8").strip()
    seed = given if given is not None else secrets.token_hex(16)
    write(path, seed + "\n")
    return seed


def _columns(text: str) -> tuple[str, ...]:
    columns = tuple(name.strip() for name in text.split(","))
    if len(columns) != len(COLUMNS) or not all(columns) or len(set(columns)) < len(columns):
        fields = {"count": len(COLUMNS), "wanted": ", ".join(COLUMNS), "given": text}
        raise argparse.ArgumentTypeError(GRADE["columns"].format(**fields))
    return columns


def _scheduler(address: str) -> str:
    """Check the address of a scheduler: who reaches one can run programs on all its workers."""
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.port:
        raise argparse.ArgumentTypeError(GRADE["no address"].format(address=address))
    if parts.scheme == "tcp" and parts.hostname not in OF_THIS_MACHINE:
        raise argparse.ArgumentTypeError(GRADE["open scheduler"].format(address=address))
    return address


OPTIONS: dict[str, dict[str, Any]] = {
    "submissions": {},
    "--layout": {},
    "--output": {"type": Path, "default": Path("grades")},
    "--seed": {},
    "--columns": {"type": _columns, "default": COLUMNS},
    "--scheduler": {"type": _scheduler},
    "--gradebook": {"type": Path},
    "--points": {"type": Path},
    "--grade-column": {},
    "--strict": {"action": "store_true"},
    "--no-sandbox": {"action": "store_true"},
}


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="instructors.grade", description=HELP["grade"])
    for name, kind in OPTIONS.items():
        said = HELP[name].format(columns=",".join(COLUMNS), points=points_by_hand.NAME)
        parser.add_argument(name, help=said, **kind)
    return parser.parse_args(arguments)


class RefusedError(Exception):
    """Nothing is graded; the message says why."""


@exit_if_unwritable()
def main(arguments: Sequence[str] | None = None) -> int:
    """Grade; return the exit status."""
    options = parse(arguments)
    try:
        book = _gradebook(options)
        layout, submissions, strays, doubts = _collected(options)
        _expect_sandbox(options)
        by_hand = _points_by_hand(options, submissions, book)
        print(counted(GRADE["found"], len(submissions), layout=layout), file=sys.stderr)
        results = _graded(submissions, options)
    except (RefusedError, SettingsError, points_by_hand.PointsError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(GRADE["interrupted"], file=sys.stderr)
        return 130
    return write_results(results, told(strays), doubts, options, by_hand, book)


def _gradebook(options: argparse.Namespace) -> Gradebook | None:
    """Check the options; return the ``--gradebook`` table or None. Raises `RefusedError`."""
    settings()
    given, folder, file = options.submissions, Path(options.submissions), options.gradebook
    if not given.strip():
        raise RefusedError(GRADE["nothing named"])
    if options.output.resolve().is_relative_to(folder.resolve()):
        raise RefusedError(GRADE["output inside"].format(output=options.output, given=given))
    if options.grade_column and not file:
        raise RefusedError(GRADE["column alone"])
    if not file:
        return None
    try:
        book = Gradebook(file.read_bytes(), options.grade_column)
    except (OSError, TableError) as problem:
        raise RefusedError(f"{file}: {problem}") from None
    if (options.output / file.name).resolve() == file.resolve():
        raise RefusedError(GRADE["in its place"].format(file=file))
    if file.name in OUTPUT_FILES:
        raise RefusedError(GRADE["own name"].format(file=file.name))
    return book


def _collected(options: argparse.Namespace) -> Collected:
    """Return what was handed in, or refuse what holds nothing to grade."""
    try:
        return collect(Path(options.submissions), options.layout)
    except (ValueError, OSError) as problem:
        raise RefusedError(problem) from None


def _expect_sandbox(options: argparse.Namespace) -> None:
    """Refuse to grade without a sandbox unless that is asked for."""
    if options.no_sandbox:
        print(GRADE["no sandbox"], file=sys.stderr)
        return
    try:
        bubblewrap.check()
    except sandbox.NoSandboxError as reason:
        raise RefusedError(GRADE["no bubblewrap"].format(reason=reason)) from None


def _graded(submissions: Sequence[Submission], options: argparse.Namespace) -> list[Result]:
    """Return the result of each submission."""
    options.output.mkdir(parents=True, exist_ok=True)
    seed = _seed(options.seed, options.output)
    use_sandbox = not options.no_sandbox
    try:
        client = connect(options.scheduler)
    except (OSError, TimeoutError, TypeError) as problem:
        said = GRADE["no scheduler"].format(address=options.scheduler, problem=problem)
        raise RefusedError(said) from None
    with client:
        broken = client.submit(
            grade_student.self_test, use_sandbox=use_sandbox, pure=False
        ).result()
        if broken:
            raise RefusedError(GRADE["nothing works"].format(reason=broken))
        return grade_all(submissions, options.output, seed, client, use_sandbox=use_sandbox)


def _points_by_hand(
    options: argparse.Namespace, submissions: Sequence, book: Gradebook | None
) -> list[points_by_hand.GivenPoints]:
    """Return the points that were set by hand, each for somebody who is there."""
    path = points_by_hand.find(options.points, options.output)
    if path is None:
        return []
    people = one_per_student(submissions)
    if book:
        people = book.students(people)
    found = points_by_hand.read(path, people)
    options.output.mkdir(parents=True, exist_ok=True)
    points_by_hand.keep(path, options.output)
    return found


if __name__ == "__main__":
    sys.exit(main())
