"""Grades that arrive: the tables of course systems, filled, as their importers would read them."""

import csv
import dataclasses
import io
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from instructors.grade import COLUMNS
from instructors.handback.gradebook import Gradebook
from instructors.handback.tables import CsvTable, TableError, write_table
from instructors.results import Outcome, Result, one_per_student

MARK = b"\xef\xbb\xbf"


def result(student, total=17.5, **rest):
    points = (10.0, total - 10, 0.0) if total else (total, 0.0, 0.0)
    outcomes = {f"exercise{n}": Outcome(p, "right", "") for n, p in enumerate(points, start=1)}
    return Result(student, outcomes, **rest)


def moodles(number, student="", **rest):
    return result(student or f"student {number}", identifiers={"moodle": str(number)}, **rest)


def canvas(number, **rest):
    return result(f"student {number}", identifiers={"canvas": str(number)}, **rest)


def fill(content, results, column=None):
    return Gradebook(content, column).fill(results)


def noted(filled, words):
    """Whom the notes with these words name."""
    return [name for note in filled.notes if words in note.said for name in note.names]


def said(filled):
    return "\n".join(map(str, filled.notes))


def without_row(filled):
    return noted(filled, "without a row in the table")


# --- Moodle's worksheet ----------------------------------------------------------------------
#
# Columns in the order of moodle/moodle public/mod/assign/gradingtable.php. Written by OpenSpout
# (lib/classes/dataformat/spout_base.php), which puts a byte order mark first and quotes what has
# blanks. Words from the language packs mod/assign/lang: recordid, gradenoun, maxgrade,
# lastmodifiedgrade, and hiddenuser, which stands before the number.
LANGUAGES = {
    language: dict(zip(("id", "grade", "modified", "user", "decimal"), words, strict=True))
    for language, words in {
        "en": ("Identifier", "Grade", "Last modified (grade)", "Participant ", "."),
        "de": ("ID", "Bewertung", "Zuletzt geändert (Bewertung)", "Teilnehmer/in", ","),
        "tr": ("Tanımlayıcı", "Not", "Son düzenleme (not)", "Katılımcı", ","),
    }.items()
}
ENGLISH, GERMAN = LANGUAGES["en"], LANGUAGES["de"]


def worksheet(words=ENGLISH, grades=("", "12.00", ""), maximum="30.00", end="\n", marked=True):
    def decimal(text):
        return text.replace(".", words["decimal"])

    rows = [
        [words["id"], "Full name", "Email address", "Status", words["grade"], "Maximum grade"]
        + ["Grade can be changed", "Last modified (submission)", "Online text"]
        + [words["modified"], "Feedback comments"]
    ]
    for number, (name, grade) in enumerate(
        zip(("Jana Weber", "Li Na", 'Bo "B" Ek'), grades, strict=True), start=4711
    ):
        rows.append(
            [f"{words['user']}{number}", name, f"s{number}@example.org"]
            + ["Submitted for grading -  - ", decimal(grade), decimal(maximum), "Yes"]
            + ["Monday, 23 November 2026, 9:05 AM", 'print("a\\"b")\nx = 1', "-", ""]
        )
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    return MARK * marked + text.getvalue().encode()


def unformat_float(text, words):
    """moodle/moodle, lib/moodlelib.php: None if empty, else what PHP makes a number of."""
    text = text.strip().replace(" ", "").replace(words["decimal"], ".")
    return float(re.match(r"[0-9.]*", text)[0] or 0) if text else None


