"""Feedback on its way back: safe names, and a zip that Moodle's importer takes."""

import io

import mistune
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unzipping import unzipped

from instructors.files import file_name, file_names
from instructors.handback.feedback import (
    feedback_markdown,
    moodle_folder,
    replace_feedback,
    write_zip,
)
from instructors.printable import printable
from instructors.results import Outcome, Result

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def result(student="Jana Weber", points=(10.0, 7.5, 0.0), **rest):
    outcomes = {
        f"exercise{n}": Outcome(value, "right", f"feedback {n}", marks=("looks copied",))
        for n, value in enumerate(points, start=1)
    }
    return Result(student, outcomes, **rest)


def moodles(student, number, **rest):
    folder = f"{student}_{number}_assignsubmission_file"
    return result(student, folder=folder, identifiers={"moodle": str(number)}, **rest)


def taken_by_moodle(path, participants):
    """Port of ``is_valid_filename_for_import``: whose file it is, and its name, or None.

    moodle/moodle, mod/assign/feedback/file/importziplib.php.
    """
    if path.rsplit("/", 1)[-1].startswith((".", "~")):
        return None
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdecimal() or int(info[1]) not in participants:
            continue
        if tuple(info[2:4]) not in (("assignsubmission", "file"), ("assignfeedback", "file")):
            continue
        return int(info[1]), "/".join([*info[4:], *parts])
    return None


# The cases of moodle/moodle, public/mod/assign/feedback/file/tests/importziplib_test.php
@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("import/.hiddenfile", None),
        ("import/~hiddenfile", None),
        ("import/some_path_here/RandomFile.txt", None),
        ("import/Student Name_StringID_assignsubmission_file_My_cool_filename.txt", None),
        ("import/Student Name_105_assignsubmission_file_My_cool_filename.txt", None),
        ("import/Student Name_5_assignsubmission_noplugin_My_cool_filename.txt", None),
        (
            "import/Student Name_5_assignsubmission_file_My_cool_filename.txt",
            (5, "My_cool_filename.txt"),
        ),
        (
            "import/some_path_here/Student Name_5_assignsubmission_file_/some_path/My File.txt",
            (5, "/some_path/My File.txt"),
        ),
    ],
)
def test_the_port_decides_as_moodles_own_tests_expect(path, taken):
    assert taken_by_moodle(path, {5}) == taken


def test_moodle_gets_a_folder_per_student_named_as_it_came(tmp_path):
    results = [moodles("Jana Weber", 4712), moodles("Émile Zola-O'Neill", 4713)]
    assert write_zip(tmp_path / "f.zip", results) == ()
    content = unzipped(tmp_path / "f.zip")
    assert set(content) == {f"{r.folder}/feedback.md" for r in results}
    for r in results:
        number, name = taken_by_moodle(f"{r.folder}/feedback.md", {4712, 4713})
        assert (str(number), name) == (r.identifiers["moodle"], "feedback.md")
        assert content[f"{r.folder}/feedback.md"].decode() == feedback_markdown(r)


@pytest.mark.parametrize(
    "folder",
    [
        "Jana Weber_4712_assignsubmission_file_solution.py",  # Moodle's flat form
        "Jana Weber_4712_assignsubmission_file_",  # Moodle before 4.1
        "Jana Weber_4712_assignsubmission_onlinetext",
        "Jana_Weber_4712_assignsubmission_file",
        "Jana Weber_9_assignsubmission_file",  # of somebody else
        "",
        "../../4712_4712_assignsubmission_file",
    ],
)
def test_whatever_the_folder_was_moodle_finds_the_student(folder):
    r = result(folder=folder, identifiers={"moodle": "4712"})
    number, name = taken_by_moodle(f"{moodle_folder(r)}/feedback.md", {4712, 9})
    assert (number, name.lstrip("/")) == (4712, "feedback.md")


def harmless_name(name):
    assert 0 < len(name.encode()) <= 255
    assert name not in (".", "..")
    assert not set(name) & {*'/\\:*?"<>|', *map(chr, range(32))}
    assert not name.startswith((".", "~", "=", "+", "-", "@", " "))


