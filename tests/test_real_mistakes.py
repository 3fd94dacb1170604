"""The mistakes that people have made are named, and so are their lines."""

import json

import helpfulness
import pytest
from spread import some

import run

CORPUS = run.ROOT / "tests" / "corpus" / "mistakes"
RIGHT = sorted((CORPUS / "right").glob("*.py"))
JUDGED = json.loads((CORPUS / "named.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def found():
    return {case.name: case for case in helpfulness.cases(CORPUS)}


@pytest.mark.slow
def test_the_array_and_the_name_are_right(found):
    wrong = {name: case for name, case in found.items() if not case.stops}
    assert len(wrong) > 50
    assert [name for name, case in wrong.items() if not case.has_right_array] == []
    unnamed = [
        (name, case.report.mistakes, case.judged)
        for name, case in wrong.items()
        if list(case.report.mistakes) != case.judged
    ]
    some = [name for name, judged in JUDGED.items() if not judged]
    assert [name for name, *_ in unnamed] == some, unnamed


@pytest.mark.slow
def test_the_true_line_is_nearly_always_shown(found, record_property):
    wrong = [case for case in found.values() if not case.stops]
    stopped = [case for case in found.values() if case.stops]
    line = sum(case.has_true_line for case in wrong)
    other = sum(case.has_only_others for case in wrong)
    crash = sum(case.has_true_line for case in stopped)
    record_property("lines of real mistakes", f"{line} of {len(wrong)}, only others {other}")
    record_property("lines of real crashes", f"{crash} of {len(stopped)}")
    assert line >= 0.84 * len(wrong)
    assert other <= 0.15 * len(wrong)
    assert crash >= 0.9 * len(stopped)


@pytest.mark.parametrize("path", some(RIGHT, *RIGHT[::4]), ids=lambda p: p.stem)
def test_a_right_program_is_right(path):
    report = helpfulness.case_of(path).report
    assert report.ok and report.lines == (), report


@pytest.mark.slow
def test_what_is_printed_of_them(found, capsys):
    some = [found[name] for name in ("guided", "zeroes", "recursive_backward", "root_twice")]
    helpfulness.show(helpfulness.by_exercise(some))
    table = capsys.readouterr().out
    assert "| a true sentence that is specific | 1 of 2 | 0 of 0 | 1 of 1 |" in table
    assert "| crashes: the true line | 1 of 1 |" in table
    helpfulness.show_sentences(some)
    assert "guided: Besides the mask" in capsys.readouterr().out
