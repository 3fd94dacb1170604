"""Points that an instructor sets by hand: a file with student, exercise, points and a reason.

What stands there wins over what is computed, in every run: a given file is copied into the output
folder, and that in the output folder is read anew each time.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checks.exercises import EXERCISES
from instructors.files import write
from instructors.handback.tables import Table, TableError, harmless
from instructors.messages import OVERRIDES
from instructors.printable import printable
from instructors.results import Result
from instructors.student_messages import GRADING

NAME = "points.csv"  # in the output folder
COLUMNS = ("student", "exercise", "points", "reason")
MOST_NAMES = 5  # that are told in a message


class OverridesError(ValueError):
    """A file that cannot be used; the message tells every line that is wrong."""


@dataclass(frozen=True)
class Override:
    """Points set by hand.

    ``student`` is a name as in ``grades.csv``, or a number, an address or a folder that the course
    system gave; ``reason`` is for the student, too; ``line`` is that of the file, from 1.
    """

    student: str
    exercise: str
    points: float
    reason: str
    line: int


def find(given: Path | None, output: Path) -> Path | None:
    """Return the file to read: that of the command line, or one in the output folder, or None.

    Raises `OverridesError` if there are two, and the second is no copy of an earlier one.
    """
    own = output / NAME
    if given is None:
        return own if own.exists() else None
    if own.exists() and _digest(own) not in (_copied(output), _digest(given)):
        raise OverridesError(OVERRIDES["another"].format(file=given, own=own))
    return given


def keep(path: Path, output: Path) -> None:
    """Copy a file into the output folder, for the next run."""
    own = output / NAME
    if not own.exists() or _digest(own) != _digest(path):
        write(own, path.read_bytes())
        write(_note_of_copy(output), _digest(own))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise OverridesError(OVERRIDES["unreadable"].format(file=path, error=error)) from None


def _note_of_copy(output: Path) -> Path:
    return output / "graded" / "points.txt"


def _copied(output: Path) -> str:
    """Return the digest of what was copied into the output folder; empty if nothing was."""
    note = _note_of_copy(output)
    return note.read_text(encoding="utf-8") if note.exists() else ""


def read(path: Path) -> list[Override]:
    """Read a CSV file, as any spreadsheet writes it, whose first line names the `COLUMNS`."""
    try:
        table = Table(path.read_bytes())
    except (OSError, TableError) as error:
        raise OverridesError(OVERRIDES["unreadable"].format(file=path, error=error)) from None
    header = [cell.strip().casefold() for cell in table.header]
    if sorted(header) != sorted(COLUMNS):
        found, wanted = ", ".join(table.header), ", ".join(COLUMNS)
        raise OverridesError(OVERRIDES["header"].format(file=path, found=found, wanted=wanted))
    overrides: list[Override] = []
    problems: list[tuple[int, str]] = []
    lines: dict[tuple[str, str], int] = {}
    for row, cells in enumerate(table.rows):
        if not any(cell.strip() for cell in cells):
            continue
        line = table.line(row)
        if len(cells) != len(header):
            fields = {"count": len(cells), "wanted": len(header)}
            problems.append((line, OVERRIDES["cells"].format(**fields)))
            continue
        said = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        override = Override(
            said["student"],
            _exercise(said["exercise"]),
            _number(said["points"]),
            said["reason"],
            line,
        )
        problem = _problem(said, override)
        first = lines.setdefault((override.student.casefold(), override.exercise), line)
        if not problem and first != line:
            problem = OVERRIDES["twice"].format(first=first)
        if problem:
            problems.append((line, problem))
        overrides.append(override)
    _refuse(path, problems)
    return overrides


def _exercise(text: str) -> str:
    """Return the name of the exercise that is meant by its name or number, or an empty text."""
    names = {str(exercise.number): exercise.name for exercise in EXERCISES}
    names |= {exercise.name: exercise.name for exercise in EXERCISES}
    return names.get(text.casefold().replace(" ", ""), "")


def _number(text: str) -> float:
    """Return a number, with a point or a comma in it; NaN if it is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


def _problem(said: dict[str, str], override: Override) -> str:
    """Return what is wrong with a line, or an empty text."""
    if not said["student"]:
        return OVERRIDES["nobody"]
    if not override.exercise:
        known = ", ".join(exercise.name for exercise in EXERCISES)
        return OVERRIDES["exercise"].format(found=said["exercise"], known=known)
    most = next(exercise.points for exercise in EXERCISES if exercise.name == override.exercise)
    if not 0 <= override.points <= most:  # nor is NaN
        return OVERRIDES["points"].format(found=said["points"], most=most)
    return "" if said["reason"] else OVERRIDES["reason"]


def _refuse(path: Path, problems: Sequence[tuple[int, str]]) -> None:
    if problems:
        told = [OVERRIDES["line"].format(line=line, problem=said) for line, said in problems]
        raise OverridesError("\n".join([OVERRIDES["refused"].format(file=path), *told]))


def check(path: Path, overrides: Sequence[Override], students: Sequence) -> None:
    """Make sure that everybody is meant by exactly one name, before anything is graded.

    Raises `OverridesError`. The students are all who have handed something in, each for himself.
    """
    problems: list[tuple[int, str]] = []
    meant: dict[tuple[str, str], int] = {}
    for override in overrides:
        found = _meant(override.student, students)
        if len(found) != 1:
            names = ", ".join(printable(one.student) for one in (found or students)[:MOST_NAMES])
            kind = "ambiguous" if found else "unknown"
            said = OVERRIDES[kind].format(student=printable(override.student), names=names)
            problems.append((override.line, said))
            continue
        first = meant.setdefault((found[0].student, override.exercise), override.line)
        if first != override.line:
            problems.append((override.line, OVERRIDES["twice"].format(first=first)))
    _refuse(path, problems)


def _meant(name: str, students: Iterable) -> list:
    """Return who is called so in ``grades.csv``, or else by the course system."""
    exactly = [one for one in students if name in (one.student, harmless(one.student))]
    if exactly:
        return exactly
    wanted = " ".join(name.split()).casefold()
    return [
        one
        for one in students
        if wanted
        in {
            " ".join(str(known).split()).casefold()
            for known in (one.student, one.folder, *one.identifiers.values())
        }
    ]


def applied(results: Sequence[Result], overrides: Sequence[Override]) -> list[Result]:
    """Return results in which the points are those that were set by hand, after `check`.

    Every `Outcome` that was changed has the ``reason``, and says what was ``computed``.
    """
    changed = {result.student: result for result in results}
    for override in overrides:
        for found in _meant(override.student, results):
            result = changed[found.student]
            outcome = result.outcomes[override.exercise]
            computed = "" if outcome.points is None else f"{outcome.points:g}"
            said = GRADING["by hand" if computed else "by hand alone"]
            reason = printable(override.reason)
            feedback = said.format(computed=computed, reason=reason) + f"\n\n{outcome.feedback}"
            outcome = replace(
                outcome,
                points=override.points,
                computed=outcome.points,
                reason=override.reason,
                feedback=feedback,
            )
            outcomes = result.outcomes | {override.exercise: outcome}
            changed[found.student] = replace(result, outcomes=outcomes)
    return list(changed.values())