@given(ANY_TEXT, ANY_TEXT)
@example("a_b" * 90, "")
@example("ü" * 300, "ü" * 300)
@example("", "_" * 300)
def test_any_name_becomes_a_folder_that_moodle_takes(student, folder):
    r = result(student, folder=folder, identifiers={"moodle": "4712"})
    name = moodle_folder(r)
    harmless_name(name)
    assert taken_by_moodle(f"{name}/feedback.md", {4712})[0] == 4712


@given(st.lists(ANY_TEXT, max_size=5))
@example(["a", "A", "a "])
@example(["Ab", "aB"])
@example(["x" * 300 + "1", "x" * 300 + "2"])
@example(["\ud800", "\udcff", "=1+1", "..", "../../etc/passwd", "CON", "nul.txt", ""])
def test_file_names_are_safe_and_differ(texts):
    names = file_names(texts, ".md")
    assert set(names) == set(texts)
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        harmless_name(name)
        assert name.endswith(".md")


def test_names_stay_what_they_are_if_they_can():
    assert file_name("Zoë Müller (2)", ".md") == "Zoë Müller (2).md"
    assert file_name("../../etc/passwd") == "__.._etc_passwd"
    assert file_name("con") == "_con"
    assert file_name("=HYPERLINK(1)", ".md") == "_HYPERLINK(1).md"
    assert file_name("") == "_"
    assert file_name("a. .", ".md") == "a.md"
    assert len(file_name("é" * 300, ".md").encode()) == 255
    assert printable("a\nb\u2028c\ud800") == "a b c\ufffd"


def test_without_numbers_there_is_a_file_per_student(tmp_path):
    results = [result("b"), result("a"), result("=1+1")]
    assert write_zip(tmp_path / "f.zip", results) == ()
    assert list(unzipped(tmp_path / "f.zip")) == ["_1+1.md", "a.md", "b.md"]


def test_whom_moodle_will_skip_is_told(tmp_path):
    assert write_zip(tmp_path / "f.zip", [moodles("a", 1), result("b")]) == ("b",)
    assert set(unzipped(tmp_path / "f.zip")) == {"a_1_assignsubmission_file/feedback.md", "b.md"}


def test_the_same_results_give_the_same_bytes(tmp_path):
    results = [moodles("a", 1), moodles("b", 2)]
    write_zip(tmp_path / "1.zip", results)
    write_zip(tmp_path / "2.zip", results[::-1])
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert not list(tmp_path.glob("*.new"))


def test_the_feedback_tells_all_but_the_marks():
    r = result(remarks=("LATE",), unused=(("notes.docx", "This is no program."),))
    text = feedback_markdown(r)
    assert text.startswith("# Jana Weber\n\n17.5 of 30 points\n")
    assert "- LATE\n" in text
    assert "- Not used: notes.docx. This is no program.\n" in text
    assert "## exercise2: 7.5 of 10 points\n\nfeedback 2\n" in text
    assert "copied" not in text


@pytest.mark.parametrize(("kind", "points"), [("unusable", 0.0), ("failed", None)])
def test_what_is_said_of_all_exercises_is_said_once(kind, points):
    outcomes = {f"exercise{n}": Outcome(points, kind, "There is no program.") for n in (1, 2, 3)}
    text = feedback_markdown(Result("Ada", outcomes))
    assert text.count("There is no program.") == 1
    assert text.index("There is no program.") < text.index("## exercise1: ")
    assert text.count("\n## exercise") == 3
    wrong = {name: Outcome(0.0, "crashed", "The program stopped.") for name in outcomes}
    assert feedback_markdown(Result("Ada", wrong)).count("The program stopped.") == 3


def test_who_was_not_graded_reads_no_zero():
    text = feedback_markdown(result(points=(10.0, None, 0.0)))
    assert text.splitlines()[2] == "not graded"
    assert "## exercise2: not graded" in text
    assert "## exercise3: 0 of 10 points" in text


