"""How all benchmarks measure: two things in turns, so that they share the moods of the machine."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # whoever imports this module can import those of the series

HEADER = """\
| what | median | against | median | ratio | spread | at most |
| --- | ---: | --- | ---: | ---: | ---: | ---: |"""


def duration(value):
    """Return seconds in words."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-9:.3g} ns"


def megabytes(value):
    """Return bytes in words."""
    return f"{value / 1e6:.0f} MB"


@dataclass
class Comparison:
    """Two series of measurements, taken in turns, in one unit."""

    what: str  # the names of the two things
    against: str
    first: list  # their measurements
    second: list
    limit: float | None = None  # what the ratio of the medians is promised to stay below
    words: Callable = duration  # of a measurement

    def row(self):
        """Return a line of the Markdown table."""
        ratios = [a / b for a, b in zip(self.first, self.second, strict=True)]
        first, second = statistics.median(self.first), statistics.median(self.second)
        digits = 2 if min(ratios) >= 0.1 else 3
        spread = f"{min(ratios):.{digits}f} to {max(ratios):.{digits}f}"
        limit = "" if self.limit is None else f"{self.limit:.2f}"
        cells = (
            *(self.what, self.words(first), self.against, self.words(second)),
            *(f"{first / second:.{digits}f}", spread, limit),
        )
        return f"| {' | '.join(cells)} |"


def compare(what, first, against, second, rounds, limit=None, words=duration):
    """Measure two things, each by a function, and return how they compare."""
    return Comparison(what, against, *in_turns(what, first, second, rounds), limit, words)


def in_turns(what, first, second, rounds):
    """Call two functions alternately, and return the two lists of what they have measured."""
    pairs = [(first(), second()) for _ in tqdm(range(rounds), what, leave=False, disable=None)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def seconds(function, *arguments, repeat=1):
    """Return the seconds that one call takes, on average over some calls in a row."""
    start = time.perf_counter()
    for _ in range(repeat):
        function(*arguments)
    return (time.perf_counter() - start) / repeat


def importing(package):
    """Return the command that imports a package alone, and a function that times it."""
    program = f"import {package}"
    return f'`python -c "{program}"`', lambda: seconds(python, "-c", program)


def python(*arguments, cwd=ROOT):
    """Run this Python to its end, and fail with all that it said unless it succeeds."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
