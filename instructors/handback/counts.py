"""Counting what came of the grading of a class, for the overview."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from checks.exercises import EXERCISES
from checks.findings import UNEXPLAINED
from checks.sentences import SENTENCES
from instructors.handback import examples
from instructors.messages import ENDINGS, OVERVIEW
from instructors.printable import with_ellipsis
from instructors.results import Outcome, Result

RANGES = 5  # between no points and all points
NO_NAMES = {*UNEXPLAINED, "unfinished"}  # what is said where no mistake is known
MOST_QUOTED_CHARACTERS = 160


@dataclass(frozen=True)
class Spread:
    """How the points of something are spread, in ranges from none to all."""

    name: str
    most: float
    bars: tuple[tuple[str, int], ...]
    median: float | None  # None if nobody was graded
    mean: float | None
    ungraded: int


def spread(name: str, points: Sequence[float | None], most: float, partial: bool = True) -> Spread:
    """Count students by their points, which are multiples of one half; None is not graded."""
    graded = [value for value in points if value is not None]
    # What is all or nothing on one network may be something in between over all of them; where
    # nobody is there, it is left out
    partial = partial or any(0 < value < most for value in graded)
    edges = [most * number / RANGES for number in range(RANGES + 1)] if partial else []
    bars = [("0", sum(value == 0 for value in graded))]
    for number, (low, high) in enumerate(pairwise(edges)):
        inside = sum(low <= value < high and value > 0 for value in graded)
        bars.append((f"{low if number else 0.5:g}–{high - 0.5:g}", inside))
    bars.append((f"{most:g}", sum(value >= most for value in graded)))
    return Spread(
        name,
        most,
        tuple(bars),
        statistics.median(graded) if graded else None,
        statistics.fmean(graded) if graded else None,
        len(points) - len(graded),
    )


@dataclass(frozen=True)
class CountedMistake:
    """A mistake, and who made it, in whatever exercise and layer."""

    sentence: str  # that most read who made it in the most frequent case, as Markdown
    students: tuple[str, ...]
    cases: tuple[tuple[str, int], ...]  # the exercise with the identifier; how many students
    example: str = ""  # the code of one of them, with nobody's name


def mistakes(results: Sequence[Result]) -> list[CountedMistake]:
    """Find who made which mistake, the most frequent first."""
    made: dict[str, list[_Made]] = defaultdict(list)
    for result in results:
        for exercise, outcome in result.outcomes.items():
            found = dict(zip(outcome.mistakes, outcome.told, strict=True))
            for identifier, told in found.items():
                made[_kind(identifier)].append(_Made(result, exercise, identifier, told))
    return sorted(
        map(_counted, made.values()), key=lambda mistake: (-len(mistake.students), mistake.sentence)
    )


class _Made(NamedTuple):
    """A mistake of one student, in one exercise."""

    result: Result
    exercise: str
    identifier: str
    told: str


def _counted(made: Sequence[_Made]) -> CountedMistake:
    students = {one.result.student for one in made}
    cases = Counter(f"{one.exercise}: {one.identifier}" for one in made)
    identifier = _first(Counter(one.identifier for one in made))
    sentence = _first(Counter(one.told for one in made if one.identifier == identifier))
    return CountedMistake(sentence, tuple(sorted(students)), tuple(_ranked(cases)), _example(made))


def _example(made: Sequence[_Made]) -> str:
    """Return the shortest program in which there is no other mistake, or few."""
    shown = []
    for result, exercise, _, _ in made:
        code = result.programs.get(exercise, "")
        names = (result.student, result.folder, *result.remarks, *result.identifiers.values())
        text = examples.anonymised(code, names, _named_line(result, exercise, code))
        shown.append((len(set(result.outcomes[exercise].mistakes)), len(text), text))
    return min((entry for entry in shown if entry[2]), default=(0, 0, ""))[2]


def _named_line(result: Result, exercise: str, code: str) -> int:
    """Return the line of the code to which the feedback points, by what stands there; 0 if none."""
    named = re.search(r"\bline \d+ of [^:\n]+: `+ ?(.+?) ?`", result.outcomes[exercise].feedback)
    lines = [line.strip() for line in code.splitlines()]
    return lines.index(named[1]) + 1 if named and named[1] in lines else 0


@dataclass(frozen=True)
class Talk:
    """Whom to talk to: who has no points, and whom one mistake alone keeps from all."""

    nothing: tuple[tuple[str, str], ...]  # and what became of the exercises
    nearly: tuple[tuple[str, str, str], ...]  # in which exercises, and what was said of it


def whom_to_talk_to(results: Sequence[Result]) -> Talk:
    """Return who has no points, and who lacks some by one mistake alone."""
    nothing, nearly = [], []
    for result in _in_order(results):
        if result.total == 0:
            kinds: dict[str, list[str]] = {}
            for name, outcome in result.outcomes.items():
                kinds.setdefault(ENDINGS[outcome.kind], []).append(name)
            said = "; ".join(f"{', '.join(names)}: {kind}" for kind, names in kinds.items())
            nothing.append((result.student, next(iter(kinds)) if len(kinds) == 1 else said))
        elif result.total is not None and (only := _only_mistake(result)):
            nearly.append((result.student, *only))
    return Talk(tuple(nothing), tuple(nearly))


def _only_mistake(result: Result) -> tuple[str, str] | None:
    """Return where the one mistake was made that keeps a student from all points, and its name."""
    most = {exercise.name: exercise.points for exercise in EXERCISES}
    short = {
        name: outcome
        for name, outcome in result.outcomes.items()
        if outcome.points is None or outcome.points < most[name]
    }
    kinds = {_kind(identifier) for outcome in short.values() for identifier in outcome.mistakes}
    if len(kinds) != 1 or kinds & NO_NAMES or not all(o.mistakes for o in short.values()):
        return None
    return ", ".join(short), next(iter(short.values())).told[0]


def _in_order(results: Sequence[Result]) -> list[Result]:
    return sorted(results, key=lambda result: result.student)


def _ranked(counter: Counter) -> list[tuple]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _first(counter: Counter) -> str:
    return _ranked(counter)[0][0]


def _kind(identifier: str) -> str:
    """Return the name of a mistake without the numbers of layers that follow it."""
    for name in sorted(SENTENCES, key=len, reverse=True):
        rest = identifier.removeprefix(name)
        if identifier.startswith(name) and rest.replace("-", "").isdecimal() | (not rest):
            return name
    return identifier


def endings(results: Sequence[Result]) -> list[tuple[str, list[int]]]:
    """Return how the exercises can have ended, and for how many students each has."""
    names = list(results[0].outcomes) if results else []
    counts = {name: Counter(result.outcomes[name].kind for result in results) for name in names}
    return [(said, [counts[name][kind] for name in names]) for kind, said in ENDINGS.items()]


def ended_early(results: Sequence[Result]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Group programs that crashed or ran into a limit: exercise, what was said, and students."""
    groups = defaultdict(list)
    for result in results:
        for name, outcome in result.outcomes.items():
            if outcome.kind in ("crashed", "limit"):
                groups[name, quoted(outcome.feedback)].append(result.student)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(name, said, tuple(sorted(students))) for (name, said), students in ranked]


