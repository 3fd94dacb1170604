"""The settings of a course: read or refused, and there wherever they are to reach."""

import json
import re
import zipfile
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from processes import python

import run
from checks import points, settings
from checks.exercises import EXERCISES
from checks.function_report import function_report
from checks.networks import series_network
from checks.settings import Deductions
from instructors import autograder, distribute, grade
from instructors.files import write_all
from instructors.handback import feedback, overview
from instructors.handin.submissions import Submission
from instructors.handout import site, student
from instructors.results import Outcome, Result
from instructors.student_messages import COURSE as SAID

COURSE = """\
name = "Neural Networks 1"
contact = "nn1@example.org"
deadline = 2026-12-04T12:00:00
hand_in = "Upload `solution.py` in [Moodle](https://moodle.example.org), under *Sheet 3*."
edition = "preactivations"
lines = false
points.exercise1 = 20
points.exercise3 = 1

[deductions]
mistake = 4.5
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Return a function that writes the settings of the course, which are those of this test."""
    path = tmp_path / settings.NAME
    monkeypatch.setattr(settings, "PLACES", (path,))
    settings.settings.cache_clear()

    def write(text=COURSE):
        path.write_text(text, encoding="utf-8")
        settings.settings.cache_clear()
        return settings.settings()

    yield write
    settings.settings.cache_clear()


def test_without_a_file_all_is_as_usual(course):
    usual = settings.settings()
    assert usual == settings.Settings()
    assert [exercise.points for exercise in EXERCISES] == [10, 10, 10]
    assert Deductions(**settings.settings().deductions) == Deductions()
    assert (usual.for_checks(), student.about(usual)) == ("", "")


def test_the_file_that_lies_there_names_every_setting_as_it_is():
    """Whoever takes the marks away has the usual points and deductions."""
    text = (run.ROOT / settings.NAME).read_text(encoding="utf-8")
    assert settings.read(run.ROOT / settings.NAME) == settings.Settings()
    assert all(line.startswith("#") for line in text.splitlines() if line)
    lines = re.findall(r"(?m)^# (\w+ = .*|\[\w+\])$", text)
    assert {line.split()[0] for line in lines} >= {
        *("name", "contact", "deadline", "hand_in", "edition", "lines", "mistake", "form"),
        *("[points]", "[deductions]", *(exercise.name for exercise in EXERCISES)),
    }


def test_the_marks_taken_away_it_says_what_is_usual(course):
    text = (run.ROOT / settings.NAME).read_text(encoding="utf-8")
    all_of_it = course(re.sub(r"(?m)^# (?=\w+ = |\[)", "", text))
    assert all_of_it.points == {exercise.name: exercise.usual for exercise in EXERCISES}
    assert Deductions(**settings.settings().deductions) == Deductions()
    assert all_of_it.lines is settings.Settings().lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = Neural Networks", "line 1: Invalid value.* A setting is a name, =, and a value"),
        ('name = "a"\n\nname = "b"', "line 3: "),
        ('name = "a', "line 1: "),
        ('\n\nnmae = "a"', "line 3: there is no setting nmae. Did you mean name?"),
        ("xyz = 1", "line 1: there is no setting xyz. There are name, "),
        ('[points]\nexercise1 = 5\nname = "a"', r"line 3: there is no setting points\.name"),
        ('name = "a"\nlines = "no"', "line 2: lines is true or false; got 'no'"),
        ("contact = 5", "line 1: contact is a text in quotation marks; got 5"),
        ("deadline = 12", "line 1: deadline is a date such as"),
        ('edition = "pre"', "line 1: there is no edition 'pre'. There is 'preactivations'"),
        ("points = 30", "line 1: points is a table"),
        ("[points]\n# exercise2 = 5\nexercise2 = 7.5", "line 3: points are a whole number"),
        ("points.exercise2 = true", "line 1: points are a whole number"),
        ("[points]\nexercise1 = 5\nexercise2 = 0", "line 3: points are a whole number"),
        ("[points]\n\nexercise4 = 5", "line 3: there is no setting points.exercise4"),
        ("points = {exercise1 = -1}", "line 1: points are a whole number"),
        ("[deductions]\nmistake = 3\nform = 11", "line 3: a deduction is"),
        ('deductions.mistake = "3"', "line 1: a deduction is"),
        ("[deductions]\nmistakes = 3", "line 2: .* Did you mean deductions.mistake?"),
        (b'name = "a"\ncontact = "\xfc"', "line 2: this is not written in UTF-8"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(course, tmp_path, capsys, text, said):
    (tmp_path / settings.NAME).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(settings.SettingsError, match=said):
        settings.settings()
    # By every command, which does nothing else then
    assert grade.main([str(tmp_path), "--output", str(tmp_path / "out")]) == 2
    commands = (
        (student.main, []),
        (site.main, ["https://host/path"]),
        (autograder.main, ["build"]),
    )
    for command, arguments in commands:
        with pytest.raises(SystemExit) as stop:
            command(arguments)
        assert stop.value.code == 2
    errors = capsys.readouterr().err.splitlines()
    assert len([line for line in errors if re.search(said, line)]) == 1 + len(commands)
    assert not (tmp_path / "out").exists()


def test_everything_that_is_wrong_is_said_at_once(course):
    with pytest.raises(settings.SettingsError) as refused:
        course('nmae = "a"\nlines = 1\n[points]\nexercise1 = 0\n')
    numbers = re.findall(r"line (\d)", str(refused.value))
    assert numbers == ["1", "2", "4"]


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2026-12-04", "4 December 2026"),
        ("2026-12-04T12:00:00", "4 December 2026, 12:00"),
        ("2026-12-04T12:00:00+01:00", "4 December 2026, 12:00 (UTC+01:00)"),
        ('"Friday before the lecture"', "Friday before the lecture"),
    ],
)
def test_deadlines_as_dates_and_as_words(course, deadline, said):
    assert course(f"deadline = {deadline}").deadline == said


