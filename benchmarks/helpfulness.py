"""Count how often the check names the mistakes that people have made, and their lines.

``python benchmarks/helpfulness.py`` prints two tables. The first is of the programs of a folder, by
default those of ``tests/corpus/mistakes``; with ``--sentences``, what is said of each stands below.
A program begins with comments: ``exercise``, ``source``, ``mistake``, ``lines``, ``crash``, and
``first wrong``. Beside the programs, ``named.json`` may hold the identifiers that somebody has read
beside the mistake and found true of it and specific. Without these, whatever has a name counts, and
a reader has to judge.

The second is of mutants: right programs in the style of many people and of well-known courses,
``tests/corpus/styles``, with one token changed. Half of them stop with an error, half return
something wrong; they are chosen by chance, but always the same. The styles in ``HELD_OUT`` were
written by somebody who did not know the feedback; where it failed there has been looked at since.
"""

import argparse
import contextlib
import importlib.util
import io
import json
import os
import random
import re
import signal
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Before numpy: a mutant may ask for anything
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
from measure import ROOT, Comparison, compare, importing, seconds
from mutants import mutants

from checks import calling, judging
from checks.exercises import EXERCISES, data_of
from checks.function_report import function_report
from checks.lines import by_values
from checks.networks import series_network
from checks.reports import Report

MISTAKES = ROOT / "tests" / "corpus" / "mistakes"
STYLES = sorted((ROOT / "tests" / "corpus" / "styles").glob("*.py"))
HELD_OUT = (
    *("accum_grad", "bottom_and_top", "buffers_and_connections", "creators"),
    *("double_underscores", "fprop_and_bprop", "grads_on_arrays", "matlab_cells"),
    *("minibatch_slices", "neuron_objects", "operations_with_asserts", "pairs_from_param"),
    *("switch_on_type", "symbolic_graph"),
)
FIELD = re.compile(r"^# ([a-z ]+): (.*)$", re.MULTILINE)
# What is counted, of the programs that stop or of the others
ROWS = (
    ("wrong ones: the right array", "has_right_array", False),
    ("a true sentence that is specific", "is_named", False),
    ("the true line", "has_true_line", False),
    ("only other lines", "has_only_others", False),
    ("crashes: the true line", "has_true_line", True),
    ("only other lines", "has_only_others", True),
)
SEED, OF_A_STYLE, LONGEST_RUN, ROUNDS = 11, 4, 3, 40  # LONGEST_RUN: seconds


@dataclass(frozen=True)
class Case:
    """A program with a mistake, and what the check says of it."""

    name: str
    exercise: int
    lines: frozenset[int]  # where the mistake was mended
    stops: bool
    report: Report
    seconds: float
    first_wrong: str = "-"  # the array, if there is one
    mistake: str = ""  # in words
    judged: list[str] | None = None

    @property
    def has_true_line(self) -> bool:
        """Whether a line that is shown is one of those where the mistake was mended."""
        return bool(self.lines & set(self.report.lines))

    @property
    def has_only_others(self) -> bool:
        """Whether lines are shown, and none of them is true."""
        return bool(self.report.lines) and not self.has_true_line

    @property
    def has_right_array(self) -> bool:
        """Whether the first array that is wrong is named, as far as it is known."""
        return self.first_wrong in ("-", self.report.first_wrong)

    @property
    def is_named(self) -> bool:
        """Whether the mistake is named, as far as somebody has judged."""
        if self.judged is not None:
            return list(self.report.mistakes) == self.judged
        return by_values.says_what_was_done(self.report.findings)


# Mistakes that people have made


def cases(folder: Path) -> list[Case]:
    """Check the programs of a folder."""
    named = folder / "named.json"
    judged = json.loads(named.read_text(encoding="utf-8")) if named.exists() else {}
    return [case_of(path, judged.get(path.stem)) for path in sorted(folder.glob("*.py"))]


def case_of(path: Path, judged: list[str] | None = None) -> Case:
    """Check one program."""
    fields = dict(FIELD.findall(path.read_text(encoding="utf-8")))
    return checked(
        path,
        int(fields["exercise"]),
        lines=frozenset(map(int, re.findall(r"\d+", fields["lines"]))),
        stops=fields["crash"] == "yes",
        first_wrong=fields["first wrong"],
        mistake=fields["mistake"],
        judged=judged,
    )


def checked(path: Path, number: int, **known: object) -> Case:
    """Check the function of an exercise that stands in a file."""
    exercise = EXERCISES[number - 1]
    function = function_of(path, exercise.name)
    with warnings.catch_warnings(action="ignore"):
        start = time.perf_counter()
        report = function_report(exercise, function, series_network())
        return Case(path.stem, number, report=report, seconds=time.perf_counter() - start, **known)


