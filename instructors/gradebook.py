"""Fill the grades into the table that the course system exports, and leave all else as it is.

Moodle's worksheet is translated, header and all, so it is recognised by what stands in its columns.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from instructors.messages import GRADEBOOK, Note
from instructors.messages import notes as said
from instructors.results import Result, with_names_of_their_own
from instructors.tables import Table, TableError

# Cells by which Canvas says that a student need not, or cannot, have a grade
KEPT = ("EX", "N/A")
# What stands where there is no grade yet
EMPTY = ("", "-", "\N{EN DASH}")
NUMBER = re.compile(r"\d+([.,]\d+)?")
# "Participant 4712", "Teilnehmer/in4712": a word, the same in every row, and a number
PARTICIPANT = re.compile(r"(\D+?)(\d+)")
WORD = re.compile(r"[^\W\d_]+")
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
# What a column of teams is called, in Moodle and in tables that people keep
TEAMS = (
    "group groups team teams gruppe gruppen groupe groupes équipe equipe grupo grupos equipo "
    "gruppo squadra groep grupp grupa skupina csoport ryhmä grup takım группа команда група "
    "グループ 小组 그룹"
)


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
    results : tuple of Result
        One for each student: where the table says who is in a team, the team's result is that of
        each of its members, under the name that stands in the table.
    without_row : tuple of str
        The students for whom no row was found.
    without_submission : tuple of str
        The rows for which no submission was found, by the name in the table.
    notes : tuple of Note
        What the instructor should know before the table is imported.
    """

    content: bytes
    system: str
    column: str
    filled: int
    results: tuple[Result, ...]
    without_row: tuple[str, ...]
    without_submission: tuple[str, ...]
    notes: tuple[Note, ...]


def fill(
    content: bytes,
    results: Sequence[Result],
    points: float,
    column: str | None = None,
    change: Callable[[list[Result]], list[Result]] = list,
) -> Filled:
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
    change : callable, optional
        What is still to be done to the results, once it is known who is in which team.

    Returns
    -------
    Filled
        The cell of a student who was not graded is left as it came.

    Raises
    ------
    TableError
        If the table cannot be read, if it is not clear where the grades go, if the assignment is
        graded by a scale, or if a grade is above the maximum of a Moodle worksheet. The message is
        for the instructor.
    """
    table = Table(content)
    place = find_columns(table, column)
    place = replace(place, group=_group_column(table, place, results))
    found = _of_each_student(table, place, results)
    rows, notes = _unambiguous(found)
    people = change([result for result, _ in found])
    _refuse_above_maximum(people, place)
    notes += _strangers(table, place, found)
    notes += _hints(people, place, points)
    comma = _writes_commas(table, place.grade)
    filled, replaced, kept, locked = 0, [], [], []
    for result in people:
        row = rows.get(result.student)
        if row is None or result.total is None:
            continue
        before = table.column(place.grade)[row]
        if before.strip().upper() in KEPT:
            kept.append(f"{result.student} ({before!r})")
            continue
        if row in place.locked:
            locked.append(result.student)
            continue
        grade = f"{result.total:g}"
        table.replace(row, place.grade, grade.replace(".", ",") if comma else grade)
        filled += 1
        if before.strip() not in EMPTY and number(before) != result.total:
            replaced.append(f"{result.student} (from {before!r} to {grade})")
    notes += said(GRADEBOOK, {"replaced": replaced, "kept": kept, "locked": locked})
    used = set(rows.values())
    return Filled(
        content=table.content(),
        system=place.system,
        column=table.header[place.grade],
        filled=filled,
        results=tuple(people),
        without_row=tuple(r.student for r in people if r.student not in rows),
        without_submission=tuple(
            _label(table, row, place) for row in place.students if row not in used
        ),
        notes=tuple(notes),
    )


def students(content: bytes, handed_in: Sequence[Any], column: str | None = None) -> list[Any]:
    """Return what was handed in for each student, as `fill` does with the results of it.

    Parameters
    ----------
    content, column
        As for `fill`.
    handed_in : list of (Result or Submission)
    """
    table = Table(content)
    place = find_columns(table, column)
    place = replace(place, group=_group_column(table, place, handed_in))
    return [one for one, _ in _of_each_student(table, place, handed_in)]


def _refuse_above_maximum(results: Sequence[Result], place: "Columns") -> None:
    above = [r for r in results if place.maximum is not None and (r.total or 0) > place.maximum]
    if above and place.system == "Moodle":
        raise TableError(
            GRADEBOOK["above"].format(
                count=len(above),
                total=above[0].total,
                student=above[0].student,
                maximum=place.maximum,
            )
        )


def _hints(results: Sequence[Result], place: "Columns", points: float) -> Iterator[Note]:
    if place.maximum not in (None, points):
        yield Note(GRADEBOOK["maximum"].format(maximum=place.maximum, points=points))
    if place.system == "Moodle" and place.maximum is None:
        yield Note(GRADEBOOK["no maximum"])
    ungraded = [result.student for result in results if result.total is None]
    nothing = [result.student for result in results if result.total == 0]
    zero = nothing if place.system == "Moodle" else []
    yield from said(GRADEBOOK, {"ungraded": ungraded, "zero": zero})


def _writes_commas(table: Table, column: int) -> bool:
    """Whether decimal commas stand in the column of the grades, or in that of the maximum."""
    cells = [cell for place in (column, column + 1) for cell in table.column(place)]
    return any(re.fullmatch(r"\d+,\d+", cell.strip()) for cell in cells)


def _label(table: Table, row: int, place: "Columns") -> str:
    """Return how an instructor calls the student of a row."""
    cells = [table.column(column)[row] for column in place.labels]
    return f"{cells[0]} ({cells[1]})" if place.system == "Moodle" else " ".join(cells)


def _of_each_student(
    table: Table, place: "Columns", results: Sequence[Result]
) -> list[tuple[Result, list[int]]]:
    """Return the result of every student, and the rows that could be the student's."""
    named = _identifying(table, place, results)
    known = {}
    if place.identity is not None:
        cells = table.column(place.identity)
        convert: Callable[[str], str] = participant if place.system == "Moodle" else str.strip
        known = _by_cell([convert(cell) for cell in cells], place.students)
    teams = _teams(table, place, results)
    found: list[tuple[Result, list[int]]] = []
    for result in results:
        identifier = result.identifiers.get(place.system.lower(), "") if place.system else ""
        by_name = sorted({row for name in _names(result) for row in named.get(name, [])})
        if members := teams.get(result.student):
            found += [(_member(table, place, result, row), [row]) for row in members]
        elif identifier and (place.group is None or place.system != "Moodle"):
            # Whoever has a number is looked for by it alone: names can be those of others
            found.append((result, known.get(str(identifier), [])))
        elif identifier:
            # In an assignment for teams, the number is that of a group, and others have it, too
            rows = known.get(str(identifier), [])
            same = [row for row in rows if _alike(table, place, result, row)]
            found.append((result if same else _without_number(result), same))
        else:
            found.append((result, by_name))
    named_apart = with_names_of_their_own([result for result, _ in found])
    return list(zip(named_apart, (rows for _, rows in found), strict=True))


