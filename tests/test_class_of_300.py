"""A whole class: graded, interrupted, graded again, with all that happens in between.

Every number in the tables and in the overview is computed once more from what was handed in.
"""

import csv
import io
import json
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from itertools import chain

import needs_bubblewrap  # noqa: F401 - or these tests are skipped
import pytest
from bs4 import BeautifulSoup
from class_of_300 import E1, KINDS, ONCE, everybody, worksheet
from processes import program
from test_overview import rows, section
from unzipping import unzipped

import run
from checks.exercises import EXERCISES
from instructors.files import zipped

pytestmark = pytest.mark.slow

NAMES = [exercise.name for exercise in EXERCISES]
# The notes of those who are to be told of by hand
REASON = "She has explained it at the board."


class Course:
    """A class in a folder, and the commands of its lecturer."""

    def __init__(self, folder, students):
        self.folder, self.students = folder, students
        self.output = folder / "grades"
        self.download(files_of(students))

    def download(self, files):
        """Save what was handed in, as Moodle packs it."""
        (self.folder / "download.zip").write_bytes(zipped(files))

    def save(self, name, text):
        """Write a file of the lecturer's."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def command(self, *options):
        """Return the command that grades."""
        command = [sys.executable, "-m", "instructors.grade", self.folder / "download.zip"]
        return [*map(str, [*command, "--output", self.output, "--seed", "of the class", *options])]

    def grade(self, *options):
        """Grade; return the command when it has ended."""
        return program(*self.command(*options), timeout=3000)

    def kept(self):
        """Return when each result was written that is kept."""
        files = (self.output / "graded").glob("*.json")
        return {path.name: path.stat().st_mtime_ns for path in files if path.name[0] != "f"}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class of 300: a run that was interrupted, and one that has ended."""
    course = Course(tmp_path_factory.mktemp("course"), everybody())
    started = subprocess.Popen(
        course.command(),
        cwd=run.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Which the tests themselves may have been told to ignore, as in the background of a shell
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while len(course.kept()) < 40 and started.poll() is None:
        time.sleep(0.1)
    started.send_signal(signal.SIGINT)
    course.interrupted = (started.wait(timeout=120), started.stderr.read(), course.kept())
    table = course.save("worksheet.csv", worksheet(course.students))
    course.done = course.grade("--gradebook", table)
    return course


def handed_in(students):
    return [student for student in students if student.kind]


def files_of(students):
    return dict(chain(*(student.files() for student in handed_in(students))))


def totals(students):
    return {student.name: sum(student.deserved.points) for student in handed_in(students)}


def cells(path, *columns):
    """Return some columns of a CSV file, as rows."""
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return [[row[header.index(column)] for column in columns] for row in rows]


def test_the_class_is_one_in_which_all_of_it_happens():
    students = everybody()
    assert len({s.name for s in students}) == len({s.number for s in students}) == 300
    assert {s.kind for s in students} == {*KINDS, *ONCE, None}


def test_an_interrupted_run_goes_on(course):
    status, said, before = course.interrupted
    assert status == 130 and "the same command goes on" in said
    after = course.kept()
    assert 40 <= len(before) < len(after)
    assert {name: after[name] for name in before} == before


def test_the_end_of_the_run(course):
    """What went well comes first, then what is to be looked at, summed up."""
    assert course.done.returncode == 0, course.done.stderr[-2000:]
    count = len(handed_in(course.students))
    first, second = course.done.stdout.splitlines()
    assert first.startswith(f"{count} of {count} students graded: ")
    assert second.startswith(f"{count} grades filled in: ")
    said = course.done.stderr.split("\n")
    letters = sum(s.kind == "a letter" for s in course.students)
    assert any(line.startswith(f"{letters} students without a program") for line in said)
    assert any(line.startswith("12 students handed in nothing; the names are in") for line in said)
    # Of whom there are many, the names stand in the overview
    missing = [s.name for s in course.students if not s.kind]
    assert not any(name in course.done.stderr for name in missing)
    assert len([line for line in said if line and "%|" not in line]) < 12


def test_every_grade_in_the_tables(course):
    expected = totals(course.students)
    found = cells(course.output / "worksheet.csv", "Full name", "Grade")
    assert {name: float(grade) for name, grade in found if grade} == expected
    assert [name for name, _ in found] == [student.name for student in course.students]
    table = cells(course.output / "grades.csv", "student", *NAMES, "total")
    assert {row[0]: tuple(map(float, row[1:])) for row in table} == {
        s.name: (*s.deserved.points, sum(s.deserved.points)) for s in handed_in(course.students)
    }
    # Nothing else in the worksheet has changed
    given = worksheet(course.students)
    for student in handed_in(course.students):
        before = f'"s{student.number}@example.org","Sent",""'
        given = given.replace(before, f'{before[:-2]}"{expected[student.name]:g}"')
    assert (course.output / "worksheet.csv").read_text(encoding="utf-8") == given


def test_the_feedback_in_the_zip_has_the_points(course):
    texts = unzipped(course.output / "feedback.zip")
    expected = totals(course.students)
    assert texts.keys() == {f"{s.folder()}/feedback.md" for s in handed_in(course.students)}
    for student in handed_in(course.students):
        text = texts[f"{student.folder()}/feedback.md"].decode()
        assert f"\n{expected[student.name]:g} of 30 points\n" in text
        assert text.count("There is no program") == (student.kind == "a letter")
        wrong = wrong_line(student.deserved)
        assert text.count("Look at line ") == bool(wrong)
        # Of an array that is laid out in another way, the line that computes it is named
        assert not wrong or student.kind == "form" or f" of solution.py: `{wrong}`" in text


def wrong_line(kind):
    """Return the line of the first exercise that is not as in the right one, if that is wrong."""
    if kind.endings[0] != "wrong":
        return ""
    right = E1.split("\n")
    (line,) = (line for line in kind.answers[0].split("\n") if line not in right)
    return line.strip()


@pytest.fixture(scope="module")
def page(course):
    text = (course.output / "overview.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def test_the_numbers_at_the_top_of_the_overview(course, page):
    points = list(totals(course.students).values())
    all_right = sum(total == 30 for total in points)
    intro = " ".join(page.h1.find_next("p").get_text(" ", strip=True).split())
    assert intro == (
        f"{len(points)} students handed something in. The median is "
        f"{statistics.median(points):g} of 30 points. {all_right} students got all of them. "
        "12 students handed in nothing."
    )


def test_every_column_of_the_charts(course, page):
    students = handed_in(course.students)
    series = [[sum(s.deserved.points) for s in students]]
    series += [[s.deserved.points[number] for s in students] for number in range(3)]
    for chart, points in zip(page.find_all("svg", role="img"), series, strict=True):
        _, _, said = chart["aria-label"].partition("by points. ")
        bars = [bar.rstrip(".").rsplit(": ", 1) for bar in said.split("; ")]
        counts = Counter(points)
        for label, number in bars:
            low, _, high = label.partition(" to ")
            inside = [p for p in points if float(low) <= p <= float(high or low)]
            assert int(number) == len(inside) == sum(counts[p] for p in set(inside))
        assert sum(int(number) for _, number in bars) == len(students)
        caption = chart.find_parent("figure").figcaption.text
        assert (
            f"Median {statistics.median(points):g}, mean {statistics.fmean(points):.1f}" in caption
        )


def test_how_the_exercises_ended(course, page):
    words = {
        **{"right": "all right", "wrong": "something is wrong", "crashed": "stopped by an error"},
        **{"limit": "ended at a limit", "missing": "not written", "failed": "not graded"},
        "unusable": "no usable program",
    }
    for ending, *numbers in rows(section(page, "points").table):
        for place, number in enumerate(numbers):
            endings = [s.deserved.endings[place] for s in handed_in(course.students)]
            assert int(number) == sum(words[kind] == ending for kind in endings)


def test_who_made_which_mistake(course, page):
    made = {}
    for student in handed_in(course.students):
        for identifier in {i for found in student.deserved.mistakes for i in found}:
            made.setdefault(identifier, set()).add(student.name)
    articles = section(page, "mistakes").find_all("article")
    assert len(articles) == len(made) == 4
    sizes = [int(article.find(class_="count").text.split()[0]) for article in articles]
    assert sizes == sorted((len(names) for names in made.values()), reverse=True)
    for article in articles:
        (case,) = article.find_all("li")
        exercise, identifier = case.code.text.split(": ")
        names = {name.text for name in article.find_all("bdi")}
        assert (exercise, names) == ("exercise1", made[identifier])
        assert f"({len(names)})" in case.text and "…" not in article.h3.text


def test_the_examples_hold_nobodys_name(course, page):
    examples = [pre.text for pre in section(page, "mistakes").find_all("pre")]
    assert len(examples) == 4
    assert sum("(Y - T)" in text for text in examples) == 3
    for student in course.students:
        for word in (*student.name.split(), str(student.number)):
            # As a word: Bo is in About
            assert not any(re.search(rf"\b{re.escape(word)}\b", text) for text in examples)


def test_whom_to_talk_to(course, page):
    nearly, nothing = section(page, "talk").find_all("table")
    of = {name: [s.name for s in course.students if s.kind == name] for name in KINDS}
    assert [row[0] for row in rows(nearly)] == sorted(of["only the factor"])
    none = [name for name, total in totals(course.students).items() if total == 0]
    assert [row[0] for row in rows(nothing)] == sorted(none)
    assert len(none) > 30


def test_the_other_tables_name_everybody_once(course, page):
    by_kind = {}
    for student in course.students:
        by_kind.setdefault(student.kind, []).append(student.name)
    assert [row[0] for row in rows(section(page, "unusable").table)] == sorted(by_kind["a letter"])
    missing = [item.text for item in section(page, "missing").find_all("li")]
    assert missing == sorted(missing) and len(missing) == 12
    assert {text.rsplit(" (", 1)[0] for text in missing} == set(by_kind[None])
    early = {said: names for said, _, names in rows(section(page, "early").table)}
    assert len(early) == 2
    stopped = next(names for said, names in early.items() if "target" in said)
    count, names = stopped.split(": ", 1)
    assert int(count) == len(by_kind["a name"])
    assert set(names.replace(" ,", ",").split(", ")) == set(by_kind["a name"])
    (endless,) = (names for said, names in early.items() if "target" not in said)
    assert endless == f"1: {by_kind['endless'][0]}"


def test_a_resubmission_an_override_and_a_worksheet_in_german(course):
    before, names = course.kept(), {s.name: s for s in course.students}
    again = next(s for s in course.students if s.kind == "a name")
    board = next(s for s in course.students if s.kind == "sign")
    again.kind = "all right"
    course.download(files_of(course.students))
    points = course.save(
        "points.csv", f"student,exercise,points,reason\n{board.name},1,9.5,{REASON}\n"
    )
    filled = worksheet(course.students, "de").replace(
        f'"s{board.number}@example.org","Sent",""', f'"s{board.number}@example.org","Sent","7,00"'
    )
    table = course.save("Bewertungen.csv", filled)
    done = course.grade("--gradebook", table, "--points", points)
    assert done.returncode == 0, done.stderr[-2000:]
    # One was graded, and no other again
    new = course.kept().keys() - before.keys()
    assert len(new) == 1
    assert json.loads((course.output / "graded" / new.pop()).read_text())["student"] == again.name
    expected = totals(course.students) | {board.name: 9.5}
    found = cells(course.output / "Bewertungen.csv", "Full name", "Bewertung")
    assert {name: float(g.replace(",", ".")) for name, g in found if g} == expected
    assert f"{board.name} (from '7,00' to 9.5)" in done.stderr
    text = (course.output / "overview.html").read_text(encoding="utf-8")
    by_hand = section(BeautifulSoup(text, "html.parser"), "by-hand")
    assert rows(by_hand.table) == [[board.name, "exercise1: from 7 to 9.5", REASON]]
    feedback = (course.output / "feedback" / f"{board.name}.md").read_text(encoding="utf-8")
    assert "9.5 of 30 points" in feedback and REASON in feedback
    assert names[again.name].deserved.points == (10, 10, 10)


def test_a_scale_is_refused_before_anything_is_graded(course):
    kept = course.kept()
    table = course.save("scale.csv", worksheet(course.students, scale=True))
    done = course.grade("--gradebook", table)
    assert done.returncode == 2 and "the scale poor, fair, good" in done.stderr
    assert course.kept() == kept and not (course.output / "scale.csv").exists()


def test_a_team(tmp_path):
    """The number of the team is that of a student of another one."""
    one, two, three, four = everybody()[:4]
    one.kind, three.kind, two.kind, four.kind = "first alone", "factor", None, None
    course = Course(tmp_path, [one, two, three, four])
    numbers = {"Red Team": three.number, "Blue": 77}
    teams = {"Red Team": one, "Blue": three}
    files = [s.files(team, numbers[team]) for team, s in teams.items()]
    course.download(dict(chain(*files)))
    members = {s.number: "Red Team" if s in (one, two) else "Blue" for s in course.students}
    table = course.save("worksheet.csv", worksheet(course.students, "de", members))
    done = course.grade("--gradebook", table)
    assert done.returncode == 0, done.stderr[-2000:]
    assert cells(course.output / "worksheet.csv", "Full name", "Bewertung") == [
        [one.name, "10"],
        [two.name, "10"],
        [three.name, "7"],
        [four.name, "7"],
    ]
    found = {name.split("_")[1] for name in unzipped(course.output / "feedback.zip")}
    assert found == {str(student.number) for student in course.students}