def test_a_file_that_notepad_has_saved_is_read(course, tmp_path):
    (tmp_path / settings.NAME).write_bytes(b'\xef\xbb\xbfname = "a"\r\nlines = false\r\n')
    assert settings.settings() == settings.Settings(name="a", lines=False)


def test_they_reach_the_version_for_students(course):
    course()
    files = student.files()
    readme = files["README.md"].decode()
    assert "**Neural Networks 1** · Deadline: 4 December 2026, 12:00. · Questions: nn1@" in readme
    hand_in = "Upload `solution.py` in [Moodle](https://moodle.example.org), under *Sheet 3*."
    assert f"## Hand in\n\n{hand_in} The deadline is 4 December 2026, 12:00.\n" in readme
    assert "as your course asks" not in readme and "{" not in readme.split("## Work")[0]
    assert re.findall(r"`(exercise\d)` \| (\d+) \|", readme) == [
        *(("exercise1", "20"), ("exercise2", "10"), ("exercise3", "1"))
    ]
    workflow = files[student.WORKFLOW].decode()
    assert re.findall(r"number: (\d), points: (\d+)", workflow) == [
        *(("1", "20"), ("2", "10"), ("3", "1"))
    ]
    for exercise, said in zip(EXERCISES, ("(20 points)", "(10 points)", "(1 point)"), strict=True):
        for place in ("notebooks", "expected"):
            notebook = json.loads(files[f"{place}/{exercise.notebook}.ipynb"])
            text = "".join("".join(cell["source"]) for cell in notebook["cells"])
            assert re.findall(r"\(\d+ points?\)", text) == [said]
    assert "Z1" in files["solution.py"].decode()  # the edition
    # What is promised is true
    texts = {name: text.decode() for name, text in files.items() if name.endswith(("md", "ipynb"))}
    assert not [name for name, text in texts.items() if re.search(r"line\s+to\s+look", text)]
    # What is only for the lecturer's eyes stays there
    assert settings.NAME not in files
    assert files[f"checks/{settings.NAME}"].decode().splitlines() == [
        *("lines = false", "points.exercise1 = 20", "points.exercise3 = 1"),
        "deductions.mistake = 4.5",
    ]


def test_what_the_checks_have_said_of_a_right_answer_has_the_points(course):
    course()
    text = "Right. Exercise 1 is done: 10 of 10.\n6 of 6"
    output = nbformat.v4.new_output("execute_result", {"text/plain": text, "image/png": "x"})
    stream = nbformat.v4.new_output("stream", text=text.replace("Exercise 1", "Exercise 2"))
    cell = nbformat.v4.new_code_cell("1", outputs=[output, stream])
    changed = student.in_course(nbformat.v4.new_notebook(cells=[cell]), "notebooks/x.ipynb")
    first, second = changed.cells[0].outputs
    assert first.data["text/plain"] == "Right. Exercise 1 is done: 20 of 20.\n6 of 6"
    assert (first.data["image/png"], first.output_type) == ("x", "execute_result")
    assert second.text == "Right. Exercise 2 is done: 10 of 10.\n6 of 6"


