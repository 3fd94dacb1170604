"""Fill the grades into the table that the course system exports, and leave all else as it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checks.exercises import EXERCISES
from instructors.handback.columns import EMPTY, as_number, find_columns
from instructors.handback.tables import CsvTable, TableError
from instructors.handback.whose_rows import Placed, alike, whose_rows
from instructors.messages import GRADEBOOK, InstructorNote, noted
from instructors.results import Result
from instructors.student_messages import REMARKS

# Cells by which Canvas says that a student need not, or cannot, have a grade
KEPT = ("EX", "N/A")


@dataclass(frozen=True)
class Filled:
    """A table with grades."""

    content: bytes  # ready for the course system
    filled: int  # the number of grades that were set
    results: tuple[Result, ...]  # one for each student, also where the table says who is in a team
    missing: tuple[str, ...]  # the rows of those who handed in nothing, by the name in the table
    notes: tuple[InstructorNote, ...]  # what to know before the table is imported


class Gradebook:
    """The table that a course system exports: read once, asked who is in it, and filled in.

    The column is the one to fill in where the table does not tell. Raises `TableError` if it is not
    clear where the grades go.
    """

    def __init__(self, content: bytes, column: str | None = None) -> None:
        self.table = CsvTable(content)
        self.columns = find_columns(self.table, column)
        # The grades, and the maximum that may stand beside them
        pair = (self.columns.grade, self.columns.grade + 1)
        cells = [cell.strip() for column in pair for cell in self.table.column(column)]
        self.comma = any(re.fullmatch(r"\d+,\d+", cell) for cell in cells)

    def students(self, handed_in: Sequence[Any]) -> list[Any]:
        """Return what was handed in for each student, as `fill` does with the results of it."""
        return [one for one, _ in whose_rows(self.table, self.columns, handed_in)]

    def fill(
        self, results: Sequence[Result], change: Callable[[list[Result]], list[Result]] = list
    ) -> Filled:
        """Fill in the total of every student; the cell of who was not graded is left as it came.

        ``change`` is still to be done to the results once it is known who is in which team. Raises
        `TableError` if the course system would skip the grades.
        """
        found = whose_rows(self.table, self.columns, results)
        rows, notes = _unambiguous(found)
        people = change([result for result, _ in found])
        notes += [*self._warnings(people), *self._strangers(found)]
        filled = 0
        about: dict[str, list[str]] = {"replaced": [], "kept": [], "locked": []}
        for result in people:
            row = rows.get(result.student)
            if row is None or result.total is None:
                continue
            before, grade = self.table.cell(row, self.columns.grade), f"{result.total:g}"
            if before.strip().upper() in KEPT:
                about["kept"].append(f"{result.student} ({before!r})")
                continue
            if row in self.columns.locked:
                about["locked"].append(result.student)
                continue
            written = grade.replace(".", ",") if self.comma else grade
            self.table.replace(row, self.columns.grade, written)
            filled += 1
            if before.strip() not in EMPTY and as_number(before) != result.total:
                fields = {"student": result.student, "before": before, "grade": grade}
                about["replaced"].append(GRADEBOOK["from to"].format(**fields))
        about["no row"] = [result.student for result in people if result.student not in rows]
        notes += noted(GRADEBOOK, about)
        used = set(rows.values())
        missing = tuple(self._label(row) for row in self.columns.students if row not in used)
        return Filled(self.table.content(), filled, tuple(people), missing, tuple(notes))

    def _label(self, row: int) -> str:
        """Return how an instructor calls the student of a row."""
        cells = [self.table.cell(row, column) for column in self.columns.labels]
        return f"{cells[0]} ({cells[1]})" if self.columns.is_moodle else " ".join(cells)

    def _warnings(self, results: Sequence[Result]) -> Iterator[InstructorNote]:
        """Tell what the course system does with the grades, or refuse those that it would skip."""
        maximum, points = self.columns.maximum, sum(exercise.points for exercise in EXERCISES)
        above = [r for r in results if maximum is not None and (r.total or 0) > maximum]
        if above and self.columns.is_moodle:
            fields = {"student": above[0].student, "total": above[0].total, "maximum": maximum}
            raise TableError(GRADEBOOK["above"].format(count=len(above), **fields))
        if maximum not in (None, points):
            yield InstructorNote(GRADEBOOK["maximum"].format(maximum=maximum, points=points))
        if self.columns.is_moodle and maximum is None:
            yield InstructorNote(GRADEBOOK["no maximum"])
        ungraded = [result.student for result in results if result.total is None]
        nothing = [result.student for result in results if result.total == 0]
        about = {"ungraded": ungraded, "zero": nothing if self.columns.is_moodle else []}
        yield from noted(GRADEBOOK, about)

    def _strangers(self, found: Sequence[Placed]) -> list[InstructorNote]:
        """Tell where the number fits, and not the name: it may be the table of something else."""
        others = [
            result.student
            for result, rows in found
            if self.columns.is_moodle
            and len(rows) == 1
            and REMARKS["anonymous"] not in result.remarks
            and not alike(self.table, self.columns, result, rows[0])
        ]
        return noted(GRADEBOOK, {"strangers": others})


def _unambiguous(found: Sequence[Placed]) -> tuple[dict[str, int], list[InstructorNote]]:
    """Keep the students with exactly one row that is nobody else's."""
    claims = [rows[0] for _, rows in found if len(rows) == 1]
    rows, doubtful = {}, []
    for result, candidates in found:
        if len(candidates) > 1:
            lines = ", ".join(str(row + 2) for row in candidates)
            text = GRADEBOOK["several rows"].format(student=result.student, rows=lines)
            doubtful.append(InstructorNote(text))
        elif candidates and claims.count(candidates[0]) > 1:
            text = GRADEBOOK["one row"].format(student=result.student, row=candidates[0] + 2)
            doubtful.append(InstructorNote(text))
        elif candidates:
            rows[result.student] = candidates[0]
    return rows, doubtful
