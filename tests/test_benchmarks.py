"""The benchmarks: they measure, and instructors/README.md shows their table and keeps its word."""

import contextlib
import importlib

import pytest

import run

README = (run.ROOT / "instructors" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def script(monkeypatch):
    """Import a script by its name, such that it measures each thing once, or not at all."""
    monkeypatch.syspath_prepend(run.ROOT / "benchmarks")
    in_turns = importlib.import_module("measure").in_turns

    def imported(name, measures=True):
        def once(what, first, second, rounds):
            return in_turns(what, first, second, 1) if measures else ([1.0], [1.0])

        module = importlib.import_module(name)
        if name not in ("measure", "table"):
            monkeypatch.setattr(module, "in_turns", once)
        if name == "grading" and not measures:
            monkeypatch.setattr(module, "connect", contextlib.nullcontext)
        return module

    return imported


def rows(table):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_the_table_is_shown_and_every_promise_is_kept(script):
    header = script("measure").HEADER
    assert header in README
    shown = rows(README[README.index(header) :].split("\n\n")[0])
    scripts = [script(module.__name__, measures=False) for module in script("table").SCRIPTS]
    claimed = [comparison for module in scripts for comparison in module.comparisons()]

    assert [row[0] for row in shown] == [comparison.what for comparison in claimed]
    assert [row[2] for row in shown] == [comparison.against for comparison in claimed]
    for row, comparison in zip(shown, claimed, strict=True):
        low, high = map(float, row[5].split(" to "))
        assert low <= float(row[4]) <= high
        assert row[6] == ("" if comparison.limit is None else f"{comparison.limit:.2f}")
        if comparison.limit:
            assert float(row[4]) <= comparison.limit


@pytest.mark.slow
@pytest.mark.parametrize("name", ["backward", "diagnosing"])
def test_it_measures(script, name):
    for comparison in script(name).comparisons():
        assert min(comparison.first + comparison.second) > 0
        assert len(rows(f"\n\n{comparison.row()}")[0]) == 7


@pytest.mark.slow
def test_a_run_changes_no_tracked_file(script, monkeypatch, tmp_path):
    backward = script("backward")
    ignored = (run.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"{backward.PICTURE.relative_to(run.ROOT).parent}/" in ignored
    monkeypatch.setattr(backward, "ROOT", tmp_path)
    monkeypatch.setattr(backward, "PICTURE", tmp_path / "dist" / "growth.png")
    monkeypatch.setattr(backward, "GROWTH", [1, 4])
    backward.draw_growth()
    assert (tmp_path / "dist" / "growth.png").stat().st_size > 1000


def test_the_first_value_is_compared_with_the_second(script):
    measure = script("measure")
    first, second = measure.in_turns("test", iter([3, 2, 4]).__next__, iter([2, 2, 2]).__next__, 3)
    assert (first, second) == ([3, 2, 4], [2, 2, 2])
    row = measure.Comparison("this", "that", first, second, limit=2).row()
    assert row == "| this | 3 s | that | 2 s | 1.50 | 1.00 to 2.00 | 2.00 |"


@pytest.mark.parametrize(
    ("seconds", "words"), [(12.34, "12.3 s"), (0.05, "50 ms"), (2.5e-6, "2.5 µs"), (3e-9, "3 ns")]
)
def test_durations_in_words(script, seconds, words):
    assert script("measure").duration(seconds) == words
