"""The command line of the grading, which needs no sandbox here."""

import shutil
import types

import pytest
from unzipping import unzipped

import run
from instructors import distribute, file_checks, grade, messages, student_messages
from instructors.files import write_all
from instructors.handback import points_by_hand
from instructors.handback.gradebook import Gradebook
from instructors.handback.writing import write_results
from instructors.handin.submissions import Submission
from instructors.results import Outcome, Result

NAMES = grade.EXERCISE_NAMES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere"),
        ([""], "Say what to grade"),
        (["IN", "--layout", "moodel"], "is no layout"),
        (["."], "the exercise series itself"),
        (["IN", "--columns", "a,b"], "5 different names"),
        (["IN", "--columns", ",,,,"], "5 different names"),
        (["IN", "--columns", "a,b,c,d,a"], "5 different names"),
        (["IN", "--output", "IN/grades"], "would be taken for a submission"),
        (["IN", "--no-sandbox"], "is empty"),
        (["IN", "--scheduler", "tcp://10.0.0.1:8786"], "from anyone who reaches it"),
        (["IN", "--scheduler", "tcp://127.0.0.1.example.org:8786"], "from anyone who reaches it"),
        (["IN", "--scheduler", "10.0.0.1"], "expected tcp://127.0.0.1:port"),
        (["IN", "--grade-column", "Sheet 3"], "that --gradebook names. Give both."),
    ],
)
def test_bad_arguments(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(run.ROOT)
    (tmp_path / "in").mkdir()
    arguments = [argument.replace("IN", str(tmp_path / "in")) for argument in arguments]
    if "--output" not in arguments:
        arguments += ["--output", str(tmp_path / "out")]
    try:
        status = grade.main(arguments)
    except SystemExit as stop:  # as argparse ends a program
        status = stop.code
    assert status == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "in").iterdir()) == []


def test_a_scheduler_that_asks_for_certificates_is_told(tmp_path, capsys):
    write_all(tmp_path / "in", {"ada/solution.py": b"x = 1"})
    options = ["--no-sandbox", "--scheduler", "tls://127.0.0.1:1"]
    assert grade.main([str(tmp_path / "in"), "--output", str(tmp_path / "out"), *options]) == 2
    assert "No scheduler answers at tls://127.0.0.1:1: TLS" in capsys.readouterr().err


def handed_out(tmp_path, total, *more):
    """Hand out the results of Ada, who has a total, and of Bo, who was not graded."""
    table = tmp_path / "worksheet.csv"
    table.write_text(
        "Identifier,Full name,Grade,Maximum grade,Last modified (grade)\n"
        "Participant 1,Ada,,25.00,-\nParticipant 2,Bo,,25.00,-\n"
    )
    outcomes = dict.fromkeys(NAMES, Outcome(total / 3, "right", ""))
    results = [
        Result("Ada", outcomes, identifiers={"moodle": "1"}, unused=(("x.doc", "No program."),)),
        Result("Bo", dict.fromkeys(NAMES, Outcome(None, "failed", "The machine {0} broke."))),
    ]
    output = tmp_path / "out"
    options = grade.parse(["in", "--output", str(output), "--gradebook", str(table), *more])
    strays = [("index.html", "It belongs to nobody. Expected was a folder.")]
    doubts = [("Cy", "The name looks like that of another student.")]
    book = Gradebook(table.read_bytes())
    return write_results(results, strays, doubts, options, book=book), output


def test_a_table_that_cannot_be_filled_in_costs_nothing_else(tmp_path, capsys):
    status, output = handed_out(tmp_path, 24.0)
    assert status == 1
    assert (output / "worksheet.csv").exists()
    capsys.readouterr()
    status, output = handed_out(tmp_path, 30.0)
    assert status == 2
    said = capsys.readouterr().err
    page = (output / "overview.html").read_text()
    for text in (said, page):
        assert "30 of Ada, are above 25" in text.replace("<b>", "")
        assert "is that of an earlier run" in text
    # The success comes first, and what is to be looked at after it, summed up
    assert said.splitlines()[0] == (
        "1 student not graded, which is not their fault. The machine {0} broke. The same command "
        "tries again: Bo."
    )
    assert "1 student with something that could not be used, as they are told: Ada" in said
    assert "1 file of nobody: index.html (It belongs to nobody. Expected was a folder.)" in said
    doubt = "Cy (The name looks like that of another student.)"
    assert f"1 student who may be another one, or several: {doubt}" in said


@pytest.mark.parametrize(
    ("unused", "strays", "strict"),
    [((), (), 0), ((("x.doc", "No program."),), (), 3), ((), (("y", "It is nobody's."),), 3)],
)
def test_what_students_hand_in_is_no_failure_of_the_grading(tmp_path, unused, strays, strict):
    results = [Result("Ada", dict.fromkeys(NAMES, Outcome(0.0, "missing", "")), unused=unused)]
    for options, status in (([], 0), (["--strict"], strict)):
        options = grade.parse(["in", "--output", str(tmp_path), *options])
        assert write_results(results, strays, [("Ada", "?")], options) == status


