"""Grade a folder of submissions: ``python -m instructors.grade SUBMISSIONS``.

Writes ``grades.csv``, ``feedback/<student>.md``, ``feedback.zip`` and ``overview.html``.
`instructors.distribute` runs one task per submission; `instructors.grade_student` grades it.
"""

import argparse
import secrets
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checks.settings import SettingsError, settings
from instructors import grade_student, sandbox
from instructors.distribute import EXERCISE_NAMES, connect, grade_all
from instructors.files import exit_if_unwritable, write
from instructors.handback import feedback, overview, points_by_hand
from instructors.handback.gradebook import Filled, Gradebook
from instructors.handback.tables import TableError, write_table
from instructors.handin.submissions import Collected, Submission, collect
from instructors.handin.unused import told
from instructors.messages import GRADE, GRADEBOOK, HELP, InstructorNote, counted, noted
from instructors.printable import clean
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


def write_results(
    results: Sequence[Result],
    strays: Sequence[tuple[str, str]],
    doubts: Sequence[tuple[str, str]],
    options: argparse.Namespace,
    by_hand: Sequence[points_by_hand.GivenPoints] = (),
    book: Gradebook | None = None,
) -> int:
    """Write all files of the output, and report in the terminal; return the exit status.

    ``results`` has one entry for each submission of a student or a team, ``strays`` a pair (file,
    reason) for each file of nobody, ``doubts`` one (student, why) for each who may be another, or
    several. The points ``by_hand`` replace those that were computed. ``book``, the table of the
    course system, is filled in if it is given.
    """
    output = options.output
    results, filled, notes = _by_student(one_per_student(results), options, by_hand, book)
    write_table(output / "grades.csv", results, options.columns)
    changed = feedback.replace_feedback(output / "feedback", results)
    texts = {student: file.text for student, file in changed.items()}
    skipped = feedback.write_zip(output / "feedback.zip", results, texts)
    edited = [
        file.name
        + (GRADE["beside"].format(path=output / "feedback" / file.new) if file.new else "")
        for file in changed.values()
    ]
    missing = filled.missing if filled else ()
    about = {
        "skipped": skipped,
        "changed": edited,
        "strays": [f"{file} ({reason})" for file, reason in strays],
        "doubts": [f"{student} ({why})" for student, why in doubts],
    }
    notes += noted(GRADE, about)
    write(output / "overview.html", overview.overview_html(results, missing, notes))
    _tell_success(results, filled, options)
    for note in [*_complaints(results, missing), *notes]:
        print(note.short(str(output / "overview.html")), file=sys.stderr)
    if book and not filled:
        return 2
    if any(result.total is None for result in results):
        return 1
    # What students have handed in is told, and is no failure of the grading
    return 3 if options.strict and (strays or any(result.unused for result in results)) else 0


def _by_student(
    results: Sequence[Result],
    options: argparse.Namespace,
    by_hand: Sequence[points_by_hand.GivenPoints],
    book: Gradebook | None,
) -> tuple[Sequence[Result], Filled | None, list[InstructorNote]]:
    """Return a result for each student, the table of the course system, and what is to be said."""
    change = partial(points_by_hand.applied, given=by_hand)
    if not book:
        return change(results), None, []
    target = options.output / options.gradebook.name
    try:
        filled = book.fill(results, change)
        write(target, filled.content)
    except (OSError, TableError) as error:
        problem = GRADE["not filled"].format(file=options.gradebook, problem=error)
        problem += GRADE["earlier"].format(file=target) if target.exists() else ""
        return change(results), None, [InstructorNote(problem)]
    return filled.results, filled, list(filled.notes)


def _tell_success(
    results: Sequence[Result], filled: Filled | None, options: argparse.Namespace
) -> None:
    names = ("grades.csv", "feedback", "overview.html")
    files = ", ".join(str(options.output / name) for name in names)
    graded = sum(result.total is not None for result in results)
    print(counted(GRADE["graded"], len(results), graded=graded, files=files))
    if filled:
        file = options.output / options.gradebook.name
        print(counted(GRADE["filled"], filled.filled, file=file))
    # Before what is said next on the other channel
    sys.stdout.flush()


def _complaints(results: Sequence[Result], missing: Sequence[str]) -> Iterator[InstructorNote]:
    """Yield notes for the terminal: who is not graded, to look at, unusable, or missing."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        if result.total is None:
            outcomes = result.outcomes.values()
            reason = next(outcome.feedback for outcome in outcomes if outcome.points is None)
            reasons.setdefault(reason, []).append(result.student)
    for reason, students in reasons.items():
        yield from noted(GRADE, {"ungraded": students}, reason=reason)
    outcomes_of = {result.student: result.outcomes.values() for result in results}
    marked = {s: [m for o in outcomes for m in o.marks] for s, outcomes in outcomes_of.items()}
    nothing = [
        s for s, outcomes in outcomes_of.items() if {o.kind for o in outcomes} == {"unusable"}
    ]
    about = {
        "marked": [f"{student} ({marks[0]})" for student, marks in marked.items() if marks],
        "nothing": nothing,
        "unusable": [
            f"{result.student} ({clean(file, 200)}: {clean(reason, 200)})"
            for result in results
            if result.student not in nothing
            for file, reason in result.unused[:1]
        ],
    }
    yield from [*noted(GRADE, about), *noted(GRADEBOOK, {"missing": missing})]


if __name__ == "__main__":
    sys.exit(main())
