"""Find whose the rows of a table are, by numbers, names and teams: `whose_rows`."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from instructors.handback.columns import Columns, participant, rows_by
from instructors.handback.tables import CsvTable
from instructors.messages import GRADEBOOK
from instructors.results import Result, with_names_of_their_own

WORD = re.compile(r"[^\W\d_]+")
# What a column of teams is called, in Moodle and in tables that people keep
TEAMS = (
    "group groups team teams gruppe gruppen groupe groupes équipe equipe grupo grupos equipo "
    "gruppo squadra groep grupp grupa skupina csoport ryhmä grup takım группа команда група "
    "グループ 小组 그룹"
)
Placed = tuple[Any, list[int]]  # what was handed in, and the rows that could be the student's


def whose_rows(table: CsvTable, columns: Columns, handed_in: Sequence[Any]) -> list[Placed]:
    """Return a pair (hand-in, possible rows) for each student.

    A hand-in has a student, a folder, identifiers and remarks, as `Result` and `Submission` have.
    All members of a team get the hand-in of the team.
    """
    return _Rows(table, columns, handed_in).found()


class _Rows:
    """A table, what was handed in, and the column that says who is in which team, if any."""

    def __init__(self, table: CsvTable, columns: Columns, handed_in: Sequence[Any]) -> None:
        self.table, self.columns, self.handed_in = table, columns, handed_in
        self.group = self._group()

    def found(self) -> list[Placed]:
        """Return what `whose_rows` does."""
        named, teams = self._by_name(), self._teams()
        found: list[Placed] = []
        for result in self.handed_in:
            number = result.identifiers.get(self.columns.system.lower(), "")
            rows = self.columns.numbers.get(number, [])
            if members := teams.get(result.student):
                found += [(self._member(result, row), [row]) for row in members]
            elif number and not (self.columns.is_moodle and self.group is not None):
                # Whoever has a number is looked for by it alone: names can be those of others
                found.append((result, rows))
            elif number:
                # In an assignment for teams, the number is that of a group, and others have it, too
                same = [row for row in rows if alike(self.table, self.columns, result, row)]
                found.append((result if same else _without_number(result), same))
            else:
                rows = sorted({row for name in names_of(result) for row in named.get(name, [])})
                found.append((result, rows))
        named_apart = with_names_of_their_own([result for result, _ in found])
        return list(zip(named_apart, (rows for _, rows in found), strict=True))

    def _by_name(self) -> dict[str, list[int]]:
        """Return the rows by the cells of that column in which most students are found.

        First and last name may stand in two columns side by side.
        """
        places = set(range(len(self.table.header))) - {self.columns.grade, self.group}
        columns = [[normal(cell) for cell in self.table.column(c)] for c in sorted(places)]
        both = [
            [f"{first} {last}" if first and last else "" for first, last in zip(*pair, strict=True)]
            for one, other in pairwise(columns)
            for pair in ((one, other), (other, one))
        ]
        names = [names_of(result) for result in self.handed_in]
        indices = [rows_by(cells, self.columns.students) for cells in (*columns, *both)]
        return max(
            indices,
            key=lambda index: sum(1 for student in names if any(name in index for name in student)),
            default={},
        )

    def _group(self) -> int | None:
        """Return the column that says who is in which team, if there is one."""
        if self.columns.is_moodle:
            known = {normal(cell) for cell in self.table.column(1)}
            teams = [
                _team(result) for result in self.handed_in if normal(result.student) not in known
            ]
            counts = {}
            for column in self.columns.teams:
                names = {name for cell in self.table.column(column) for name in team_names(cell)}
                counts[column] = sum(bool(team & names) for team in teams)
            best = max(counts, key=lambda column: counts[column], default=None)
            if best is not None and counts[best]:
                return best
        header = [name.strip().casefold() for name in self.table.header]
        return next((c for c in self.columns.teams if header[c] in TEAMS.split()), None)

    def _teams(self) -> dict[str, list[int]]:
        """Return the rows of the members by what the hand-in of their team is called."""
        if self.group is None:
            return {}
        rows: dict[str, list[int]] = {}
        for row in self.columns.students:
            for name in team_names(self.table.cell(row, self.group)):
                rows.setdefault(name, []).append(row)
        return {
            one.student: sorted({row for name in _team(one) for row in rows.get(name, [])})
            for one in self.handed_in
        }

    def _member(self, result: Result, row: int) -> Result:
        """Return the result of a team as that of the member who has a row."""
        identifiers = dict(result.identifiers)
        others = [c for c in self.columns.teams if c not in (self.group, self.columns.grade)]
        if self.columns.is_moodle:
            identifiers["moodle"] = participant(self.table.cell(row, 0))
            # In anonymous marking there are no names, and the status stands before the group
            others = [0 if self.group == 2 else 1]
        name = self.table.cell(row, others[0]) if others else ""
        if not name:
            return result
        remarks = (*result.remarks, GRADEBOOK["team"].format(name=result.student))
        return replace(result, student=name, folder="", identifiers=identifiers, remarks=remarks)


def alike(table: CsvTable, columns: Columns, result: Result, row: int) -> bool:
    """Say whether a row and a hand-in have a word of their names in common."""
    words = WORD.findall(normal(result.student))
    cells = (table.cell(row, column) for column in columns.labels)
    return any(word in WORD.findall(normal(cell)) for cell in cells for word in words)


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


def names_of(result: Result) -> set[str]:
    """Return all that a student may be called in a table."""
    names = (result.student, result.folder, *result.identifiers.values())
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