def test_feedback_that_was_changed_by_hand_is_told(tmp_path, capsys):
    _, output = handed_out(tmp_path, 24.0)
    with (output / "feedback" / "Ada.md").open("a") as file:
        file.write("see me")
    handed_out(tmp_path, 21.0)
    new = output / "feedback" / "new" / "Ada.md"
    said = capsys.readouterr().err
    assert "1 feedback file changed by hand, and kept, in feedback.zip as well: Ada.md" in said
    assert f"Ada.md, with what is new in {new}." in said
    packed = unzipped(output / "feedback.zip")
    assert b"see me" in packed["Ada_1_assignsubmission_file/feedback.md"]


@pytest.mark.parametrize(("size", "most"), [(1000, 101), (25_000_000, 13)])
def test_so_many_submissions_are_read_ahead_as_the_memory_can_hold(size, most):
    under_way = []
    while not distribute.queue_is_full(under_way):
        under_way.append(types.SimpleNamespace(files={"a.py": bytes(size)}))
    assert len(under_way) == most


def test_what_was_graded_before_says_nothing_on_the_time_that_is_left():
    progress = distribute.tqdm(total=100)
    for _ in range(90):
        distribute.skip(progress)
    progress.update(5)
    shown = progress.format_dict | {"elapsed": 10.0}
    # Five in ten seconds, so another ten for the other five
    assert (shown["n"], shown["total"], shown["initial"]) == (95, 100, 90)
    assert "00:10<00:10" in progress.format_meter(**shown)


def test_a_member_of_a_team_has_points_of_her_own(tmp_path, capsys):
    """Who is in a team of Moodle's stands in the worksheet alone."""
    table = tmp_path / "worksheet.csv"
    table.write_text(
        "Identifier,Full name,Status,Group,Grade,Maximum grade,Last modified (grade)\n"
        "Participant 1,Ada,-,Team A,,30.00,-\nParticipant 2,Bo,-,Team A,,30.00,-\n"
    )
    points = tmp_path / "points.csv"
    points.write_text("student,exercise,points,reason\nAda,2,4,She was ill.\n")
    output = tmp_path / "out"
    options = grade.parse(
        ["in", "--output", str(output), "--gradebook", str(table), "--points", str(points)]
    )
    folder = "Team A_77_assignsubmission_file"
    about = {"folder": folder, "identifiers": {"moodle": "77"}}

    def by_hand():
        book = Gradebook(table.read_bytes())
        return grade._points_by_hand(options, [Submission("Team A", **about)], book)

    def handed_out(given):
        return write_results([result], [], [], options, given, Gradebook(table.read_bytes()))

    hers = by_hand()
    result = Result("Team A", dict.fromkeys(NAMES, Outcome(10.0, "right", "")), **about)
    assert handed_out(hers) == 0
    grades = [line.split(",")[4] for line in (output / "worksheet.csv").read_text().splitlines()]
    assert grades == ["Grade", "24", "30"]
    assert "2 of 2 students graded" in capsys.readouterr().out
    # Where the grades are refused, the team stays one, and nothing ends with an error
    table.write_text(table.read_text().replace("30.00", "20.00"))
    assert handed_out(hers) == 2
    assert "1 of 1 student graded" in capsys.readouterr().out
    table.write_text(table.read_text().replace("20.00", "30.00"))
    with pytest.raises(points_by_hand.PointsError, match="Team A"):
        points.write_text("student,exercise,points,reason\nTeam A,2,4,They were ill.\n")
        by_hand()


def test_nothing_is_said_in_two_places():
    said = [
        sentence
        for module in (messages, student_messages)
        for name, texts in vars(module).items()
        if name.isupper() and isinstance(texts, dict)
        for sentence in texts.values()
        if len(sentence.split()) > 3  # and is no label
    ]
    assert len(said) > 100
    assert [sentence for sentence in set(said) if said.count(sentence) > 1] == []


@pytest.mark.parametrize(
    ("mark", "is_kept"),
    [
        (messages.TO_LOOK_AT["unsure"], False),
        (file_checks.NO_NEWER, False),
        (messages.TO_LOOK_AT["no graph"], True),
    ],
)
def test_what_may_come_out_otherwise_is_not_kept(tmp_path, mark, is_kept):
    """A newer Python may be installed before the next run."""
    result = Result("Ada", {"exercise1": Outcome(0.0, "unusable", "", marks=(mark,))})
    future = types.SimpleNamespace(status="finished", result=lambda: result)
    hand_in = distribute.PendingSubmission(Submission("Ada"), {}, (), tmp_path / "result.json")
    assert distribute._result(future, hand_in) == result
    assert hand_in.kept.exists() == is_kept


JUDGES = (
    *("checks/points.py", "instructors/grade.py", "utils.py"),
    "notebooks/1_by_hand_in_numpy.ipynb",
    "instructors/handout/editions/preactivations/notebooks/1_by_hand_in_numpy.ipynb",
)


@pytest.mark.parametrize("module", JUDGES)
def test_what_another_version_of_any_judge_has_graded_is_graded_again(
    tmp_path, monkeypatch, module
):
    for name in ("checks", "instructors", "notebooks"):
        shutil.copytree(run.ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(run.ROOT / "utils.py", tmp_path)
    monkeypatch.setattr(distribute, "ROOT", tmp_path)

    def judges():
        distribute._code_digest.cache_clear()
        return distribute._code_digest()

    before = judges()
    assert judges() == before
    with (tmp_path / module).open("a") as file:
        file.write("# another version\n")
    after = judges()
    distribute._code_digest.cache_clear()
    assert after != before
