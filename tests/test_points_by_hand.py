"""The file of points that an instructor sets by hand."""

import re

import pytest

from instructors.handback import feedback, points_by_hand
from instructors.results import Outcome, Result, one_per_student, outcomes_from

HEAD = "student,exercise,points,reason\n"


def written(tmp_path, text, name="points.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def result(student, *points, **more):
    outcomes = {
        f"exercise{number}": Outcome(value, "wrong" if value is not None else "failed", "Computed.")
        for number, value in enumerate(points, start=1)
    }
    return Result(student, outcomes, **more)


NAMES = {"moodle": "4711", "name": "Ada Lovelace"}
ADA = result("Ada", 10.0, 7.0, 0.0, identifiers=NAMES, folder="Ada_4711_assign")
BO = result("Bo, Jr.", None, 5.0, 5.0, identifiers={"email": "bo@example.org"})
ZOE = result("=Zoë", 1.0, 1.0, 1.0)
ALL = [ADA, BO, ZOE]


def points_after(tmp_path, text):
    after = points_by_hand.applied(ALL, points_by_hand.read(written(tmp_path, text), ALL))
    return {r.student: [outcome.points for outcome in r.outcomes.values()] for r in after}


def test_what_is_set_by_hand_wins_and_nothing_else_changes(tmp_path):
    text = HEAD + 'Ada,exercise2,9.5,She explained it.\n"Bo, Jr.",exercise1,8,By mail.\n'
    assert points_after(tmp_path, text) == {
        "Ada": [10, 9.5, 0],
        "Bo, Jr.": [8, 5, 5],
        "=Zoë": [1, 1, 1],
    }


@pytest.mark.parametrize(
    "name",
    ["ada", " ADA ", "4711", "Ada_4711_assign", '"Lovelace, ADA"'],
    ids=["small", "blanks", "number", "folder", "the last name first"],
)
def test_a_student_has_several_names(tmp_path, name):
    assert points_after(tmp_path, f"{HEAD}{name},2,3,So.\n")["Ada"] == [10, 3, 0]


def test_a_name_is_taken_as_it_stands_in_the_table_of_grades(tmp_path):
    assert points_after(tmp_path, f"{HEAD}'=Zoë,exercise 3,3,So.\n")["=Zoë"] == [1, 1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "Reason;Points;Exercise;Student\nSo.;7,5;1;Ada\n",
        "sep=;\r\nstudent;exercise;points;reason\r\nAda;exercise1;7,5;So.\r\n;;;\r\n",
        (HEAD + 'Ada,exercise1,"7,5",So.\n\n').encode("utf-8-sig"),
        (HEAD.replace(",", "\t") + "Ada\texercise1\t7.5\tSo.\n").encode("utf-16"),
    ],
    ids=["semicolons", "Excel", "quotes", "UTF-16"],
)
def test_it_may_come_from_any_spreadsheet(tmp_path, text):
    assert points_after(tmp_path, text)["Ada"] == [7.5, 7, 0]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Eve,exercise1,3,So.", "line 2: nobody called Eve has handed anything in. Others are"),
        ("Ada,exercise4,3,So.", "line 2: there is no exercise 'exercise4'. The exercises are ex"),
        ("Ada,exercise1,many,So.", "line 2: 'many' are no points. Expected is a number from 0 to"),
        ("Ada,exercise1,nan,So.", "line 2: 'nan' are no points."),
        ("Ada,exercise1,11,So.", "line 2: '11' are no points. Expected is a number from 0 to 10."),
        ("Ada,exercise1,-1,So.", "line 2: '-1' are no points."),
        ("Ada,exercise1,,So.", "line 2: '' are no points."),
        ("Ada,exercise1,3,", "line 2: there is no reason"),
        (",exercise1,3,So.", "line 2: there is no student"),
        ("Ada,exercise1,3", "line 2: 3 cells, where the first line has 4"),
        ("Ada,exercise1,3,So,so.", "line 2: 5 cells, where the first line has 4"),
        ("Ada,exercise1,3,So.\n\nada,1,3,So.", "line 4: says again what line 2 says"),
        ("Ada,exercise1,3,So.\n4711,1,3,So.", "line 3: says again what line 2 says"),
        ('Ada,exercise1,3,"Two\nlines."\nEve,1,3,So.', "line 4: nobody called Eve"),
    ],
)
def test_what_is_wrong_is_told_by_the_line(tmp_path, lines, told):
    with pytest.raises(points_by_hand.PointsError, match=re.escape(told)) as caught:
        points_after(tmp_path, HEAD + lines + "\n")
    assert str(caught.value).startswith(f"{tmp_path / 'points.csv'} was not used")


