"""Fill the grades into the table that the course system exports, and leave all else as it is."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from checks.exercises import EXERCISES
from instructors.handback.columns import EMPTY, as_number, find_columns, participant, rows_by
from instructors.handback.tables import CsvTable, TableError
from instructors.messages import GRADEBOOK, Remark, noted
from instructors.results import Result, with_names_of_their_own
from instructors.student_messages import REMARKS

# Cells by which Canvas says that a student need not, or cannot, have a grade
KEPT = ("EX", "N/A")
WORD = re.compile(r"[^\W\d_]+")
# What a column of teams is called, in Moodle and in tables that people keep
TEAMS = (
    "group groups team teams gruppe gruppen groupe groupes équipe equipe grupo grupos equipo "
    "gruppo squadra groep grupp grupa skupina csoport ryhmä grup takım группа команда група "
    "グループ 小组 그룹"
)
Placed = tuple[Result, list[int]]  # a result, and the rows that could be the student's


@dataclass(frozen=True)
class Filled:
    """A table with grades."""

    content: bytes  # ready for the course system
    filled: int  # the number of grades that were set
    results: tuple[Result, ...]  # one for each student, also where the table says who is in a team
    missing: tuple[str, ...]  # the rows of those who handed in nothing, by the name in the table
    notes: tuple[Remark, ...]  # what the instructor should know before the table is imported


class Gradebook:
    """The table that a course system exports: read once, asked who is in it, and filled in.

    The column is the one to fill in where the table does not tell. Raises `TableError` if it is not
    clear where the grades go.
    """

    def __init__(self, content: bytes, column: str | None = None) -> None:
        self.table = CsvTable(content)
        self.columns = find_columns(self.table, column)
        self.is_moodle = self.columns.system == "Moodle"
        # The grades, and the maximum that may stand beside them
        pair = (self.columns.grade, self.columns.grade + 1)
        cells = [cell.strip() for column in pair for cell in self.table.column(column)]
        self.comma = any(re.fullmatch(r"\d+,\d+", cell) for cell in cells)

    def students(self, handed_in: Sequence[Any]) -> list[Any]:
        """Return what was handed in for each student, as `fill` does with the results of it."""
        return [one for one, _ in self._of_each_student(handed_in)]

    def fill(
        self, results: Sequence[Result], change: Callable[[list[Result]], list[Result]] = list
    ) -> Filled:
        """Fill in the total of every student; the cell of who was not graded is left as it came.

        ``change`` is still to be done to the results once it is known who is in which team. Raises
        `TableError` if the course system would skip the grades.
        """
        found = self._of_each_student(results)
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
        return f"{cells[0]} ({cells[1]})" if self.is_moodle else " ".join(cells)

    def _warnings(self, results: Sequence[Result]) -> Iterator[Remark]:
        """Tell what the course system does with the grades, or refuse those that it would skip."""
        maximum, points = self.columns.maximum, sum(exercise.points for exercise in EXERCISES)
        above = [r for r in results if maximum is not None and (r.total or 0) > maximum]
        if above and self.is_moodle:
            fields = {"student": above[0].student, "total": above[0].total, "maximum": maximum}
            raise TableError(GRADEBOOK["above"].format(count=len(above), **fields))
        if maximum not in (None, points):
            yield Remark(GRADEBOOK["maximum"].format(maximum=maximum, points=points))
        if self.is_moodle and maximum is None:
            yield Remark(GRADEBOOK["no maximum"])
        ungraded = [result.student for result in results if result.total is None]
        nothing = [result.student for result in results if result.total == 0]
        about = {"ungraded": ungraded, "zero": nothing if self.is_moodle else []}
        yield from noted(GRADEBOOK, about)

    def _strangers(self, found: Sequence[Placed]) -> list[Remark]:
        """Tell where the number fits, and not the name: it may be the table of something else."""
        others = [
            result.student
            for result, rows in found
            if self.is_moodle
            and len(rows) == 1
            and REMARKS["anonymous"] not in result.remarks
            and not self._alike(result, rows[0])
        ]
        return noted(GRADEBOOK, {"strangers": others})

    def _alike(self, result: Result, row: int) -> bool:
        """Say whether a row and a hand-in have a word of their names in common."""
        words = WORD.findall(normal(result.student))
        cells = (self.table.cell(row, column) for column in self.columns.labels)
        return any(word in WORD.findall(normal(cell)) for cell in cells for word in words)

    def _of_each_student(self, handed_in: Sequence[Result]) -> list[Placed]:
        """Return what each student has handed in, and the rows that could be the student's."""
        group = self._group(handed_in)
        named, teams = self._by_name(handed_in, group), self._teams(handed_in, group)
        found: list[Placed] = []
        for result in handed_in:
            number = result.identifiers.get(self.columns.system.lower(), "")
            rows = self.columns.numbers.get(str(number), [])
            if members := teams.get(result.student):
                found += [(self._member(result, row, group), [row]) for row in members]
            elif number and not (self.is_moodle and group is not None):
                # Whoever has a number is looked for by it alone: names can be those of others
                found.append((result, rows))
            elif number:
                # In an assignment for teams, the number is that of a group, and others have it, too
                same = [row for row in rows if self._alike(result, row)]
                found.append((result if same else _without_number(result), same))
            else:
                rows = sorted({row for name in names_of(result) for row in named.get(name, [])})
                found.append((result, rows))
        named_apart = with_names_of_their_own([result for result, _ in found])
        return list(zip(named_apart, (rows for _, rows in found), strict=True))

    def _by_name(self, handed_in: Sequence[Result], group: int | None) -> dict[str, list[int]]:
        """Return the rows by the cells of that column in which most students are found.

        First and last name may stand in two columns side by side.
        """
        places = set(range(len(self.table.header))) - {self.columns.grade, group}
        columns = [[normal(cell) for cell in self.table.column(c)] for c in sorted(places)]
        both = [
            [f"{first} {last}" if first and last else "" for first, last in zip(*pair, strict=True)]
            for one, other in pairwise(columns)
            for pair in ((one, other), (other, one))
        ]
        names = [names_of(result) for result in handed_in]
        indices = [rows_by(cells, self.columns.students) for cells in (*columns, *both)]
        return max(
            indices,
            key=lambda index: sum(1 for student in names if any(name in index for name in student)),
            default={},
        )

    def _group(self, handed_in: Sequence[Result]) -> int | None:
        """Return the column that says who is in which team, if there is one."""
        if self.is_moodle:
            known = {normal(cell) for cell in self.table.column(1)}
            teams = [_team(result) for result in handed_in if normal(result.student) not in known]
            counts = {}
            for column in self.columns.teams:
                names = {name for cell in self.table.column(column) for name in team_names(cell)}
                counts[column] = sum(bool(team & names) for team in teams)
            best = max(counts, key=lambda column: counts[column], default=None)
            if best is not None and counts[best]:
                return best
        header = [name.strip().casefold() for name in self.table.header]
        return next((c for c in self.columns.teams if header[c] in TEAMS.split()), None)

    def _teams(self, handed_in: Sequence[Result], group: int | None) -> dict[str, list[int]]:
        """Return the rows of the members by what the hand-in of their team is called."""
        if group is None:
            return {}
        rows: dict[str, list[int]] = {}
        for row in self.columns.students:
            for name in team_names(self.table.cell(row, group)):
                rows.setdefault(name, []).append(row)
        return {
            one.student: sorted({row for name in _team(one) for row in rows.get(name, [])})
            for one in handed_in
        }

    def _member(self, result: Result, row: int, group: int | None) -> Result:
        """Return the result of a team as that of the member who has a row."""
        identifiers = dict(result.identifiers)
        others = [c for c in self.columns.teams if c not in (group, self.columns.grade)]
        if self.is_moodle:
            identifiers["moodle"] = participant(self.table.cell(row, 0))
            # In anonymous marking there are no names, and the status stands before the group
            others = [0 if group == 2 else 1]
        name = self.table.cell(row, others[0]) if others else ""
        if not name:
            return result
        remarks = (*result.remarks, GRADEBOOK["team"].format(name=result.student))
        return replace(result, student=name, folder="", identifiers=identifiers, remarks=remarks)


