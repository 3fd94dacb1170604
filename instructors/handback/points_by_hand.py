"""Points that an instructor sets by hand: a file with student, exercise, points and a reason.

What stands there wins over what is computed, in every run: a given file is copied into the output
folder, and that in the output folder is read anew each time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checks.exercises import EXERCISES
from instructors.files import checksum, write
from instructors.handback.columns import as_number
from instructors.handback.tables import CsvTable, TableError, without_formula
from instructors.handback.whose_rows import names_of, normal
from instructors.messages import POINTS_BY_HAND
from instructors.printable import printable
from instructors.results import Result
from instructors.student_messages import GRADING

NAME = "points.csv"  # in the output folder
NOTE = Path("graded", "points.txt")  # the digest of what was copied there
COLUMNS = ("student", "exercise", "points", "reason")
MOST_NAMES = 5  # that are told in a message


class PointsError(ValueError):
    """A file that cannot be used; the message tells every line that is wrong."""


@dataclass(frozen=True)
class GivenPoints:
    """Points set by hand; the reason is for the student, too."""

    student: str  # as in ``grades.csv``
    exercise: str
    points: float
    reason: str


def find(given: Path | None, output: Path) -> Path | None:
    """Return the file to read: that of the command line, or one in the output folder, or None.

    Raises `PointsError` if there are two, and the second is no copy of an earlier one.
    """
    own = output / NAME
    if given is None:
        return own if own.exists() else None
    note = output / NOTE
    copied = note.read_text(encoding="utf-8") if note.exists() else ""
    if own.exists() and _checksum_of(own) not in (copied, _checksum_of(given)):
        raise PointsError(POINTS_BY_HAND["another"].format(file=given, own=own))
    return given


def keep(path: Path, output: Path) -> None:
    """Copy a file into the output folder, for the next run."""
    own = output / NAME
    if not own.exists() or _checksum_of(own) != _checksum_of(path):
        write(own, path.read_bytes())
        write(output / NOTE, _checksum_of(own))


def _checksum_of(path: Path) -> str:
    try:
        return checksum(path.read_bytes())
    except OSError as error:
        raise PointsError(POINTS_BY_HAND["unreadable"].format(file=path, error=error)) from None


def read(path: Path, students: Sequence) -> list[GivenPoints]:
    """Read a CSV file, as any spreadsheet writes it, whose first line names the `COLUMNS`.

    The students are all who have handed something in, each for himself: everybody must be meant by
    exactly one name, before anything is graded. Raises `PointsError`.
    """
    try:
        table = CsvTable(path.read_bytes())
    except (OSError, TableError) as error:
        raise PointsError(POINTS_BY_HAND["unreadable"].format(file=path, error=error)) from None
    header = [cell.strip().casefold() for cell in table.header]
    if sorted(header) != sorted(COLUMNS):
        found, wanted = ", ".join(table.header), ", ".join(COLUMNS)
        raise PointsError(POINTS_BY_HAND["header"].format(file=path, found=found, wanted=wanted))
    given: dict[tuple[str, str], GivenPoints] = {}
    lines: dict[tuple[str, str], int] = {}
    problems = []
    for row, cells in enumerate(table.rows):
        if not any(cell.strip() for cell in cells):
            continue
        line = table.line(row)
        try:
            one = _read_line(header, [cell.strip() for cell in cells], students)
            key = (one.student, one.exercise)
            if key in given:
                raise PointsError(POINTS_BY_HAND["twice"].format(first=lines[key]))
            given[key], lines[key] = one, line
        except PointsError as problem:
            problems.append(POINTS_BY_HAND["line"].format(line=line, problem=problem))
    if problems:
        raise PointsError("\n".join([POINTS_BY_HAND["refused"].format(file=path), *problems]))
    return list(given.values())


def _read_line(header: Sequence[str], cells: Sequence[str], students: Sequence) -> GivenPoints:
    """Return what a line says, or raise `PointsError` with what is wrong with it."""
    if len(cells) != len(header):
        raise PointsError(POINTS_BY_HAND["cells"].format(count=len(cells), wanted=len(header)))
    said = dict(zip(header, cells, strict=True))
    if not said["student"]:
        raise PointsError(POINTS_BY_HAND["nobody"])
    wanted = said["exercise"].casefold().replace(" ", "")
    exercise = next((e for e in EXERCISES if wanted in (e.name, str(e.number))), None)
    if exercise is None:
        known = ", ".join(exercise.name for exercise in EXERCISES)
        raise PointsError(POINTS_BY_HAND["exercise"].format(found=said["exercise"], known=known))
    points = as_number(said["points"])
    if points is None or points > exercise.points:
        fields = {"found": said["points"], "most": exercise.points}
        raise PointsError(POINTS_BY_HAND["points"].format(**fields))
    if not said["reason"]:
        raise PointsError(POINTS_BY_HAND["reason"])
    found = _meant(said["student"], students)
    if len(found) != 1:
        names = ", ".join(printable(one.student) for one in (found or students)[:MOST_NAMES])
        kind = POINTS_BY_HAND["ambiguous" if found else "unknown"]
        raise PointsError(kind.format(student=printable(said["student"]), names=names))
    return GivenPoints(found[0].student, exercise.name, points, said["reason"])


def _meant(name: str, students: Iterable) -> list:
    """Return who is called so in ``grades.csv``, or else by the course system."""
    exactly = [one for one in students if name in (one.student, without_formula(one.student))]
    if exactly:
        return exactly
    return [one for one in students if normal(name) in names_of(one)]


def applied(results: Sequence[Result], given: Sequence[GivenPoints]) -> list[Result]:
    """Return results in which the points are those that were set by hand.

    Every `Outcome` that was changed has the ``reason``, and says what was ``computed``.
    """
    changed = {result.student: result for result in results}
    for one in given:
        # Where the table cannot be filled in, a team stays one
        if one.student not in changed:
            continue
        result = changed[one.student]
        outcome = result.outcomes[one.exercise]
        computed = "" if outcome.points is None else f"{outcome.points:g}"
        said = GRADING["by hand" if computed else "by hand alone"]
        reason = printable(one.reason)
        outcome = replace(
            outcome,
            points=one.points,
            computed=outcome.points,
            reason=one.reason,
            feedback=said.format(computed=computed, reason=reason) + f"\n\n{outcome.feedback}",
        )
        outcomes = result.outcomes | {one.exercise: outcome}
        changed[one.student] = replace(result, outcomes=outcomes)
    return list(changed.values())
