"""Try a function on other networks than that of the exercises, as the grading does.

What is said here of an answer is what the grading says: the networks are of the same kinds, see
`unseen_networks`, and `checks.points` gives the points.
"""

import contextlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy

from checks import hiding, sentences, stops, unseen_networks
from checks.exercises import EXERCISES, Exercise, data_of
from checks.findings import Finding
from checks.lines import causes, choosing
from checks.lines.sources import FileLine, Program
from checks.networks import Network, Place, Tangent, change_of_error, linearised, places
from checks.points import points_of
from checks.reports import Report, Row
from checks.settings import settings
from checks.time_limit import TooLongError, at_most

CHOICE = "of the checks"  # the networks of the grading are others
# On the large network, plain loops take a second or two, and differences take minutes
SECONDS = 4
# What float32 needs, relative to the largest sum of products
DIRECTION_TOLERANCE = 1e-5


@dataclass(frozen=True)
class Attempt:
    """What came of a function on one network: a report, or why there is none."""

    report: Report | None
    stop: Finding | None = None
    lines: Sequence[FileLine] = ()  # where it may have stopped

    @property
    def ok(self) -> bool:
        """Whether all is right."""
        return self.report is not None and self.report.ok

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The identifiers of what was found."""
        return self.report.mistakes if self.report else ()


def judged(
    exercise: Exercise, function: Callable, known: Report, is_own: Callable, program: Program | None
) -> Report:
    """Return the report on a function: that it is done, or what is wrong elsewhere, and its points.

    What is ``known`` is the report on the network of the exercises; ``is_own`` tells from a file's
    name whether the student has written what is in it; the ``program`` is that of the function.
    """
    tried = unseen_networks.networks(CHOICE)
    alike, *others = (
        _attempt(exercise, function, network, is_own) for network in (tried.alike, *tried.others)
    )
    big = None
    if not exercise.torch:
        large = unseen_networks.large(CHOICE)
        big = _attempt(exercise, function, large, is_own, is_large=True)
    reports = [attempt.report for attempt in others]
    there = big.report if big else None
    if there and not there.ok:
        # Which mistake was made, a direction does not tell; on the others it is the same
        there = next((report for report in reports if report and not report.ok), there)
    points = points_of(exercise, known, alike.report, reports, there)
    finding, lines = _problem(alike, others, big)
    if known.ok and finding is None:
        done = sentences.DONE.format(number=exercise.number, points=points.text)
        following = EXERCISES[exercise.number :][:1]
        return replace(known, all_right=done, following=tuple(e.notebook for e in following))
    remarks = (*known.remarks, Finding("points", {"points": points.text}))
    if not known.ok or finding is None:
        return replace(known, remarks=remarks)
    spots = choosing.spots(program, lines) if program else ()
    return Report((Row(exercise.name, "", False),), (finding,), remarks=remarks, spots=spots)


Problem = tuple[Finding | None, Sequence[FileLine]]


def _problem(alike: Attempt, others: list[Attempt], big: Attempt | None) -> Problem:
    """Return what to say of the first network on which a function is not right, and of lines."""
    # What tries every parameter by itself may be wrong elsewhere, because of that
    if big and big.stop and big.stop.name == "too-slow":
        return big.stop, ()
    for attempt, where in ((alike, "alike"), *((other, "others") for other in others)):
        if attempt.stop:
            return _stopped(attempt.stop, where), attempt.lines
        if attempt.mistakes == ("negative-magnitude",):
            return Finding("no-magnitude"), ()
        if not attempt.ok:
            return Finding("only-these-numbers" if where == "alike" else "only-here"), ()
    if big and big.stop:
        return _stopped(big.stop, "large"), big.lines
    return (Finding("inexact-when-large") if big and not big.ok else None), ()


def _stopped(stop: Finding, where: str) -> Finding:
    fields = {"where": sentences.ELSEWHERE[where], "sentence": stop.sentence}
    return Finding("stopped-elsewhere", fields)


def _attempt(
    exercise: Exercise,
    function: Callable,
    network: Network,
    is_own: Callable,
    is_large: bool = False,
) -> Attempt:
    """Call a function for a network, in time for a large one, and report on its answer."""
    limit = at_most(SECONDS) if is_large else contextlib.nullcontext()
    report = _along_directions if is_large else exercise.report
    try:
        with limit, contextlib.redirect_stdout(io.StringIO()):
            answer = exercise.call(prepared(exercise, function, []), data_of(network))
    except TooLongError:
        return Attempt(None, Finding("too-slow", {"seconds": SECONDS}))
    except (Exception, SystemExit) as error:
        lines: Sequence[FileLine] = ()
        with contextlib.suppress(Exception):  # no line is worth the report
            lines = causes.lines(error, is_own) if settings().lines else ()
        return Attempt(None, stops.finding(error, exercise, is_own), lines)
    return Attempt(report(answer, network))


def prepared(exercise: Exercise, function: Callable, uses: list) -> Callable:
    """Return a function from which is hidden what its exercise forbids; see `hiding.hidden`."""
    return function if exercise.torch else hiding.hidden(function, uses)(function)


def _along_directions(answer: dict[str, Any], network: Network) -> Report:
    """Report on a gradient that is too large to be computed here, each array along one direction.

    How the error changes there, a difference tells exactly, as long as no unit switches.
    """
    tangent, random = linearised(network), numpy.random.default_rng(seed=0)
    rows = []
    for place in places(len(network.W)):
        entries = answer[f"D{place.kind}"]
        array = entries[place.layer] if len(entries) == len(network.W) else None
        right = _agrees(array, tangent, place, random)
        rows.append(Row(f"D{place.name}", "", right, place.layer))
    return Report(tuple(rows))


def _agrees(array: object, tangent: Tangent, place: Place, random: numpy.random.Generator) -> bool:
    """Say whether a gradient is right along a random direction."""
    inputs, units = tangent.weights[place.layer].shape
    direction = random.normal(size=(inputs, units) if place.kind == "W" else (units,))
    if not isinstance(array, numpy.ndarray) or array.shape != direction.shape:
        return False
    if place.kind == "W":
        change = tangent.inputs[place.layer].dot(direction)
    else:
        change = numpy.ones((len(tangent.Y), 1)) * direction
    # The error is quadratic along a line, so this is its derivative but for rounding
    right = change_of_error(tangent, change, place.layer)
    size = numpy.linalg.norm(array)  # infinite for what overflows
    return bool(
        numpy.isfinite(size)
        and abs((array * direction).sum() - right) <= DIRECTION_TOLERANCE * size
    )
