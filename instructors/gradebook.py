"""Fill the grades into the table that the course system exports, and leave all else as it is."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from instructors.columns import find_columns, number, participant
from instructors.tables import Table, TableError

# Cells by which Canvas says that a student need not, or cannot, have a grade
KEPT = ("EX", "N/A")
# What stands where there is no grade yet
EMPTY = ("", "-", "\N{EN DASH}")


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