def _without_number(result: Result) -> Result:
    others = {kind: value for kind, value in result.identifiers.items() if kind != "moodle"}
    return replace(result, identifiers=others, folder="")


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


def _unambiguous(found: Sequence[Placed]) -> tuple[dict[str, int], list[Remark]]:
    """Keep the students with exactly one row that is nobody else's."""
    claims = [rows[0] for _, rows in found if len(rows) == 1]
    rows, doubtful = {}, []
    for result, candidates in found:
        if len(candidates) > 1:
            lines = ", ".join(str(row + 2) for row in candidates)
            text = GRADEBOOK["several rows"].format(student=result.student, rows=lines)
            doubtful.append(Remark(text))
        elif candidates and claims.count(candidates[0]) > 1:
            text = GRADEBOOK["one row"].format(student=result.student, row=candidates[0] + 2)
            doubtful.append(Remark(text))
        elif candidates:
            rows[result.student] = candidates[0]
    return rows, doubtful


def names_of(result: Result) -> set[str]:
    """Return all that a student may be called in a table."""
    names = (result.student, result.folder, *map(str, result.identifiers.values()))
    return {normal(name) for name in names if normal(name)}


def normal(text: str) -> str:
    """Return a name as it is compared: in any case, with "Last, First" turned round.

    Moodle writes ``'`` before what looks like a formula, Canvas ``="..."`` around it.
    """
    text = re.sub(r'^="(.*)"$', r"\1", text.strip())
    text = re.sub(r"^'(?=[=+@-])", "", text)
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    last, comma, first = text.partition(", ")
    return f"{first} {last}" if comma and "," not in first else text
