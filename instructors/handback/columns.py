"""What is where in the table that a course system exports: `find_columns`.

A system is a row of `SYSTEMS`. Moodle's worksheet is translated, header and all, so it is
recognised by what stands in its columns.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from instructors.handback.tables import CsvTable, TableError
from instructors.messages import GRADEBOOK

# What stands where there is no grade yet
EMPTY = ("", "-", "\N{EN DASH}")
NUMBER = re.compile(r"\d+([.,]\d+)?")
# "Participant 4712", "Teilnehmer/in4712": a word, the same in every row, and a number
PARTICIPANT = re.compile(r"(\D+?)(\d+)")
ASSIGNMENT = re.compile(r"(.*)\s\((\d+)\)", re.DOTALL)
# Canvas computes these columns itself, with "Unposted" or the name of a group before them
COMPUTED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
USUAL = ("grade", "total", "points", "score")
# moodle/moodle, public/mod/assign/gradingtable.php `col_gradecanbechanged`: yes and no, in the
# languages of most sites
YES = (
    "yes ja sí si oui sim tak da ano áno igen kyllä jah jā taip evet hai "
    "はい 是 예 так да ναι نعم כן"
)
NO = (
    "no nein non não nao nie ne nej nei nee nem ei nē ni hayır いいえ 否 아니오 아니요 "
    "ні нет не όχι لا לא"
)


@dataclass(frozen=True)
class Columns:
    """What is where in a table."""

    system: str  # "Moodle", "Canvas", or empty
    students: tuple[int, ...]  # the rows that stand for a student
    labels: tuple[int, ...]  # the columns from which an instructor knows who a row is
    grade: int  # the column to fill in
    numbers: dict[str, list[int]] = field(default_factory=dict)  # rows by the system's numbers
    teams: tuple[int, ...] = ()  # the columns in which the names of teams may stand
    maximum: float | None = None  # the most points, if the table says so
    locked: frozenset[int] = frozenset()  # rows whose grade the system lets nobody change

    @property
    def is_moodle(self) -> bool:
        """Whether the table is a worksheet of Moodle's."""
        return self.system == "Moodle"


def find_columns(table: CsvTable, column: str | None) -> Columns:
    """Find out what is where, or raise `TableError` if it is not clear where the grades stand.

    The name of the column to fill in may be given; of a Canvas assignment, title or number do.
    """
    students = tuple(number for number, row in enumerate(table.rows) if any(row))
    return next(
        columns(table, students, column)
        for is_it, columns in SYSTEMS.items()
        if is_it(table, students)
    )


def as_number(text: str) -> float | None:
    """Return the number in a cell, with a point or a comma; None if there is none."""
    return float(text.strip().replace(",", ".")) if NUMBER.fullmatch(text.strip()) else None


def participant(text: str) -> str:
    """Return the number of a Moodle participant as digits; empty if there is none."""
    found = PARTICIPANT.fullmatch(text)
    return found[2] if found else ""


def rows_by(names: Iterable[str], students: Iterable[int]) -> dict[str, list[int]]:
    """Return the rows of students by what is given for each row, but for empty texts."""
    known = list(names)
    rows: dict[str, list[int]] = {}
    for row in students:
        if known[row]:
            rows.setdefault(known[row], []).append(row)
    return rows


def _column_called(header: Sequence[str], column: str | None) -> int:
    """Return the column with a name; without one, that which is called like grades."""
    names = [name.strip().casefold() for name in header]
    wanted = USUAL if column is None else (column.strip().casefold(),)
    found = [place for place, name in enumerate(names) if name in wanted]
    return _only(found, "column", column, header)


def _only(found: Sequence[int], kind: str, column: str | None, names: Iterable[str]) -> int:
    """Return the only place that was found, or ask which is meant."""
    if len(found) == 1:
        return found[0]
    fields = {"kind": kind, "count": len(found), "column": column}
    problem = GRADEBOOK["which" if column is None else "which named"]
    raise TableError(problem.format(names=", ".join(map(repr, names)), **fields))


def _is_moodle(table: CsvTable, students: tuple[int, ...]) -> bool:
    cells = (PARTICIPANT.fullmatch(table.cell(row, 0)) for row in students)
    found = [match for match in cells if match]
    return (
        bool(found)
        and len(found) == len(students)
        and len({match[1] for match in found}) == 1
        and len({match[2] for match in found}) == len(found)
        and len(table.header) > 3
    )