def function_of(path: Path, name: str) -> Callable:
    """Import a function from a file."""
    spec = importlib.util.spec_from_file_location(f"program_{path.stem}", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings(action="ignore"):
        spec.loader.exec_module(module)
    return getattr(module, name)


# Mutants


def kind_of(function: Callable) -> str:
    """Say what a mutant does: "crash", "wrong", "right", or "endless"."""

    def stop(*arguments: object) -> None:
        raise TimeoutError

    network = series_network()
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_RUN)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = calling.exercise1(function, data_of(network))
    except TimeoutError:
        return "endless"
    except (Exception, SystemExit):
        return "crash"
    finally:
        signal.alarm(0)
    return "right" if judging.gradient(answer, network, explain=False).ok else "wrong"


def mutants_of(style: Path, number: int, folder: Path) -> Iterator[tuple[int, str, Path]]:
    """Yield some mutants of a style, half of each kind: the line, the kind, and the file."""
    chosen = mutants(style.read_text(encoding="utf-8"))
    random.Random(SEED).shuffle(chosen)
    left = {"crash": number // 2, "wrong": number // 2}
    for index, (row, source) in enumerate(chosen):
        if not any(left.values()):
            return
        path = folder / f"{style.stem}_{index}.py"
        path.write_text(source, encoding="utf-8")
        try:
            kind = kind_of(function_of(path, "exercise1"))
        except Exception:
            continue  # it cannot be imported
        if left.get(kind):
            left[kind] -= 1
            yield row, kind, path


def mutant_cases(styles: list[Path], number: int) -> list[Case]:
    """Check some mutants of every style."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            checked(path, 1, lines=frozenset([row]), stops=kind == "crash")
            for style in styles
            for row, kind, path in mutants_of(style, number, Path(folder))
        ]


# What is printed


def counted(found: list[Case], what: str, stops: bool) -> str:
    """Count, among those that stop or the others, of how many something holds."""
    holds = [getattr(case, what) for case in found if case.stops == stops]
    return f"{sum(holds)} of {len(holds)}"


def show(columns: dict[str, list[Case]], rows: Sequence[tuple[str, str, bool]] = ROWS) -> None:
    """Print a table, and how long it took."""
    print("| | " + " | ".join(columns) + " |")
    print("| --- |" + " ---: |" * len(columns))
    for heading, *asked in rows:
        cells = [counted(found, *asked) for found in columns.values()]
        print(f"| {heading} | " + " | ".join(cells) + " |")
    every = [case for found in columns.values() for case in found]
    for what, some in (
        ("with a name", [c for c in every if not c.stops and c.is_named]),
        ("stopped", [c for c in every if c.stops]),
        ("without a name", [c for c in every if not c.stops and not c.is_named]),
    ):
        if some:
            times = [case.seconds for case in some]
            print(f"{what}: {statistics.median(times):.2f} s median, {max(times):.2f} s at most")
    print(flush=True)


def show_sentences(found: list[Case]) -> None:
    """Print what is said of each program beside what is wrong with it."""
    for case in found:
        print(f"\n{case.name}: {case.mistake} Lines {', '.join(map(str, sorted(case.lines)))}.")
        print(f"  {', '.join(case.report.mistakes)}; lines {case.report.lines}")
        print(f"  {case.report.text}")


def by_exercise(found: list[Case]) -> dict[str, list[Case]]:
    """Sort cases into the columns of their exercises."""
    return {
        f"exercise {exercise.number}": [c for c in found if c.exercise == exercise.number]
        for exercise in EXERCISES
    }


def by_development(number: int) -> dict[str, list[Case]]:
    """Check mutants, in a column for the styles that are held out, and one for the others."""
    held_out = [path for path in STYLES if path.stem in HELD_OUT]
    others = [path for path in STYLES if path.stem not in HELD_OUT]
    return {
        f"mutants of {len(styles)} programs {what}": mutant_cases(styles, number)
        for what, styles in (("developed on", others), ("held out", held_out))
    }


def comparisons() -> list[Comparison]:
    """Measure how long mistakes that people have made wait for the feedback."""
    programs = [
        path
        for path in sorted(MISTAKES.glob("*.py"))
        if "# exercise: 1" in path.read_text(encoding="utf-8")
    ]
    functions = (function_of(path, "exercise1") for path in programs * ROUNDS)
    with warnings.catch_warnings(action="ignore"):
        every = compare(
            "feedback that points at a line",
            lambda: seconds(function_report, EXERCISES[0], next(functions), series_network()),
            *importing("numpy"),
            ROUNDS,
        )
    slowest = [max(every.first)], [statistics.median(every.second)]
    return [every, Comparison(f"{every.what}, the slowest", every.against, *slowest)]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=MISTAKES)
    parser.add_argument("--sentences", action="store_true", help="also print what is said of each")
    parser.add_argument(
        "--mutants",
        type=int,
        metavar="NUMBER",
        help=f"of each style, by default {OF_A_STYLE}, or none if a folder is given",
    )
    arguments = parser.parse_args()
    numpy.seterr(all="ignore")
    every = cases(arguments.folder)
    show(by_exercise(every))
    number = arguments.mutants
    if number is None:
        number = OF_A_STYLE if arguments.folder == MISTAKES else 0
    if number:
        show(by_development(number), ROWS[1:])  # which array is the first is not known of these
    if arguments.sentences:
        show_sentences(every)


if __name__ == "__main__":
    main()
