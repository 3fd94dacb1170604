"""The benchmarks: they measure, and instructors/README.md shows their table and keeps its word."""

import contextlib

import backward
import diagnosing
import grading
import measure
import pytest
import table

import run

README = (run.ROOT / "instructors" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def once(monkeypatch):
    """Each thing is measured once."""
    in_turns = measure.in_turns
    monkeypatch.setattr(
        measure, "in_turns", lambda what, first, second, rounds: in_turns(what, first, second, 1)
    )


def rows(table):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_the_table_is_shown_and_every_promise_is_kept(monkeypatch):
    assert measure.HEADER in README
    shown = rows(README[README.index(measure.HEADER) :].split("\n\n")[0])
    monkeypatch.setattr(measure, "in_turns", lambda *_: ([1.0], [1.0]))
    monkeypatch.setattr(grading, "connect", contextlib.nullcontext)
    claimed = [comparison for script in table.SCRIPTS for comparison in script.comparisons()]

    assert [row[0] for row in shown] == [comparison.what for comparison in claimed]
    assert [row[2] for row in shown] == [comparison.against for comparison in claimed]
    for row, comparison in zip(shown, claimed, strict=True):
        low, high = map(float, row[5].split(" to "))
        assert low <= float(row[4]) <= high
        assert row[6] == ("" if comparison.limit is None else f"{comparison.limit:.2f}")
        if comparison.limit:
            assert float(row[4]) <= comparison.limit


def test_a_benchmark_that_is_not_there_is_told(capsys):
    with pytest.raises(SystemExit):
        table.main(["backwrd"])
    assert "there is no backwrd; there are backward, diagnosing" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("script", [backward, diagnosing], ids=lambda script: script.__name__)
def test_it_measures(once, script):
    for comparison in script.comparisons():
        assert min(comparison.first + comparison.second) > 0
        assert len(rows(f"\n\n{comparison.row()}")[0]) == 7


@pytest.mark.slow
def test_a_run_changes_no_tracked_file(once, monkeypatch, tmp_path):
    ignored = (run.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"{backward.PICTURE.relative_to(run.ROOT).parent}/" in ignored
    monkeypatch.setattr(backward, "ROOT", tmp_path)
    monkeypatch.setattr(backward, "PICTURE", tmp_path / "dist" / "growth.png")
    monkeypatch.setattr(backward, "GROWTH", [1, 4])
    backward.draw_growth()
    assert (tmp_path / "dist" / "growth.png").stat().st_size > 1000


def test_the_first_value_is_compared_with_the_second():
    first, second = iter([3, 2, 4]), iter([2, 2, 2])
    compared = measure.compare("this", first.__next__, "that", second.__next__, 3, limit=2)
    assert (compared.first, compared.second) == ([3, 2, 4], [2, 2, 2])
    assert compared.row() == "| this | 3 s | that | 2 s | 1.50 | 1.00 to 2.00 | 2.00 |"


@pytest.mark.parametrize(
    ("seconds", "words"), [(12.34, "12.3 s"), (0.05, "50 ms"), (2.5e-6, "2.5 µs"), (3e-9, "3 ns")]
)
def test_durations_in_words(seconds, words):
    assert measure.duration(seconds) == words
