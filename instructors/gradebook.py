"""Fill the grades into the table that the course system exports, and leave all else as it is."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from instructors.tables import Table, TableError

# Cells by which Canvas says that a student need not, or cannot, have a grade
KEPT = ("EX", "N/A")
# What stands where there is no grade yet
EMPTY = ("", "-", "\N{EN DASH}")
NUMBER = re.compile(r"\d+([.,]\d+)?")
# "Participant 4712", "Teilnehmer/in4712": a word, the same in every row, and a number
PARTICIPANT = re.compile(r"(\D+?)(\d+)")
ASSIGNMENT = re.compile(r"(.*)\s\((\d+)\)", re.DOTALL)
# Canvas computes these columns itself, with "Unposted" or the name of a group before them
COMPUTED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
USUAL = ("grade", "total", "points", "score")


@dataclass(frozen=True)
class Filled:
    """A table with grades.

    Attributes
    ----------
    content : bytes
        The file, ready for the course system.
    system : str
        ``Moodle``, ``Canvas``, or empty for any other table.
    column : str
        The name of the column that was filled in.
    filled : int
        The number of grades in it that were set.
    without_row : tuple of str
        The students for whom no row was found.
    without_submission : tuple of str
        The rows for which no submission was found, by the name in the table.
    notes : tuple of str
        What the instructor should know before the table is imported.
    """

    content: bytes
    system: str
    column: str
    filled: int
    without_row: tuple
    without_submission: tuple
    notes: tuple


def fill(content, results, points, column=None):
    """Fill in the total of every student.

    Parameters
    ----------
    content : bytes
        The table as it came: Moodle's grading worksheet in any language, Canvas' gradebook, or any
        CSV with a column that identifies the students.
    results : list of Result
    points : float
        The most that a student can have.
    column : str, optional
        The column to fill in. Only needed where the table does not tell.

    Returns
    -------
    Filled
        The cell of a student who was not graded is left as it came.

    Raises
    ------
    TableError
        If the table cannot be read, if it is not clear where the grades go, or if a grade is above
        the maximum of a Moodle worksheet. The message is for the instructor.
    """
    table = Table(content)
    place = find_columns(table, column)
    _refuse_above_maximum(results, place)
    rows, doubtful = _rows(table, place, results)
    notes = [*doubtful, *_hints(results, place, points)]
    comma = _writes_commas(table, place.grade)
    filled, replaced = 0, []
    for result in results:
        row = rows.get(result.student)
        if row is None or result.total is None:
            continue
        before = table.column(place.grade)[row]
        if before.strip().upper() in KEPT:
            notes.append(f"{result.student}: the cell holds {before!r} and was left as it is.")
            continue
        grade = f"{result.total:g}"
        table.replace(row, place.grade, grade.replace(".", ",") if comma else grade)
        filled += 1
        if before.strip() not in EMPTY and number(before) != result.total:
            replaced.append((result.student, before))
    if replaced:
        notes.append(f"{len(replaced)} grades in the table were others, and have been replaced.")
    notes += [
        f"{student}: the cell held {before!r}, which has been replaced."
        for student, before in replaced
        if number(before) is None
    ]
    found = set(rows.values())
    return Filled(
        content=table.content(),
        system=place.system,
        column=table.header[place.grade],
        filled=filled,
        without_row=tuple(r.student for r in results if r.student not in rows),
        without_submission=tuple(
            _label(table.rows[row], place) for row in place.students if row not in found
        ),
        notes=tuple(notes),
    )


def _refuse_above_maximum(results, place):
    above = [r for r in results if place.maximum is not None and (r.total or 0) > place.maximum]
    if above and place.system == "Moodle":
        raise TableError(
            f"{len(above)} grades, such as {above[0].total:g} of {above[0].student}, are above "
            f"{place.maximum:g}, the maximum in Moodle's worksheet. Moodle would skip them without "
            "a word. Set the maximum of the assignment in Moodle, and download the worksheet again."
        )


def _hints(results, place, points):
    if place.maximum not in (None, points):
        yield f"The maximum in the table is {place.maximum:g}, that of the exercises {points:g}."
    ungraded = [result.student for result in results if result.total is None]
    if ungraded:
        yield f"Not graded, and not filled in: {', '.join(ungraded)}."
    nothing = [result.student for result in results if result.total == 0]
    if nothing and place.system == "Moodle":
        yield (
            "Some versions of Moodle skip a grade of 0 when a worksheet is imported. Please look "
            f"in Moodle after the import at: {', '.join(nothing)}."
        )


def _writes_commas(table, column):
    """Whether decimal commas stand in the column of the grades, or in that of the maximum."""
    cells = [cell for place in (column, column + 1) for cell in table.column(place)]
    return any(re.fullmatch(r"\d+,\d+", cell.strip()) for cell in cells)


def _label(row, place):
    cells = [row[column] for column in place.labels if column < len(row)]
    return f"{cells[0]} ({cells[1]})" if place.system == "Moodle" else " ".join(cells)


def _rows(table, place, results):
    """Return the row of every student, and sentences on those for whom it is not clear."""
    known = {}
    if place.identity is not None:
        cells = table.column(place.identity)
        convert = participant if place.system == "Moodle" else str.strip
        known = _by_cell([convert(cell) for cell in cells], place.students)
    named = _identifying(table, place, results)
    candidates = {}
    for result in results:
        identifier = result.identifiers.get(place.system.lower(), "") if place.system else ""
        if identifier:
            # Whoever has a number is looked for by it alone: names can be those of others
            candidates[result.student] = known.get(str(identifier), [])
        else:
            found = (row for name in _names(result) for row in named.get(name, []))
            candidates[result.student] = sorted(set(found))
    return _unambiguous(candidates)


def _unambiguous(candidates):
    """Keep the students with exactly one row that is nobody else's."""
    claims = [rows[0] for rows in candidates.values() if len(rows) == 1]
    rows, doubtful = {}, []
    for student, found in candidates.items():
        if len(found) > 1:
            lines = ", ".join(str(row + 2) for row in found)
            doubtful.append(f"{student}: could be any of the rows {lines}; none was filled in.")
        elif found and claims.count(found[0]) > 1:
            doubtful.append(f"{student}: row {found[0] + 2} fits another student, too.")
        elif found:
            rows[student] = found[0]
    return rows, doubtful