def _group_column(table: Table, place: "Columns", results: Sequence[Result]) -> int | None:
    """Return the column that says who is in which team, if there is one."""
    if place.system == "Canvas":
        return None
    if place.system == "Moodle":
        # After the name, or in anonymous marking the status
        columns = range(2, place.grade)
        students = {normal(cell) for cell in table.column(1)}
        names = [_team(result) for result in results if normal(result.student) not in students]
        found = {
            column: sum(bool(name & _names_in(table.column(column))) for name in names)
            for column in columns
        }
        best = max(columns, key=lambda column: found[column], default=None)
        if best is not None and found[best]:
            return best
    else:
        columns = range(len(table.header))
    called = TEAMS.split()
    return next((c for c in columns if table.header[c].strip().casefold() in called), None)


def _names_in(cells: Sequence[str]) -> set[str]:
    """Return what teams may be called in the names of files, by what stands in cells."""
    return {name for cell in cells for name in team_names(cell)}


def _team(result: Result) -> set[str]:
    """Return what a hand-in says that its team is called."""
    # The student's name has the group's number, if two teams have the same name
    return team_names(result.student) | team_names(result.folder.split("_")[0])


def team_names(text: str) -> set[str]:
    """Return how the name of a team is compared.

    moodle/moodle, public/mod/assign/classes/downloader.php `get_student_prefix`: underscores become
    blanks, `format_string` writes ``&amp;``, and `clean_filename` drops what is in no name of a
    file, as `PARAM_FILE` in public/lib/classes/param.php says.
    """
    versions = (text, html.escape(text, quote=False))
    found = {
        re.sub(r"[\x00-\x1f&<>\"`|':\\/]", "", version.replace("_", " ")) for version in versions
    }
    return {name for name in map(normal, found) if name}