def imported_by_moodle(content, words, maximum=30):
    """Port: the grades by the participants' numbers, as Moodle would set them.

    moodle/moodle, public/lib/csvlib.class.php ``load_csv_content``,
    public/mod/assign/feedback/offline/importgradeslib.php ``init``, ``next``, and
    public/mod/assign/feedback/offline/locallib.php ``process_import_grades``.
    """
    text = re.sub("\r\n?", "\n", content.decode().removeprefix("\ufeff")).strip()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1, "csvweirdcolumns"
    header, *rows = rows
    for needed in ("id", "grade", "modified"):
        assert words[needed] in header, "invalidgradeimport"
    grades = {}
    for row in rows:
        number = row[header.index(words["id"])][len(words["user"]) :]
        grade = unformat_float(row[header.index(words["grade"])], words)
        if grade is not None and 0 <= grade <= maximum:
            grades[number] = grade
    return grades


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_moodle_takes_the_grades_in_any_language(words, marked, end):
    before = worksheet(words, end=end, marked=marked)
    filled = fill(before, [moodles(4711), moodles(4713, total=30.0)])
    grades = imported_by_moodle(filled.content, words)
    assert grades == {"4711": 17.5, "4712": 12.0, "4713": 30.0}
    assert filled.filled == 2
    assert without_row(filled) == []
    assert filled.missing == (f"Li Na ({words['user']}4712)",)
    written = f'"{17.5:g}"'.replace(".", ",") if words["decimal"] == "," else "17.5"
    expected = before.decode().split("Submitted for grading -  - ,")
    for row, grade in ((1, written), (3, "30")):
        expected[row] = grade + expected[row]
    assert filled.content.decode() == "Submitted for grading -  - ,".join(expected)


# moodle/moodle, public/mod/assign/feedback/offline/tests/fixtures/
# assignfeedback_offline_test_worksheet_1.csv; the identifiers there are those of Moodle's tests
FIXTURE = (
    b'"Identifier","Full name","Email address","Status","Marker 1","Marker 2","Grade",'
    b'"Maximum grade","Marking workflow state","Grade can be changed",'
    b'"Last modified (submission)","Online text","Last modified (grade)","Feedback comments",'
    b'"Marker 1 comment","Marker 2 comment"\n'
    b'"Participant 1","Student 1","student1@example.com","No submission - Not marked -  - ",,,50,'
    b'100,"Not marked","Yes","-",,"-",,,\n'
    b'"Participant 2","Student 2","student2@example.com","No submission - Not marked -  - ",,,75,'
    b'100,"Not marked","Yes","-",,"-",,,\n'
)


def test_moodles_own_worksheet_with_markers():
    filled = fill(FIXTURE, [moodles(2)])
    assert filled.content == FIXTURE.replace(b",75,", b",17.5,")
    assert filled.missing == ("Student 1 (Participant 1)",)
    assert "maximum in the table is 100" in said(filled)
    assert "1 grade of the table replaced" in said(filled)


def test_a_worksheet_without_a_maximum_is_told():
    before = b"Identifier,Name,Status,Grade,Last modified (grade)\nParticipant 7,Ana,-,,-\n"
    filled = fill(before, [moodles(7)])
    assert filled.content == before.replace(b"-,,-", b"-,17.5,-")
    assert "Moodle would skip every grade" in said(filled)


def test_moodles_anonymous_worksheet_has_no_names():
    before = b"Identifier,Status,Grade,Maximum grade,Last modified (grade)\nParticipant 7,-,,30,-\n"
    filled = fill(before, [moodles(7)])
    assert filled.content == before.replace(b"-,,30", b"-,17.5,30")


def test_grades_that_moodle_would_skip_without_a_word_are_refused():
    before = worksheet(maximum="10.00")
    assert imported_by_moodle(before.replace(b",,10.00", b",17.5,10.00"), ENGLISH, 10) == {}
    with pytest.raises(TableError, match=r"17\.5 of student 4711, are above 10"):
        fill(before.replace(b"12.00,", b","), [moodles(4711)])
    assert fill(before, [moodles(4711, total=10.0)]).filled == 1


def test_who_was_not_graded_keeps_the_cell_and_is_told():
    ungraded = result("Jana", total=None, identifiers={"moodle": "4711"})
    filled = fill(worksheet(), [ungraded, moodles(4712, total=None)])
    assert filled.content == worksheet()
    assert filled.filled == 0
    assert "Jana" in noted(filled, "not graded")


def test_zeros_are_written_and_told_since_a_moodle_may_skip_them():
    filled = fill(worksheet(), [moodles(4711, total=0.0)])
    assert imported_by_moodle(filled.content, ENGLISH)["4711"] == 0
    assert noted(filled, "skip a grade of 0") == ["student 4711"]


