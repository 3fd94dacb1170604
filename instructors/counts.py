"""Counting what came of the grading of a class, for the overview."""

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from checks.networks import series_network
from checks.sentences import SENTENCES
from instructors.names import printable

RANGES = 5  # between no points and all points
LONGEST = 160  # characters of what is quoted


@dataclass(frozen=True)
class Spread:
    """How the points of something are spread.

    Attributes
    ----------
    name : str
    most : float
        The most points.
    bars : tuple of (str, int)
        The ranges of points, from none to all, and how many students are in each.
    median, mean : float or None
        None if nobody was graded.
    ungraded : int
        How many students are not among them.
    """

    name: str
    most: float
    bars: tuple
    median: float | None
    mean: float | None
    ungraded: int


def spread(name, points, most, partial=True):
    """Count the students by their points.

    Parameters
    ----------
    name : str
    points : list of (float or None)
        None for who was not graded. Points are multiples of one half.
    most : float
    partial : bool
        Whether to show what is between no points and all even if nobody is there.

    Returns
    -------
    Spread
    """
    graded = [value for value in points if value is not None]
    # All or nothing on one network may be something in between over all networks
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
class Mistake:
    """A mistake, and how often it was made.

    Attributes
    ----------
    sentence : str
        What the students were told; where they were told different numbers of layers, those of
        the most frequent case.
    students : int
        How many students made it, in whatever exercise and layer.
    cases : tuple of (str, int)
        Every identifier with its exercise, and how many students it was found with.
    """

    sentence: str
    students: int
    cases: tuple


def mistakes(results):
    """Count the students who made each mistake, the most frequent first.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    list of Mistake
    """
    students, cases, frequent = defaultdict(set), defaultdict(Counter), defaultdict(Counter)
    for result in results:
        found = {
            (name, identifier)
            for name, outcome in result.outcomes.items()
            for identifier in outcome.mistakes
        }
        for exercise, identifier in found:
            kind = _kind(identifier)
            students[kind].add(result.student)
            cases[kind][f"{exercise}: {identifier}"] += 1
            frequent[kind][identifier] += 1
    return [
        Mistake(_sentence(_first(frequent[kind])), len(students[kind]), tuple(_ranked(cases[kind])))
        for kind in sorted(students, key=lambda kind: (-len(students[kind]), kind))
    ]


def _ranked(counter):
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _first(counter):
    return _ranked(counter)[0][0]


def _kind(identifier):
    """Return the name of a mistake without the numbers of layers that follow it."""
    for name in sorted(SENTENCES, key=len, reverse=True):
        rest = identifier.removeprefix(name)
        if identifier.startswith(name) and rest.replace("-", "").isdecimal() | (not rest):
            return name
    return identifier


class _Blank:
    """Stands for what only the student was told."""

    def __format__(self, specification):
        return "…"


class _Fields(dict):
    def __missing__(self, name):
        return _Blank()


def _sentence(identifier):
    """Return what students were told of a mistake; the identifier itself if it is not known."""
    kind = _kind(identifier)
    if kind not in SENTENCES:
        return identifier
    targets = series_network().T
    layers = identifier.removeprefix(kind).strip("-").split("-")
    fields = _Fields(samples=len(targets), size=targets.size, right_before="")
    named = [name for name in ("layer", "other") if f"{{{name}" in SENTENCES[kind]]
    fields |= dict(zip(named, layers, strict=False))
    return SENTENCES[kind].format_map(fields)


def endings(results, kinds):
    """Return how many students each exercise ended with for, in the order of the kinds.

    Parameters
    ----------
    results : list of Result
    kinds : sequence of str
        Of `instructors.results.OUTCOMES`.

    Returns
    -------
    list of (str, list of int)
    """
    names = list(results[0].outcomes) if results else []
    counts = {name: Counter(result.outcomes[name].kind for result in results) for name in names}
    return [(kind, [counts[name][kind] for name in names]) for kind in kinds]


def ended_early(results):
    """Group the programs that crashed or ran into a limit by what was said of it.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    list of (str, str, tuple of str)
        Exercise, what was said, and the students; the most frequent first.
    """
    groups = defaultdict(list)
    for result in results:
        for name, outcome in result.outcomes.items():
            if outcome.kind in ("crashed", "limit"):
                groups[name, quoted(outcome.feedback)].append(result.student)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(name, said, tuple(sorted(students))) for (name, said), students in ranked]


def unusable(results):
    """List what was handed in but could not be used.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    list of (str, str, str)
        Student, file, and reason, each once.
    """
    rows = {}
    for result in results:
        for file, reason in result.unused:
            rows[result.student, file, reason] = None
        for outcome in result.outcomes.values():
            if outcome.kind == "unusable":
                file = outcome.file or result.folder
                rows[result.student, file, quoted(outcome.feedback)] = None
    return sorted(rows)


def ungraded(results):
    """List who was not graded for a reason that is not the student's: student, exercise, reason.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    list of (str, str, str)
    """
    return [
        (student, name, quoted(outcome.feedback))
        for student, name, outcome in _by_student(results)
        if outcome.points is None
    ]


def marked(results):
    """List what the instructor should look at: student, exercise, mark.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    list of (str, str, str)
    """
    return [
        (student, name, mark)
        for student, name, outcome in _by_student(results)
        for mark in outcome.marks
    ]


def _by_student(results):
    """Yield every student, exercise and outcome, in the order of the students."""
    for result in sorted(results, key=lambda result: result.student):
        for name, outcome in result.outcomes.items():
            yield result.student, name, outcome


def remarked(results):
    """Return the students of every remark, such as ``LATE``, by the remark.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    dict
    """
    students = defaultdict(list)
    for result in sorted(results, key=lambda result: result.student):
        for remark in result.remarks:
            students[remark].append(result.student)
    return dict(sorted(students.items()))


def quoted(feedback):
    """Return what of a feedback says most: the end of the first traceback, or else the first line.

    Parameters
    ----------
    feedback : str
        Markdown.

    Returns
    -------
    str
    """
    lines = [line for line in feedback.splitlines() if line.strip()]
    code = [line for line in lines if line.startswith("    ")]
    text = printable((code[-1:] or lines[:1] or [""])[0])
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