def test_every_line_that_is_wrong_is_told(tmp_path):
    with pytest.raises(points_by_hand.PointsError) as caught:
        points_after(tmp_path, HEAD + "Ada,1,x,So.\nBo,9,1,So.\nAda,2,1,So.\nAda,3,1,\n")
    assert re.findall(r"line (\d)", str(caught.value)) == ["2", "3", "5"]


@pytest.mark.parametrize(
    "text", ["", "Ada\n", "student,exercise,points\nAda,1,3\n", "student,exercise,points,why\n"]
)
def test_a_file_without_these_columns_is_refused(tmp_path, text):
    with pytest.raises(points_by_hand.PointsError, match=r"points\.csv"):
        points_by_hand.read(written(tmp_path, text), ALL)


def test_two_who_could_be_meant_are_told(tmp_path):
    twins = [result("Ada (1)", 1.0, folder="Ada"), result("Ada (2)", 1.0, folder="Ada")]
    path = written(tmp_path, HEAD + "Ada,1,3,So.\n")
    with pytest.raises(points_by_hand.PointsError, match=r"could be any of Ada \(1\), Ada \(2\)"):
        points_by_hand.read(path, twins)


def test_a_member_of_a_team_gets_points_of_her_own(tmp_path):
    members = ({"name": "Ada"}, {"name": "Bo"})
    each = one_per_student([result("Team 7", 1.0, 1.0, 1.0, members=members)])
    path = written(tmp_path, HEAD + "Bo,1,3,He explained it.\n")
    ada, bo = points_by_hand.applied(each, points_by_hand.read(path, each))
    assert (ada.total, bo.total) == (3, 5)


def test_it_is_told_in_the_feedback_and_kept_in_data(tmp_path):
    path = written(tmp_path, HEAD + 'Ada,2,9,"Right, but for the name."\n"Bo, Jr.",1,8,By mail.\n')
    ada, bo, _ = points_by_hand.applied(ALL, points_by_hand.read(path, ALL))
    told = feedback.feedback_markdown(ada)
    assert "## exercise2: 9 of 10 points" in told
    assert (
        "The points were set by hand, in place of 7. Right, but for the name.\n\nComputed." in told
    )
    assert "The points were set by hand. By mail.\n\nComputed." in feedback.feedback_markdown(bo)
    outcome = ada.outcomes["exercise2"]
    assert (outcome.reason, outcome.computed) == ("Right, but for the name.", 7)
    again = outcomes_from({"exercise2": vars(outcome)})
    assert again == {"exercise2": outcome}


# Which file it is


def test_a_given_file_is_used_again_and_may_be_changed(tmp_path):
    output = tmp_path / "grades"
    assert points_by_hand.find(None, output) is None
    output.mkdir()
    given = written(tmp_path, HEAD + "Ada,1,3,So.\n", "mine.csv")
    for text in (HEAD + "Ada,1,3,So.\n", HEAD + "Ada,1,4,So.\n"):
        given.write_text(text)
        points_by_hand.keep(points_by_hand.find(given, output), output)
        own = points_by_hand.find(None, output)
        assert own == output / "points.csv" and own.read_text() == text
        points_by_hand.keep(own, output)


def test_what_was_written_in_the_output_folder_is_not_overwritten(tmp_path):
    output = tmp_path / "grades"
    output.mkdir()
    own = written(output, HEAD + "Ada,1,3,So.\n")
    assert points_by_hand.find(None, output) == own
    given = written(tmp_path, HEAD + "Ada,1,5,So.\n", "mine.csv")
    with pytest.raises(points_by_hand.PointsError, match="holds other points than"):
        points_by_hand.find(given, output)
    # Nor after a copy was made of it
    own.unlink()
    points_by_hand.keep(given, output)
    own.write_text(HEAD + "Ada,1,6,So.\n")
    given.write_text(HEAD + "Ada,1,7,So.\n")
    with pytest.raises(points_by_hand.PointsError, match="holds other points than"):
        points_by_hand.find(given, output)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(points_by_hand.PointsError, match="cannot be read"):
        points_by_hand.read(points_by_hand.find(tmp_path / "none.csv", tmp_path / "grades"), ALL)