def test_whoever_has_a_number_is_not_looked_for_by_name():
    filled = fill(worksheet(), [moodles(99, student="Jana Weber")])
    assert without_row(filled) == ["Jana Weber"]
    assert filled.content == worksheet()


def test_without_numbers_moodles_rows_are_found_by_name_or_address():
    results = [result("weber, jana"), result("x", identifiers={"email": "S4712@example.org"})]
    filled = fill(worksheet(), results[:1])
    assert imported_by_moodle(filled.content, ENGLISH)["4711"] == 17.5
    filled = fill(worksheet(), results[1:])
    assert imported_by_moodle(filled.content, ENGLISH)["4712"] == 17.5


@pytest.mark.parametrize("grades", [("", "", ""), ("1.00", "2.00", "3.00")])
def test_a_worksheet_whose_grade_column_is_not_clear_asks(grades):
    # An identity field before another one with the same number in every row
    rows = list(csv.reader(io.StringIO(worksheet(GERMAN, grades).decode("utf-8-sig"))))
    rows = [
        [*row[:3], *extra, *row[3:]]
        for row, extra in zip(rows, [["Matrikel", "Fach"], *([n, "9"] for n in "123")], strict=True)
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    with pytest.raises(TableError, match=r"Choose one with --grade-column: 'ID', .*'Bewertung'"):
        fill(text.getvalue().encode(), [moodles(4711)])
    filled = fill(text.getvalue().encode(), [moodles(4711)], column="Bewertung")
    assert imported_by_moodle(filled.content, GERMAN)["4711"] == 17.5


# Columns of a course's own, and the group where hand-ins are those of teams
TEAMS = """\
Identifier,"Full name","Email address",Status,Group,Grade,"Maximum grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 101","Cy Ray",c@x.org,"Submitted for grading","Team C",,30.00,Yes,-,-,
"Participant 210","Ana Müller",a@x.org,"Submitted for grading","R&D_A/1: x",,30.00,Yes,-,-,
"Participant 211","Bo Li",b@x.org,"Submitted for grading","R&D_A/1: x",,30.00,Yes,-,-,
"Participant 212","Di Roe",d@x.org,"Submitted for grading","Default group",,30.00,Yes,-,-,
""".replace("\\\n", "")


def team(name, number, total):
    """As the names in a download are read, in which the number is that of the group."""
    folder = f"{name}_{number}_assignsubmission_file"
    return result(name, total, folder=folder, identifiers={"moodle": str(number)} if number else {})


@pytest.mark.parametrize("words", ["Group", "Gruppe", "Takım", "Mit wem?"])
@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("name", ["RD A1 x", "Ramp;D A1 x"])
def test_every_member_of_a_team_is_filled_in_and_nobody_by_its_number(words, anonymous, name):
    before = TEAMS.replace("Group", words)
    if anonymous:
        before = re.sub(r'(?m)^([^,]+),("?[^,]+),[^,]+,', r"\1,", before)
    # Moodle leaves out of a name what no file can be called, and writes & as text of a page does
    teams = [
        team(name, 101, 30.0),
        team("Team C", 103, 0.0),
        team("Default group", None, 12.0),
    ]
    filled = fill(before.encode(), teams)
    assert imported_by_moodle(filled.content, ENGLISH) == {
        **{"101": 0, "210": 30, "211": 30, "212": 12},
    }
    people = {r.student: r for r in filled.results}
    names = ["Ana Müller", "Bo Li", "Cy Ray", "Di Roe"]
    if anonymous:
        names = [f"Participant {number}" for number in (210, 211, 101, 212)]
    assert list(people) == names
    assert [r.identifiers["moodle"] for r in people.values()] == ["210", "211", "101", "212"]
    assert people[names[1]].remarks == (f"team: {name}",)
    assert not without_row(filled) and not filled.missing


def test_a_team_that_is_not_in_the_worksheet_is_told_and_its_number_is_nobodys():
    teams = [team("Team C", 103, 12.0), team("Team Z", 210, 30.0)]
    filled = fill(TEAMS.encode(), teams)
    assert imported_by_moodle(filled.content, ENGLISH) == {"101": 12}
    assert without_row(filled) == ["Team Z"]
    assert filled.results[1].identifiers == {}  # by which Moodle would give others its feedback
    alone = fill(TEAMS.encode(), teams[1:])
    assert (alone.filled, without_row(alone)) == (0, ["Team Z"])


def test_two_teams_of_one_name_are_told_and_not_filled_in():
    twins = [team(f"Team C ({n})", n, 12.0) for n in (103, 104)]
    twins = [
        dataclasses.replace(t, folder=f"Team C_{n}_x") for n, t in zip("12", twins, strict=True)
    ]
    filled = fill(TEAMS.encode(), twins)
    assert filled.filled == 0
    assert filled.missing[0] == "Cy Ray (Participant 101)"
    assert len({r.student for r in filled.results}) == 2


def test_a_column_of_teams_in_a_worksheet_for_students_changes_nothing():
    """It may be a field of the user's profile."""
    # Moodle leaves an apostrophe out of the name of a file
    table = TEAMS.replace("Cy Ray", "Cy O'Ray")
    filled = fill(table.encode(), [moodles(210, "Ana Müller"), moodles(101, "Cy ORay")])
    assert imported_by_moodle(filled.content, ENGLISH) == {"210": 17.5, "101": 17.5}
    nobody = fill(table.encode(), [team("Team 101", 101, 12.0)])
    assert (nobody.filled, without_row(nobody)) == (0, ["Team 101"])


def test_teams_in_any_table():
    before = b"group,name,grade\n7,Ana,\n7,Bo,\n8,Cy,\n"
    filled = fill(before, [result("7"), result("Cy", 30.0)])
    assert filled.content == b"group,name,grade\n7,Ana,17.5\n7,Bo,17.5\n8,Cy,30\n"
    assert [r.student for r in filled.results] == ["Ana", "Bo", "Cy"]


def test_all_of_a_group_of_gradescope_are_filled_in():
    before = (
        "First Name,Last Name,SID,Email,Total\nAna,Müller,00712,a@x.org,\nBo,Li,0813,b@x.org,\n"
    )
    members = ({"name": "Ana Müller", "sid": "00712"}, {"name": "Bo Li", "email": "b@x.org"})
    group = result("Ana Müller, Bo Li", identifiers={"name": "Ana Müller"}, members=members)
    people = one_per_student([group, result("Bo Li", 0.0)])
    assert [r.student for r in people] == ["Ana Müller", "Bo Li (b@x.org)", "Bo Li (1)"]
    filled = fill(before.encode(), people[:2])
    assert filled.content.decode() == before.replace("org,", "org,17.5")


SCALE = """\
Identifier,"Full name","Email address",Status,Bewertung,Skala,"Grade can be changed",Time
"Participant 101","Ana Müller",a@x.org,"Submitted for grading",{},"Not satisfactory
Satisfactory
Outstanding",Yes,-
"Participant 102","Bo Li",b@x.org,"Submitted for grading",,"Not satisfactory
Satisfactory
Outstanding",Yes,-
"""


@pytest.mark.parametrize("before", ["", "-", "Outstanding"])
@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("column", [None, "Bewertung"])
def test_a_scale_is_refused_with_what_to_set(before, comma, column):
    table = SCALE.format(before)
    if comma:
        table = table.replace("satisfactory\nSatisfactory\n", "satisfactory, Satisfactory, ")
    with pytest.raises(TableError, match=r"by the scale Not sat.*, Outstanding.*Type to Point"):
        fill(table.encode(), [moodles(101)], column=column)


@pytest.mark.parametrize(
    ("yes", "no"), [("Yes", "No"), ("Ja", "Nein"), ("Oui", "Non"), ("是", "否")]
)
@pytest.mark.parametrize("workflow", [False, True])
def test_a_grade_that_cannot_be_changed_is_left_and_told(yes, no, workflow):
    before = worksheet(grades=("", "12.00", "7.00")).decode().split("\n")
    rows = [line.replace(",Yes,", f",{no if '4712' in line else yes},") for line in before]
    if workflow:
        rows = [line.replace(",30.00,", ",30.00,Released,") for line in rows]
        rows[0] = rows[0].replace("Maximum grade", "Maximum grade,Marking workflow state")
    filled = fill("\n".join(rows).encode(), [moodles(4711), moodles(4712)])
    assert imported_by_moodle(filled.content, ENGLISH) == {"4711": 17.5, "4712": 12, "4713": 7}
    assert noted(filled, "cannot be changed") == ["student 4712"]
    assert filled.filled == 1 and not without_row(filled)


def test_a_number_that_stands_beside_another_name_is_told():
    pair = [moodles(4711, "Jana Weber"), moodles(4712, "Somebody Else")]
    assert noted(fill(worksheet(), pair), "beside another name") == ["Somebody Else"]


def test_what_is_replaced_is_listed_with_name_old_and_new_unless_it_is_the_same():
    before = worksheet(grades=("12.00", "17.50", "3.00"))
    filled = fill(before, [moodles(n) for n in (4711, 4712, 4713)])
    assert noted(filled, "replaced by") == [
        "student 4711 (from '12.00' to 17.5)",
        "student 4713 (from '3.00' to 17.5)",
    ]


# --- Canvas' gradebook -----------------------------------------------------------------------
#
# The first is put together after instructure/canvas-lms lib/gradebook_exporter.rb: header, row on
# manual posting, "    Points Possible", students by sortable name. The second is an export of a
# Swedish Canvas that stands in the tests of a public repository (canvas2nbgrader), shortened, and
# with points for the first assignment.
CANVAS = b'''\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,"Quiz: Data, Part 1 (201)",Sheet 3 (4711),\
Homework Current Points,Homework Final Score,Current Score,Unposted Current Score,Final Score (2026)
,,,,,,Manual Posting,,,,,,
    Points Possible,,,,,(read only),100.00,30.00,(read only),(read only),(read only),(read only),\
(read only)
"Block, Jasen",11,u1,jblock3430,XC 101,,88.00,,,,88.00,,
"Buckridge, Billy",2,u2,billy7670,XC 101,hello,91.00,4.50,,,91.00,,
"=""=cmd, x""",7,u3,cmd,XC 101,,,EX,,,,,
"Student, Test",15,,teststudent,XC 101,,,,,,,,
'''
SWEDISH = """\
Student,ID,SIS User ID,SIS Login ID,Section,Computer lab: Basic Python (23769),\
Computer lab:git (24233),Uppgifter Current Points,Current Score
    Points Possible,,,,,"30,0","0,0",(läs endast),(läs endast)
"Sinclair, Lord Brett",12345,brettid,sinclair@gmail.com,Section,,,0,
"Craig, Danny",67890,dannyid,craig@gmail.com,Section,,,0,
""".encode()


def imported_by_canvas(content, assignment):
    """Port: the grades of an assignment, by its number, by the students' numbers.

    instructure/canvas-lms lib/gradebook_importer.rb: ``identify_delimiter``,
    ``decimal_comma_to_period``, ``row_has_student_headers?``, ``update_column_count``,
    ``strip_non_assignment_columns``, ``check_for_non_student_row``, ``process_student``, and
    app/models/assignment.rb ``title_and_id``.
    """
    text = content.decode("utf-8-sig")
    first = text.splitlines()[:3]
    counts = {}
    for separator in ";,":
        widths = {len(next(csv.reader([line], delimiter=separator))) for line in first}
        counts[separator] = widths.pop() if len(widths) == 1 else 0
    separator = ";" if counts[";"] > counts[","] else ","
    rows = [
        [re.sub(r"[,.](?=.*[,.])", "", c).replace(",", ".") if _pure(c) else c for c in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        if row and not re.fullmatch(r"[;, ]+", separator.join(row))
    ]
    header = rows[0]
    assert len(header) > 3 and "Student" in header[0] and "ID" in header[1], "Invalid header row"
    columns = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        columns = 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        columns = 5 + bool(re.search(r"Integration\s+ID", header[4]))
        columns += bool(re.search(r"Root\s+Account", header[columns - 1]))
    assert "Section" in header[columns - 1], "Invalid header row"
    computed = "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade"
    found = [
        place
        for place, name in enumerate(header)
        if place >= columns and not re.search(computed, name)
        if (match := re.fullmatch(r"(.*)\s\((\d+)\)", name)) and match[2] == str(assignment)
    ]
    assert len(found) == 1, "a new assignment would be made"
    grades = {}
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            assert not re.search(r"read\s+only", row[found[0]])
        elif not all(re.fullmatch(r"(?i)\s*(Muted|Manual Posting.*)?\s*", cell) for cell in row):
            grades[row[1]] = row[found[0]].strip()
    return grades


def _pure(cell):
    return re.fullmatch(r"-?[0-9.,]+%?", cell)


def test_canvas_finds_the_assignment_and_the_students():
    results = [canvas(11), canvas(2, total=30.0), canvas(7), canvas(99)]
    filled = fill(CANVAS, results, column="Sheet 3")
    grades = imported_by_canvas(filled.content, 4711)
    assert grades == {"11": "17.5", "2": "30", "7": "EX", "15": ""}
    expected = CANVAS.replace(b"88.00,,,,88", b"88.00,17.5,,,88").replace(b",4.50,", b",30,")
    assert filled.content == expected
    assert without_row(filled) == ["student 99"]
    assert filled.missing == ("Student, Test",)
    assert "('EX')" in said(filled)


def test_canvas_with_decimal_commas():
    for content in (SWEDISH, SWEDISH.replace(b'"30,0","0,0"', b"30;0").replace(b",", b";")):
        content = content.replace(b"30;0", b"30,0;0,0") if b"30;0" in content else content
        filled = fill(content, [canvas(67890)], column="23769")
        assert b"17,5" in filled.content
        assert imported_by_canvas(filled.content, 23769) == {"12345": "", "67890": "17.5"}
        assert filled.content.replace(b'"17,5"', b"").replace(b"17,5", b"") == content


def test_canvas_by_name_and_with_two_columns_of_names():
    filled = fill(CANVAS, [result("Billy Buckridge")], column="4711")
    assert imported_by_canvas(filled.content, 4711)["2"] == "17.5"
    assert without_row(fill(CANVAS, [result("=cmd, x")], column="4711")) == []
    two = b"LastName,FirstName,ID,SIS Login ID,Section,Sheet (9)\nBlock,Jasen,11,jb,XC,\n"
    for student in (result("Jasen Block"), canvas(11)):
        assert fill(two, [student]).content.endswith(b"jb,XC,17.5\n")
    assert fill(two, []).missing == ("Jasen Block",)


@pytest.mark.parametrize("column", [None, "Sheet", "Current Score", "Notes", "Final Score"])
def test_canvas_asks_which_assignment_and_lists_them(column):
    with pytest.raises(TableError) as refused:
        fill(CANVAS, [canvas(11)], column=column)
    listed = "Choose one with --grade-column: 'Quiz: Data, Part 1 (201)', 'Sheet 3 (4711)'."
    assert str(refused.value).endswith(listed)


def test_a_gradebook_of_canvas_without_an_assignment_is_refused():
    with pytest.raises(TableError, match="no assignment that could be filled in"):
        fill(b"Student,ID,SIS Login ID,Section,Final Score\nA,1,a,X,\n", [canvas(1)])


def test_canvas_takes_more_than_the_points_possible_and_one_assignment_needs_no_name():
    one = SWEDISH.replace(b"30,0", b"10,0").replace(b"Computer lab:git (24233)", b"Notes")
    filled = fill(one, [canvas(12345)])
    assert imported_by_canvas(filled.content, 23769)["12345"] == "17.5"
    assert "maximum in the table is 10" in said(filled)


# --- Any other table -------------------------------------------------------------------------

PLAIN = "Name;E-Mail;Grade\r\nMüller, Anna;anna@x.org;\r\nŁoś Jan;jan@x.org;1,5\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_any_table_in_any_encoding(encoding, delimiter):
    text = PLAIN.replace("Müller, Anna", "Anna Müller")
    if delimiter == ",":
        text = text.replace("1,5", '"1,5"')
    before = text.replace(";", delimiter).encode(encoding)
    filled = fill(before, [result("Anna Müller"), result("Łoś Jan", total=30.0)])
    lines = filled.content.decode(encoding).split("\r\n")
    quoted = '"17,5"' if delimiter == "," else "17,5"
    assert lines[1] == delimiter.join(("Anna Müller", "anna@x.org", quoted))
    assert lines[2].rsplit(delimiter, 1)[1].strip('"') == "30"
    assert filled.content[:3] == before[:3]


def test_a_table_in_an_encoding_of_windows():
    before = PLAIN.replace("Ł", "L").replace("ś", "s").encode("cp1252")
    filled = fill(before, [result("Anna Müller")])
    assert filled.content == before.replace(b"anna@x.org;", b"anna@x.org;17,5")


@pytest.mark.parametrize(
    "student",
    [
        result("anna MÜLLER"),
        result("x", folder="Anna  Mu\u0308ller"),
        result("x", identifiers={"sid": "007"}),
        result("x", identifiers={"email": "Anna@X.org"}),
    ],
)
def test_students_are_found_by_name_folder_number_or_address(student):
    before = b"sid,first,last,mail,Total\n007,Anna,M\xc3\xbcller,anna@x.org,\n7,Jan,Los,j@x.org,\n"
    assert fill(before, [student]).content == before.replace(b"org,\n7", b"org,17.5\n7")


def test_names_that_are_not_clear_are_refused():
    before = b"name,grade\nJan Los,\njan los,\nAnna,\nOtto,\n"
    results = [result("Jan Los"), result("Anna"), result("anna"), result("Otto")]
    filled = fill(before, results)
    assert filled.content == before.replace(b"Otto,", b"Otto,17.5")
    assert without_row(filled) == ["Jan Los", "Anna", "anna"]
    assert filled.missing == ("Jan Los", "jan los", "Anna")
    assert "Jan Los: could be any of the rows 2, 3" in said(filled)
    assert "anna: row 4 fits another student" in said(filled)


def test_the_column_is_asked_for_or_chosen():
    before = b"name,sheet 1,sheet 2\na,,\n"
    with pytest.raises(TableError, match=r"Which column.*'sheet 1', 'sheet 2'"):
        fill(before, [result("a")])
    with pytest.raises(TableError, match="0 columns are named 'sheet 3'"):
        fill(before, [result("a")], column="sheet 3")
    with pytest.raises(TableError, match="Which column is to be filled in"):
        fill(b"name,Grade,Total\na,,\n", [result("a")])
    assert fill(before, [result("a")], column="Sheet 2").content.endswith(b"a,,17.5\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no table"),
        (b"only one column\n1\n", "no table"),
        (b'a,grade\n"x,1\n', "quotation marks in row 2"),
        (b"\xff\xfea\0,", "UTF-16"),
        (b"name,x,grade\nAnna,\n", "Row 2 has 2 cells, the first row has 3"),
        (b"name,grade\n" + b"x" * 200_000 + b",\n", "field larger"),
    ],
)
def test_what_is_no_table_is_refused(content, said):
    with pytest.raises(TableError, match=said):
        fill(content, [result("Anna")])