def _teams(table: Table, place: "Columns", results: Sequence[Result]) -> dict[str, list[int]]:
    """Return the rows of the members by what the hand-in of their team is called."""
    if place.group is None:
        return {}
    rows: dict[str, list[int]] = {}
    for row in place.students:
        for name in team_names(table.column(place.group)[row]):
            rows.setdefault(name, []).append(row)
    teams = {
        result.student: {r for n in _team(result) for r in rows.get(n, [])} for result in results
    }
    return {student: sorted(members) for student, members in teams.items()}


def _member(table: Table, place: "Columns", result: Result, row: int) -> Result:
    """Return the result of a team as that of the member who has a row."""
    identifiers = dict(result.identifiers)
    if place.system == "Moodle":
        identifiers["moodle"] = participant(table.column(0)[row])
        # In anonymous marking there are no names, and the status stands before the group
        column: int | None = 0 if place.group == 2 else 1
    else:
        columns = range(len(table.header))
        column = next((c for c in columns if c not in (place.group, place.grade)), None)
    name = table.column(column)[row] if column is not None else ""
    if not name:
        return result
    remarks = (*result.remarks, GRADEBOOK["team"].format(name=result.student))
    return replace(result, student=name, folder="", identifiers=identifiers, remarks=remarks)


def _without_number(result: Result) -> Result:
    others = {kind: value for kind, value in result.identifiers.items() if kind != "moodle"}
    return replace(result, identifiers=others, folder="")


def _strangers(
    table: Table, place: "Columns", found: Sequence[tuple[Result, list[int]]]
) -> list[Note]:
    """Tell where the number fits, and not the name: it may be the table of something else."""
    if place.system != "Moodle":
        return []
    pairs = [
        (result, rows[0])
        for result, rows in found
        if len(rows) == 1 and "anonymous" not in result.remarks
    ]
    others = [result.student for result, row in pairs if not _alike(table, place, result, row)]
    return said(GRADEBOOK, {"strangers": others})


def _alike(table: Table, place: "Columns", result: Result, row: int) -> bool:
    """Say whether a row and a hand-in have a word of their names in common."""
    words = WORD.findall(normal(result.student))
    cells = (table.column(column)[row] for column in place.labels)
    return any(word in WORD.findall(normal(cell)) for cell in cells for word in words)


def _unambiguous(
    found: Sequence[tuple[Result, list[int]]],
) -> tuple[dict[str, int], list[Note]]:
    """Keep the students with exactly one row that is nobody else's."""
    claims = [rows[0] for _, rows in found if len(rows) == 1]
    rows, doubtful = {}, []
    for result, candidates in found:
        if len(candidates) > 1:
            lines = ", ".join(str(row + 2) for row in candidates)
            text = GRADEBOOK["several rows"].format(student=result.student, rows=lines)
            doubtful.append(Note(text))
        elif candidates and claims.count(candidates[0]) > 1:
            text = GRADEBOOK["one row"].format(student=result.student, row=candidates[0] + 2)
            doubtful.append(Note(text))
        elif candidates:
            rows[result.student] = candidates[0]
    return rows, doubtful


def _by_cell(cells: Sequence[str], students: Sequence[int]) -> dict[str, list[int]]:
    """Return the rows of students by what stands in their cells."""
    rows: dict[str, list[int]] = {}
    for row in students:
        if cells[row]:
            rows.setdefault(cells[row], []).append(row)
    return rows


def _identifying(table: Table, place: "Columns", results: Sequence[Result]) -> dict[str, list[int]]:
    """Return the rows by the cells of that column in which most students are found.

    First and last name may stand in two columns side by side.
    """
    places = [c for c in range(len(table.header)) if c not in (place.grade, place.group)]
    columns = [[normal(cell) for cell in table.column(c)] for c in places]
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


def _names(result: Result) -> set[str]:
    """Return all that a student may be called in a table."""
    names = (result.student, result.folder, *map(str, result.identifiers.values()))
    return {normal(name) for name in names if normal(name)}


