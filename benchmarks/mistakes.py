"""Count how often the check names the mistakes that people have made, and their lines.

``python benchmarks/mistakes.py [folder]`` checks the programs of a folder, by default those of
``tests/corpus/mistakes``, and prints a table; with ``--sentences`` also what is said of each. A
program begins with comments: ``exercise``, ``source``, ``mistake``, ``lines``, ``crash``, and
``first wrong``. Beside the programs, ``named.json`` may hold the identifiers that somebody has
read beside the mistake and found true of it and specific. Without these, whatever has a name
counts, and a reader has to judge.
"""

import argparse
import importlib.util
import json
import re
import statistics
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT

from checks import pointing
from checks.exercises import EXERCISES
from checks.networks import series_network
from checks.programs import report_on
from checks.reports import Report

MISTAKES = ROOT / "tests" / "corpus" / "mistakes"
FIELD = re.compile(r"^# ([a-z ]+): (.*)$", re.MULTILINE)
HEADINGS = {
    "wrong": "wrong ones: the right array",
    "named": "a true sentence that is specific",
    "line": "the true line",
    "other": "only other lines",
    "crash": "crashes: the true line",
}


@dataclass(frozen=True)
class Case:
    """A program with a mistake that somebody has made, and what the check says of it."""

    name: str
    fields: dict
    report: Report
    seconds: float
    judged: list[str] | None = None

    @property
    def exercise(self) -> int:
        """The number of the exercise."""
        return int(self.fields["exercise"])

    @property
    def stops(self) -> bool:
        """Whether the program stops with an error."""
        return self.fields["crash"] == "yes"

    @property
    def has_true_line(self) -> bool:
        """Whether a line that is shown is one of those where the mistake was mended."""
        true = set(map(int, re.findall(r"\d+", self.fields["lines"])))
        return bool(true & set(self.report.lines))

    @property
    def has_right_array(self) -> bool:
        """Whether the first array that is wrong is named; in exercise 3 there is none."""
        first = self.fields["first wrong"]
        return first == "-" or self.report.first_wrong == first

    @property
    def is_named(self) -> bool:
        """Whether the mistake is named, as far as somebody has judged."""
        if self.judged is not None:
            return list(self.report.mistakes) == self.judged
        return not any(finding.name in pointing.UNKNOWN for finding in self.report.findings)


def cases(folder: Path) -> list[Case]:
    """Check the programs of a folder."""
    named = folder / "named.json"
    judged = json.loads(named.read_text(encoding="utf-8")) if named.exists() else {}
    return [case_of(path, judged.get(path.stem)) for path in sorted(folder.glob("*.py"))]


def case_of(path: Path, judged: list[str] | None = None) -> Case:
    """Check one program."""
    fields = dict(FIELD.findall(path.read_text(encoding="utf-8")))
    exercise = EXERCISES[int(fields["exercise"]) - 1]
    spec = importlib.util.spec_from_file_location(f"mistake_{path.stem}", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spec.loader.exec_module(module)
        start = time.perf_counter()
        report = report_on(exercise, getattr(module, exercise.name), series_network())
        seconds = time.perf_counter() - start
    return Case(path.stem, fields, report, seconds, judged)


def counts(found: list[Case]) -> dict[str, Counter]:
    """Count by the rows of the table, for every exercise."""
    rows = {name: Counter() for name in (*HEADINGS, "wrong of", "crash of")}
    for case in found:
        number = case.exercise
        if case.stops:
            rows["crash of"][number] += 1
            rows["crash"][number] += case.has_true_line
            continue
        rows["wrong of"][number] += 1
        rows["wrong"][number] += case.has_right_array
        rows["named"][number] += case.is_named
        rows["line"][number] += case.has_true_line
        rows["other"][number] += bool(case.report.lines) and not case.has_true_line
    return rows


def show(found: list[Case]) -> None:
    """Print the table."""
    rows, numbers = counts(found), [exercise.number for exercise in EXERCISES]
    print("| | " + " | ".join(f"exercise {number}" for number in numbers) + " |")
    print("| --- " * (1 + len(numbers)) + "|")
    for name, heading in HEADINGS.items():
        of = rows["crash of" if name == "crash" else "wrong of"]
        cells = [f"{rows[name][number]} of {of[number]}" for number in numbers]
        print(f"| {heading} | " + " | ".join(cells) + " |")
    for what, some in (
        ("with a name", [c for c in found if not c.stops and c.is_named]),
        ("without a name, or stopped", [c for c in found if c.stops or not c.is_named]),
    ):
        if some:
            seconds = [case.seconds for case in some]
            print(
                f"{what}: {statistics.median(seconds):.2f} s median, {max(seconds):.2f} s at most"
            )


def show_sentences(found: list[Case]) -> None:
    """Print what is said of each program beside what is wrong with it."""
    for case in found:
        print(f"\n{case.name}: {case.fields['mistake']} Lines {case.fields['lines']}.")
        print(f"  {', '.join(case.report.mistakes)}; lines {case.report.lines}")
        print(f"  {case.report.text}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=MISTAKES)
    parser.add_argument("--sentences", action="store_true", help="also print what is said of each")
    arguments = parser.parse_args()
    every = cases(arguments.folder)
    show(every)
    if arguments.sentences:
        show_sentences(every)
