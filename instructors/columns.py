"""What the columns and rows of a course system's table mean: Moodle's, Canvas', or any other.

Moodle's worksheet is translated, header and all, so it is recognised by what stands in its columns.
"""

import re
from dataclasses import dataclass

from instructors.tables import TableError

NUMBER = re.compile(r"\d+([.,]\d+)?")
# "Participant 4712", "Teilnehmer/in4712": a word, the same in every row, and a number
PARTICIPANT = re.compile(r"(\D+?)(\d+)")
ASSIGNMENT = re.compile(r"(.*)\s\((\d+)\)", re.DOTALL)
# Canvas computes these columns itself, with "Unposted" or the name of a group before them
COMPUTED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
USUAL = ("grade", "total", "points", "score")


@dataclass(frozen=True)
class Columns:
    """What is where in a table.

    Attributes
    ----------
    system : str
        ``Moodle``, ``Canvas``, or empty.
    students : tuple of int
        The rows that stand for a student.
    identity : int or None
        The column with what the system calls a student.
    labels : tuple of int
        The columns from which an instructor knows who a row is.
    grade : int
        The column to fill in.
    maximum : float or None
        The most points, if the table says so.
    """

    system: str
    students: tuple
    identity: int | None
    labels: tuple
    grade: int
    maximum: float | None = None


def find_columns(table, column=None):
    """Find out what is where.

    Parameters
    ----------
    table : Table
    column : str, optional
        The name of the column to fill in; of a Canvas assignment, the title or the number do.

    Returns
    -------
    Columns

    Raises
    ------
    TableError
        If it is not clear which column holds the grades.
    """
    if _is_canvas(table.header):
        return _canvas(table, column)
    students = tuple(number for number, row in enumerate(table.rows) if any(row))
    if _is_moodle(table, students):
        return _moodle(table, students, column)
    grade = _named(table.header, column, usual=True)
    return Columns("", students, None, (0,), grade)


def number(text):
    """Return the number in a cell, with a point or a comma; None if there is none."""
    return float(text.strip().replace(",", ".")) if NUMBER.fullmatch(text.strip()) else None


def participant(text):
    """Return the number of a Moodle participant as digits; empty if there is none."""
    found = PARTICIPANT.fullmatch(text)
    return found[2] if found else ""


def _named(header, column, usual=False):
    """Return the column with a name; with ``usual``, one that is called like grades, too."""
    names = [name.strip().casefold() for name in header]
    wanted = USUAL if column is None and usual else ((column or "").strip().casefold(),)
    found = [place for place, name in enumerate(names) if name in wanted]
    if len(found) == 1:
        return found[0]
    problem = "Several columns" if found else "No column"
    what = f"named {column!r}" if column else "of the grades"
    raise TableError(
        f"{problem} {what}. Choose one with --grade-column: {', '.join(map(repr, header))}."
    )


def _is_moodle(table, students):
    found = [PARTICIPANT.fullmatch(table.column(0)[row]) for row in students]
    return (
        bool(found)
        and all(found)
        and len({match[1] for match in found}) == 1
        and len({match[2] for match in found}) == len(found)
        and len(table.header) > 3
    )


def _moodle(table, students, column):
    """Grades stand before a column with one and the same maximum in every row."""
    maxima = {}
    for place in range(2, len(table.header)):
        cells = {table.column(place)[row] for row in students}
        before = [table.column(place - 1)[row] for row in students]
        largest = number(next(iter(cells))) if len(cells) == 1 else None
        if largest and all(cell == "" or number(cell) is not None for cell in before):
            maxima[place - 1] = largest
    if column is None and len(maxima) == 1:
        grade = next(iter(maxima))
    else:
        grade = _named(table.header, column, usual=True)
    # The second column is the name, or in anonymous marking the status
    return Columns("Moodle", students, 0, (1, 0), grade, maxima.get(grade))


def _is_canvas(header):
    named = header[:3] + [""] * 3
    one = len(header) > 3 and "Student" in named[0] and "ID" in named[1]
    two = len(header) > 4 and named[:2] == ["LastName", "FirstName"] and "ID" in named[2]
    return (one or two) and "Section" in header


def _canvas(table, column):
    identity = 2 if table.header[0] == "LastName" else 1
    possible = [n for n, row in enumerate(table.rows) if row and "Points Possible" in row[0]]
    # Neither is the row on muted assignments and manual posting
    students = tuple(
        n for n, row in enumerate(table.rows) if n not in possible and any(row[: identity + 1])
    )
    assignments = {}
    for place in range(table.header.index("Section") + 1, len(table.header)):
        readonly = any("read only" in table.column(place)[row] for row in possible)
        if ASSIGNMENT.fullmatch(table.header[place]) and not (
            readonly or COMPUTED.search(table.header[place])
        ):
            assignments[place] = table.header[place]
    grade = _assignment(assignments, column)
    maximum = number(table.column(grade)[possible[0]]) if possible else None
    return Columns("Canvas", students, identity, tuple(reversed(range(identity))), grade, maximum)


def _assignment(assignments, column):
    """Choose an assignment by its header, its title, or its number."""
    found = [
        place
        for place, name in assignments.items()
        if column is None or column in (name, *ASSIGNMENT.fullmatch(name).groups())
    ]
    if len(found) == 1:
        return found[0]
    if not assignments:
        raise TableError(
            "Canvas' table has no assignment that could be filled in. Its column is named like "
            "'Exercise sheet 3 (4711)'."
        )
    problem = "Several assignments" if found else "No assignment"
    what = f"named {column!r}" if column else "in Canvas' table"
    raise TableError(
        f"{problem} {what}. Choose one with --grade-column: "
        f"{', '.join(map(repr, assignments.values()))}."
    )