def normal(text: str) -> str:
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
    group : int or None
        The column with the names of teams.
    locked : frozenset of int
        The rows whose grade the course system does not let anybody change.
    """

    system: str
    students: tuple[int, ...]
    identity: int | None
    labels: tuple[int, ...]
    grade: int
    maximum: float | None = None
    group: int | None = None
    locked: frozenset[int] = field(default=frozenset())


def find_columns(table: Table, column: str | None = None) -> Columns:
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


def number(text: str) -> float | None:
    """Return the number in a cell, with a point or a comma; None if there is none."""
    return float(text.strip().replace(",", ".")) if NUMBER.fullmatch(text.strip()) else None


def participant(text: str) -> str:
    """Return the number of a Moodle participant as digits; empty if there is none."""
    found = PARTICIPANT.fullmatch(text)
    return found[2] if found else ""


def _named(header: Sequence[str], column: str | None, usual: bool = False) -> int:
    """Return the column with a name; with ``usual``, one that is called like grades, too."""
    names = [name.strip().casefold() for name in header]
    wanted = USUAL if column is None and usual else ((column or "").strip().casefold(),)
    found = [place for place, name in enumerate(names) if name in wanted]
    if len(found) == 1:
        return found[0]
    problem = "Several columns" if found else "No column"
    what = f"named {column!r}" if column else "of the grades"
    listed = ", ".join(map(repr, header))
    raise TableError(GRADEBOOK["choose"].format(problem=f"{problem} {what}", names=listed))


def _is_moodle(table: Table, students: tuple[int, ...]) -> bool:
    cells = (PARTICIPANT.fullmatch(table.column(0)[row]) for row in students)
    found = [match for match in cells if match]
    return (
        bool(found)
        and len(found) == len(students)
        and len({match[1] for match in found}) == 1
        and len({match[2] for match in found}) == len(found)
        and len(table.header) > 3
    )


def _moodle(table: Table, students: tuple[int, ...], column: str | None) -> Columns:
    """Grades stand before a column with one and the same maximum in every row."""
    maxima: dict[int, float] = {}
    for place in range(2, len(table.header)):
        cells = {table.column(place)[row] for row in students}
        before = [table.column(place - 1)[row] for row in students]
        largest = number(next(iter(cells))) if len(cells) == 1 else None
        if largest and all(cell == "" or number(cell) is not None for cell in before):
            maxima[place - 1] = largest
    if not maxima:
        _refuse_scale(table, students)
    if column is None and len(maxima) == 1:
        grade = next(iter(maxima))
    else:
        grade = _named(table.header, column, usual=True)
    locked = _locked(table, students, grade)
    # The second column is the name, or in anonymous marking the status
    return Columns("Moodle", students, 0, (1, 0), grade, maxima.get(grade), locked=locked)


def _refuse_scale(table: Table, students: tuple[int, ...]) -> None:
    """Grades by a scale stand before a column with the words of the scale, one below the other.

    moodle/moodle, public/mod/assign/gradingtable.php `col_scale`; the import looks a grade up among
    them, public/mod/assign/feedback/offline/importgradesform.php.
    """
    for place in range(2, len(table.header)):
        cells = {table.column(place)[row] for row in students}
        words = [
            word.strip() for word in re.split(r"[\r\n]+|, ", next(iter(cells))) if word.strip()
        ]
        before = {table.column(place - 1)[row].strip() for row in students}
        if len(cells) == 1 and len(words) > 1 and before <= {*words, *EMPTY}:
            raise TableError(GRADEBOOK["scale"].format(words=", ".join(words)))


def _locked(table: Table, students: tuple[int, ...], grade: int) -> frozenset[int]:
    """Return the rows in which Moodle says, behind the grade, that it cannot be changed."""
    yes, no = YES.split(), NO.split()
    for place in range(grade + 1, min(grade + 5, len(table.header))):
        cells = {row: table.column(place)[row].strip().casefold() for row in students}
        if cells and all(cell in yes + no for cell in cells.values()):
            return frozenset(row for row, cell in cells.items() if cell in no)
    return frozenset()


def _is_canvas(header: Sequence[str]) -> bool:
    named = [*header[:3], "", "", ""]
    one = len(header) > 3 and "Student" in named[0] and "ID" in named[1]
    two = len(header) > 4 and named[:2] == ["LastName", "FirstName"] and "ID" in named[2]
    return (one or two) and "Section" in header


def _canvas(table: Table, column: str | None) -> Columns:
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


def _assignment(assignments: dict[int, str], column: str | None) -> int:
    """Choose an assignment by its header, its title, or its number."""
    found = [
        place
        for place, name in assignments.items()
        if (match := ASSIGNMENT.fullmatch(name))
        if column is None or column in (name, *match.groups())
    ]
    if len(found) == 1:
        return found[0]
    if not assignments:
        raise TableError(GRADEBOOK["no assignment"])
    problem = "Several assignments" if found else "No assignment"
    what = f"named {column!r}" if column else "in Canvas' table"
    names = ", ".join(map(repr, assignments.values()))
    raise TableError(GRADEBOOK["choose"].format(problem=f"{problem} {what}", names=names))