def test_hostile_names_cannot_end_the_run_or_add_lines(tmp_path):
    student = "x\n## exercise1: 10 of 10 points\ud800" + "y" * 400
    r = result(student, unused=(("a\nb", "c\ud800"),))
    replace_feedback(tmp_path / "feedback", [r])
    (path,) = (tmp_path / "feedback").iterdir()
    text = path.read_text(encoding="utf-8")
    assert text.count("\n## exercise1") == 1
    assert io.StringIO(text).readline().startswith("# x ## exercise1: 10 of 10 points")


@pytest.mark.slow
def test_what_could_not_be_used_is_told_in_bounds_and_as_text():
    name = (
        "../<img src=x onerror=alert(1)>[a](javascript:b)![c](http://127.0.0.1)`d*" + "A" * 60_000
    )
    unused = [(f"{name}{number}", f"{name} is a link.") for number in range(20_000)]
    outcomes = {
        f"exercise{n}": Outcome(0.0, "unusable", "No program.", file=name) for n in (1, 2, 3)
    }
    hostile = Result("<b>Ada</b>", outcomes, unused=unused)
    assert len(hostile.unused) == 50 and hostile.unused[-1][0] == "19951 more files"
    text = feedback_markdown(hostile)
    assert len(text) < 50_000
    html = mistune.html(text)
    assert "<img" not in html and "<a " not in html and "<b>" not in html and "<code>" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;[a]" in html


def test_feedback_that_was_changed_by_hand_is_kept(tmp_path):
    folder, earlier, later = tmp_path / "feedback", result("Ada"), result("Ada", (0.0, 0.0, 0.0))
    bob = result("Bob")
    replace_feedback(folder, [earlier, bob])
    with (folder / "Ada.md").open("a") as file:
        file.write("see me")
    mine = (folder / "Ada.md").read_text()
    assert mine.startswith(feedback_markdown(earlier))
    for new in (earlier, later, later):
        said = "new/Ada.md" if new is later else ""
        assert replace_feedback(folder, [new, bob]) == {"Ada": ("Ada.md", mine, said)}
        assert (folder / "Ada.md").read_text() == mine
        assert not said or (folder / said).read_text() == feedback_markdown(later)
    # A change of the new text is kept as well
    (folder / "new" / "Ada.md").write_text("mine, too")
    latest = result("Ada", (1.0, 0.0, 0.0))
    assert replace_feedback(folder, [latest, bob])["Ada"][2] == "new/new/Ada.md"
    assert (folder / "new" / "Ada.md").read_text() == "mine, too"
    assert (folder / "new" / "new" / "Ada.md").read_text() == feedback_markdown(latest)


def test_new_feedback_is_in_its_place_once_the_changed_one_is_gone(tmp_path):
    folder = tmp_path / "feedback"
    for points in ((10.0, 7.5, 0.0), (0.0, 0.0, 0.0)):
        replace_feedback(folder, [result("Ada", points)])
        with (folder / "Ada.md").open("a") as file:
            file.write("see me")
    assert (folder / "new" / "Ada.md").exists()
    (folder / "Ada.md").unlink()
    replace_feedback(folder, [result("Ada", points)])
    assert {path.name for path in folder.iterdir()} == {"Ada.md"}
    assert (folder / "Ada.md").read_text() == feedback_markdown(result("Ada", points))


def test_a_file_that_no_earlier_run_has_written_is_kept(tmp_path):
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "Ada.md").write_text("mine")
    replace_feedback(tmp_path / "feedback", [result("Ada")])
    assert (tmp_path / "feedback" / "Ada.md").read_text() == "mine"


def test_the_feedback_of_those_who_are_gone_is_gone_unless_it_was_changed(tmp_path):
    folder = tmp_path / "feedback"
    replace_feedback(folder, [result(name) for name in ("stays", "goes", "goes, with notes")])
    with (folder / "goes, with notes.md").open("a") as file:
        file.write("A note of the instructor.")
    replace_feedback(folder, [result("stays")])
    assert {path.name for path in folder.iterdir()} == {"stays.md", "goes, with notes.md"}