# Where grades stand, {}
TABLES = {
    "blank lines, and no end of the last": "name,grade\n\nAnna,{}\n\n\nOtto,{}",
    "quotation marks": 'name,"grade"\n"Anna","{}"\n',
    "commas in the header": "name;sheets 1, 2, 3, 4, 5;grade\nAnna;;{}\n",
    "no section, as Canvas has": "Student,ID,Team,Total\nAnna,5,x,{}\n",
    **{
        f"of Excel: {line!r}": f"\ufeff{line}name;sheets, all, of them;grade\nAnna;;{{}}\n"
        for line in ("sep=;\r\n", "SEP=;\n", '"sep=;"\r\n')
    },
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_all_but_the_grades_stays(table):
    filled = fill(table.replace("{}", "").encode(), [result("Anna"), result("Otto")])
    assert filled.content.decode() == table.replace("{}", "17.5")


def test_quotation_marks_are_doubled_where_they_are_new():
    table = CsvTable(b"a,b\n1,2\n")
    table.replace(0, 1, 'x"y')
    assert table.content() == b'a,b\n1,"x""y"\n'


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@example([["a\nb", '"', ""], ["", "", "x"]], ";", "\r\n", csv.QUOTE_MINIMAL, "utf-8")
def test_every_byte_stays_but_those_of_one_cell(rows, delimiter, end, quoting, encoding):
    header = ["name of the student", "the grade", "something else"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(
        [header, *rows]
    )
    # The writer forgets to quote a lone carriage return
    assume(end != "\n" or quoting == csv.QUOTE_ALL or "\r" not in text.getvalue())
    before = text.getvalue().encode(encoding)
    table = CsvTable(before)
    assert [table.header, *table.rows] == [header, *rows]
    assert table.content() == before
    table.replace(0, 1, "17,5")
    changed = [[rows[0][0], "17,5", rows[0][2]], *rows[1:]]
    after = csv.reader(
        io.StringIO(table.content().decode(encoding), newline=""), delimiter=delimiter
    )
    assert list(after) == [header, *changed]


@pytest.mark.parametrize("names", [("Group 1", "Group 1"), ("Weber 1", "Ek 2"), ("Anna", "Bo")])
def test_not_everything_with_numbers_is_a_worksheet_of_moodle(names):
    before = "team,student,mail,grade\n{},Jana,j@x.org,\n{},Otto,o@x.org,\n".format(*names)
    filled = fill(before.encode(), [result("Otto")])
    assert filled.missing == (names[0],)  # and not as a worksheet names its rows
    assert filled.content.endswith(b"o@x.org,17.5\n")


def test_nobody_is_found_by_a_grade():
    before = b"name,grade\nAnna,12\nOtto,\n"
    filled = fill(before, [result("x", identifiers={"sid": "12"})])
    assert (without_row(filled), filled.content) == (["x"], before)


@pytest.mark.parametrize("text", ["ill", "see mail", "12 ?"])
def test_a_word_in_place_of_a_grade_is_told(text):
    before = f"name,grade\nAnna,{text}\nOtto,\nJan,-\n".encode()
    filled = fill(before, [result(name) for name in ("Anna", "Otto", "Jan")])
    assert filled.content == b"name,grade\nAnna,17.5\nOtto,17.5\nJan,17.5\n"
    assert [str(note) for note in filled.notes] == [
        f"1 grade of the table replaced by others: Anna (from {text!r} to 17.5)."
    ]


# --- The plain table -------------------------------------------------------------------------


def test_the_plain_table_has_empty_cells_and_no_formulas(tmp_path):
    results = [
        result("b", total=None),
        result("=HYPERLINK(1)"),
        result("a\nb\ud800", total=30.0),
    ]
    write_table(tmp_path / "grades.csv", results, COLUMNS)
    content = (tmp_path / "grades.csv").read_bytes()
    assert content.startswith(MARK)
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        list(COLUMNS),
        ["'=HYPERLINK(1)", "10", "7.5", "0", "17.5"],
        ["a b\ufffd", "10", "20", "0", "30"],
        ["b", "", "0", "0", ""],
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]


def test_a_name_with_a_semicolon_stays_in_its_cell(tmp_path):
    """Where the decimal sign is a comma, spreadsheets take a semicolon for the end of a cell."""
    names = ("a;=1+1", 'b "c"', "d\t@e", "f, g")
    write_table(tmp_path / "grades.csv", [result(name) for name in names], COLUMNS)
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8-sig")
    assert '"a;=1+1",10,7.5,0,17.5\n' in text
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [row[0] for row in rows] == [name.replace("\t", " ") for name in names]