def _moodle(table: CsvTable, students: tuple[int, ...], column: str | None) -> Columns:
    """Return the columns of Moodle: the grade stands left of the maximum, the same in every row."""
    maxima: dict[int, float] = {}
    for place in range(2, len(table.header)):
        cells = {table.cell(row, place) for row in students}
        before = [table.cell(row, place - 1) for row in students]
        largest = as_number(next(iter(cells))) if len(cells) == 1 else None
        if largest and all(cell == "" or as_number(cell) is not None for cell in before):
            maxima[place - 1] = largest
    if not maxima:
        _refuse_scale(table, students)
    only = column is None and len(maxima) == 1
    grade = next(iter(maxima)) if only else _column_called(table.header, column)
    return Columns(
        "Moodle",
        students,
        (1, 0),  # the second column is the name, or in anonymous marking the status
        grade,
        rows_by(map(participant, table.column(0)), students),
        tuple(range(2, grade)),  # after the name, or in anonymous marking the status
        maxima.get(grade),
        _locked(table, students, grade),
    )


def _refuse_scale(table: CsvTable, students: tuple[int, ...]) -> None:
    """Grades by a scale stand before a column with the words of the scale, one below the other.

    moodle/moodle, public/mod/assign/gradingtable.php `col_scale`; the import looks a grade up among
    them, public/mod/assign/feedback/offline/importgradesform.php.
    """
    for place in range(2, len(table.header)):
        cells = {table.cell(row, place) for row in students}
        words = [word.strip() for word in re.split(r"[\r\n]+|, ", next(iter(cells)))]
        words = list(filter(None, words))
        before = {table.cell(row, place - 1).strip() for row in students}
        if len(cells) == 1 and len(words) > 1 and before <= {*words, *EMPTY}:
            raise TableError(GRADEBOOK["scale"].format(words=", ".join(words)))


def _locked(table: CsvTable, students: tuple[int, ...], grade: int) -> frozenset[int]:
    """Return the rows in which Moodle says, behind the grade, that it cannot be changed."""
    yes, no = YES.split(), NO.split()
    for place in range(grade + 1, min(grade + 5, len(table.header))):
        cells = {row: table.cell(row, place).strip().casefold() for row in students}
        if cells and all(cell in yes + no for cell in cells.values()):
            return frozenset(row for row, cell in cells.items() if cell in no)
    return frozenset()


def _is_canvas(table: CsvTable, _students: tuple[int, ...]) -> bool:
    named = [*table.header[:3], "", "", ""]
    one = len(table.header) > 3 and "Student" in named[0] and "ID" in named[1]
    two = len(table.header) > 4 and named[:2] == ["LastName", "FirstName"] and "ID" in named[2]
    return (one or two) and "Section" in table.header


def _canvas(table: CsvTable, _students: tuple[int, ...], column: str | None) -> Columns:
    identity = 2 if table.header[0] == "LastName" else 1
    possible = [n for n, row in enumerate(table.rows) if row and "Points Possible" in row[0]]
    # Neither is the row on muted assignments and manual posting
    students = tuple(
        n for n, row in enumerate(table.rows) if n not in possible and any(row[: identity + 1])
    )
    assignments = {
        place: match
        for place in range(table.header.index("Section") + 1, len(table.header))
        if (match := ASSIGNMENT.fullmatch(table.header[place]))
        and not COMPUTED.search(match[0])
        and not any("read only" in table.cell(row, place) for row in possible)
    }
    if not assignments:
        raise TableError(GRADEBOOK["no assignments"])
    found = [
        place for place, m in assignments.items() if column is None or column in (m[0], *m.groups())
    ]
    grade = _only(found, "assignment", column, [match[0] for match in assignments.values()])
    return Columns(
        "Canvas",
        students,
        tuple(reversed(range(identity))),
        grade,
        rows_by(map(str.strip, table.column(identity)), students),
        maximum=as_number(table.cell(possible[0], grade)) if possible else None,
    )


def _any(table: CsvTable, students: tuple[int, ...], column: str | None) -> Columns:
    grade = _column_called(table.header, column)
    return Columns("", students, (0,), grade, teams=tuple(range(len(table.header))))


# Whether a table is that of a system, and what is where in it
SYSTEMS: dict[Callable[[CsvTable, tuple[int, ...]], bool], Callable[..., Columns]] = {
    _is_canvas: _canvas,
    _is_moodle: _moodle,
    lambda *_: True: _any,
}