def unusable(results: Sequence[Result]) -> list[tuple[str, str, str]]:
    """List who handed in what could not be used: student, files, and reasons, each once."""
    rows = []
    for result in _in_order(results):
        files = dict(result.unused)
        for outcome in result.outcomes.values():
            if outcome.kind == "unusable" and not result.unused:
                files[outcome.file or result.folder] = quoted(outcome.feedback)
        if files:
            reasons = " ".join(dict.fromkeys(files.values()))
            rows.append((result.student, ", ".join(files), reasons))
    return rows


def ungraded(results: Sequence[Result]) -> list[tuple[str, str, str]]:
    """List who was not graded for a reason that is not theirs: student, exercises, reasons."""
    return _said_of_each(
        results, lambda outcome: [quoted(outcome.feedback)] if outcome.points is None else []
    )


def marked(results: Sequence[Result]) -> list[tuple[str, str, str]]:
    """List what the instructor should look at: student, exercises, marks."""
    return _said_of_each(results, lambda outcome: list(outcome.marks))


def set_by_hand(results: Sequence[Result]) -> list[tuple[str, str, str]]:
    """List whose points an instructor has set: student, exercises with points, and reasons."""
    return [
        (
            result.student,
            ", ".join(_set_by_hand(name, outcome) for name, outcome in changed.items()),
            " ".join(dict.fromkeys(outcome.reason for outcome in changed.values())),
        )
        for result in _in_order(results)
        if (changed := {name: o for name, o in result.outcomes.items() if o.reason})
    ]


def _set_by_hand(exercise: str, outcome: Outcome) -> str:
    said = OVERVIEW["by hand alone" if outcome.computed is None else "by hand"]
    return said.format(exercise=exercise, computed=outcome.computed, points=outcome.points)


def _said_of_each(
    results: Sequence[Result], says: Callable[[Outcome], list[str]]
) -> list[tuple[str, str, str]]:
    """Return every student of whom something is to be said, once: the exercises, and what it is."""
    rows = []
    for result in _in_order(results):
        said = {name: says(outcome) for name, outcome in result.outcomes.items()}
        names = ", ".join(name for name, texts in said.items() if texts)
        texts = dict.fromkeys(text for texts in said.values() for text in texts)
        if names:
            rows.append((result.student, names, " ".join(texts)))
    return rows


def remarked(results: Sequence[Result]) -> dict[str, list[str]]:
    """Return the students of every remark, such as "late", by the remark."""
    students = defaultdict(list)
    for result in _in_order(results):
        for remark in result.remarks:
            students[remark].append(result.student)
    return dict(sorted(students.items()))


def quoted(feedback: str) -> str:
    """Return what of a feedback says most: the end of the first traceback, or the first line."""
    lines = [line for line in feedback.splitlines() if line.strip()]
    code = [line for line in lines if line.startswith("    ")]
    return with_ellipsis((code[-1:] or lines[:1] or [""])[0], MOST_QUOTED_CHARACTERS)