def _by_cell(cells, students):
    """Return the rows of students by what stands in their cells."""
    rows = {}
    for row in students:
        if cells[row]:
            rows.setdefault(cells[row], []).append(row)
    return rows


def _identifying(table, place, results):
    """Return the rows by the cells of that column in which most students are found.

    First and last name may stand in two columns side by side.
    """
    columns = [[normal(cell) for cell in table.column(c)] for c in range(len(table.header))]
    del columns[place.grade]
    both = [
        [f"{first} {last}" if first and last else "" for first, last in zip(*pair, strict=True)]
        for one, other in pairwise(columns)
        for pair in ((one, other), (other, one))
    ]
    names = [_names(result) for result in results]
    indices = [_by_cell(cells, place.students) for cells in (*columns, *both)]
    return max(
        indices,
        key=lambda index: sum(1 for student in names if any(name in index for name in student)),
        default={},
    )


def _names(result):
    """Return all that a student may be called in a table."""
    names = (result.student, result.folder, *map(str, result.identifiers.values()))
    return {normal(name) for name in names if normal(name)}


def normal(text):
    """Return a name as it is compared: in any case, with "Last, First" turned round.

    Parameters
    ----------
    text : str
        Moodle writes ``'`` before what looks like a formula, Canvas ``="..."`` around it.

    Returns
    -------
    str
    """
    text = re.sub(r'^="(.*)"$', r"\1", text.strip())
    text = re.sub(r"^'(?=[=+@-])", "", text)
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    last, comma, first = text.partition(", ")
    return f"{first} {last}" if comma and "," not in first else text


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