def test_without_any_the_version_for_students_has_no_blank_place(course):
    notebook = student.files()[f"notebooks/{EXERCISES[0].notebook}.ipynb"].decode()
    assert "and the line to look at" in notebook
    readme = student.files()["README.md"].decode()
    assert "\n\n\n" not in readme and "{" not in readme.split("## Work")[0]
    assert readme.endswith(f"## Hand in\n\n{SAID['hand in']}\n")


def solved(folder, *arguments):
    """Run Python in the version for students, with the model answers."""
    place = write_all(folder / "exercises", student.files())
    (place / "solution.py").write_bytes((run.ROOT / "solution.py").read_bytes())
    return python(*arguments, cwd=place)


@pytest.mark.slow
def test_the_checks_of_a_student_know_them(course, tmp_path):
    course(COURSE.replace('edition = "preactivations"\n', ""))
    done = solved(tmp_path, "-m", "checks")
    assert done.returncode == 0, done.stderr
    for number, most in ((1, "20 points"), (2, "10 points"), (3, "1 point")):
        assert re.search(rf"exercise {number}: {most}", done.stdout), done.stdout


@pytest.mark.slow
def test_the_notebooks_of_a_student_print_what_is_expected(course, tmp_path):
    course("lines = false\npoints.exercise1 = 20\npoints.exercise3 = 1\n")
    done = solved(tmp_path, "run.py")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("reproduced") == 4


def wrong(W, B, A, Y, T):
    DW, DB = [], []
    DZ = (Y - T) / len(Y)
    for layer in reversed(range(len(W))):
        DW.insert(0, A[layer].T @ DZ)
        DB.insert(0, DZ.sum(0))
        if layer:
            DZ = DZ @ W[layer].T * (A[layer] > 0)
    return DW, DB


def test_they_reach_the_checks(course):
    network = series_network()
    report = function_report(EXERCISES[0], wrong, network)
    usual = points.points_of(EXERCISES[0], report, report, [report], report)
    assert usual.points == 7 and report.spots
    course()
    report = function_report(EXERCISES[0], wrong, network)
    assert not report.spots and report.findings
    assert points.points_of(EXERCISES[0], report, report, [report], report).points == 20 * 0.55


def test_they_reach_feedback_and_the_gradescope_autograder(course, tmp_path, monkeypatch):
    course()
    result = Result("Ada", {e.name: Outcome(e.points * 1.0, "right", "x") for e in EXERCISES})
    text = feedback.feedback_markdown(result)
    assert "31 of 31 points" in text and "exercise3: 1 of 1 points" in text
    assert "Questions: nn1@example.org" in text
    report = autograder.report(result, 1.0)
    assert [test["max_score"] for test in report["tests"]] == [20, 10, 1]
    autograder.build(tmp_path / "autograder.zip")
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        assert archive.read(settings.NAME) == (run.ROOT / settings.NAME).read_bytes()


@pytest.mark.slow
def test_they_reach_the_website(course):
    course()
    where = site.place("https://host/path")
    files, _ = site.contents(student.files(), where)
    index = BeautifulSoup(files["index.html"], "html.parser")
    text = " ".join(index.get_text(" ").split())
    assert "Neural Networks 1 · Deadline: 4 December 2026, 12:00. · Questions: nn1@" in text
    assert "Upload solution.py in Moodle , under Sheet 3 . The deadline is 4 December" in text
    assert index.find("a", href="https://moodle.example.org").text == "Moodle"
    assert "the line to look at" not in text
    assert "20\xa0points" in index.get_text()


def test_the_overview_has_the_name_of_the_course(course):
    course()
    assert "<h1>Overview of the grading · Neural Networks 1</h1>" in overview.overview_html([])


def test_what_was_graded_with_other_settings_is_graded_again(course, tmp_path, monkeypatch):
    def key():
        kept = []
        monkeypatch.setattr(distribute, "_kept", lambda path: kept.append(path) or Result("x", {}))
        nobody = SimpleNamespace(loop="not asked for anything")
        distribute.grade_all([Submission("Ada")], tmp_path, "seed", nobody)
        return kept

    before = key()
    course('name = "A course"')
    assert key() == before
    course("[deductions]\nmistake = 5")
    assert key() != before


def test_a_machine_with_other_settings_grades_nothing(course):
    course("points.exercise1 = 20")
    result = distribute.grade_one("Ada", {}, "seed", None, False, "")
    (first, *_) = result.outcomes.values()
    assert first.points is None and "another course.toml" in first.feedback
