"""Try a function on other networks than that of the exercises, as the grading does.

A text chooses the networks; that of the grading is secret. Their numbers are integers over powers
of two, as in the exercises, and so are their numbers of samples, so hardly anything is rounded on
the way to a gradient, in float32 as well as in float64. What is said here of an answer is what the
grading says: the networks are of the same kinds, and `checks.points` gives the points.
"""

import contextlib
import hashlib
import io
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy

from checks import hiding, sentences, stops
from checks.exercises import EXERCISES, Exercise, data_of
from checks.findings import Finding
from checks.lines import causes, choosing
from checks.lines.sources import FileLine, Program
from checks.matching import RELATIVE_TOLERANCE
from checks.names.catalogue import changes_of
from checks.networks import (
    Network,
    Place,
    Tangent,
    derivative,
    linearised,
    network_of,
    places,
    series_network,
)
from checks.points import points_of
from checks.reports import Report, Row
from checks.settings import settings

Size = tuple[tuple[int, ...], int]
# The units of each layer, from the inputs to the output, and the samples. All have as many layers
# as the network of the exercises, because a program may count on them: `W1, W2, W3, W4 = W`
ALIKE: Size = ((4, 6, 6, 6, 1), 16)
OTHERS: tuple[Size, ...] = (((3, 5, 4, 7, 1), 8), ((5, 4, 7, 3, 1), 32), ((2, 7, 3, 5, 1), 4))
# A backward pass takes well below a second here, in plain loops a few seconds, and what tries every
# parameter by itself takes minutes
LARGE: Size = ((128, 384, 384, 384, 1), 4)
FAN_IN = 4  # weights of a unit of the large network that are not zero
# By so much the units that are nearly off are on; the bias is still exact in float32
NEARLY_OFF = 2.0**-20
PAIRS = 12
CHOICE = "of the checks"  # the networks of the grading are others
# On the large network, plain loops take a second or two, and differences take minutes
SECONDS = 4
# What float32 needs, relative to the largest sum of products
ALONG = 1e-5


@dataclass(frozen=True)
class Networks:
    """The networks on which a program is tried."""

    known: Network  # that of the exercises
    alike: Network  # unseen, with the shapes of the known one
    others: tuple[Network, ...]  # unseen, with other widths and numbers of samples


@lru_cache(maxsize=8)
def networks(secret: str) -> Networks:
    """Return the networks that belong to a secret."""
    random = _generator(secret)
    # Only where the derivative is negative does a sign show that is not asked for
    return Networks(
        series_network(),
        _unseen(random, *ALIKE, sign=1),
        tuple(_unseen(random, *size, sign=-1) for size in OTHERS),
    )


@lru_cache(maxsize=2)
def large(secret: str) -> Network:
    """Return a network so large that what tries every parameter by itself comes to no end.

    Most of its weights are zero, so that its numbers are like those of a small one. Some units of
    the first hidden layer are nearly off, and in one sample only: differences with a usual step,
    which switch them, are wrong. Two and two of them cancel each other, so nothing else is as fine.
    """
    random = _generator(f"large {secret}")
    network = _candidate(random, *LARGE)
    W = [*(_thinned(w, random) for w in network.W[:-1]), network.W[-1]]
    B = [b.copy() for b in network.B]
    one, other = random.permutation(len(B[0]))[: 2 * PAIRS].reshape(2, PAIRS)
    W[0][:, other], W[1][other] = W[0][:, one], -W[1][one]
    B[0][one] = B[0][other] = NEARLY_OFF - network.X.dot(W[0]).max(axis=0)[one]
    return replace(network, W=W, B=B)


def _thinned(weights: numpy.ndarray, random: numpy.random.Generator) -> numpy.ndarray:
    """Return weights of which each unit has a few that are not zero."""
    thinned, units = numpy.zeros_like(weights), weights.shape[1]
    chosen = random.integers(len(weights), size=(FAN_IN, units))
    thinned[chosen, range(units)] = random.choice([-1, -0.5, 0.5, 1], chosen.shape)
    return thinned


def _generator(secret: str) -> numpy.random.Generator:
    return numpy.random.default_rng(list(hashlib.sha256(secret.encode()).digest()))


def _unseen(
    random: numpy.random.Generator, sizes: Sequence[int], samples: int, sign: int
) -> Network:
    """Return a network whose gradient shows what is done wrong."""
    while True:
        network = _candidate(random, sizes, samples)
        tangent = linearised(network)
        # Most networks fail early, and the whole gradient takes the longest
        if not all(0.25 < slope.mean() < 0.75 for slope in tangent.slopes[1:]):
            continue
        network = _centred(network, tangent)
        tangent = linearised(network)
        if (
            tangent.Y.min() < 0 < tangent.Y.max()
            and numpy.sign(derivative(tangent, Place("W", 0))[0, 0]) == sign
            and _is_mostly_steep(tangent)
            and _shows_forward_mistakes(network, tangent)
        ):
            return network


def _centred(network: Network, tangent: Tangent) -> Network:
    """Return a network whose outputs have both signs, if they differ; its last bias is not small.

    So a ReLU at the output, or a bias that is missing there, shows in the error.
    """
    without = (tangent.Y - network.B[-1]).mean(axis=0)
    last = (2 * numpy.round(-4 * without) + 1) / 8
    return replace(network, B=[*network.B[:-1], last])


def _is_mostly_steep(tangent: Tangent) -> bool:
    right = (derivative(tangent, place) for place in places(len(tangent.weights)))
    return all((array != 0).mean() > 0.6 for array in right)


def _shows_forward_mistakes(network: Network, tangent: Tangent) -> bool:
    """Say whether each of the usual mistakes in a forward pass gives another error.

    A ReLU at the output, for one, changes nothing where all outputs are positive.
    """
    right = tangent.error(tangent.Y, tangent.T)
    for change in changes_of(tangent, ("forward",)):
        if change.mistake.is_rare:
            continue  # a rare one; an activation with a bound may never show
        wrong = linearised(change.mistake.change(network, **change.layers))
        if abs(wrong.error(wrong.Y, wrong.T) - right) <= 2 * RELATIVE_TOLERANCE * right:
            return False
    return True


def _candidate(random: numpy.random.Generator, sizes: Sequence[int], samples: int) -> Network:
    W = [random.integers(-2, 3, shape) / 2 for shape in pairwise(sizes)]
    # Odd multiples of ever finer fractions, so that no pre-activation is zero
    B = [
        (2 * random.integers(-4, 4, size) + 1) / 8**layer
        for layer, size in enumerate(sizes[1:], start=1)
    ]
    X = random.integers(-4, 5, (samples, sizes[0])) / 2
    T = random.integers(-8, 9, (samples, sizes[-1])) / 2
    return network_of(W, B, X, T)


# Trying a function on them


class TooLongError(BaseException):
    """A function has computed for too long. No program catches that by mistake."""


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
    exercise: Exercise,
    function: Callable,
    known: Report,
    is_own: Callable,
    program: Program | None = None,
) -> Report:
    """Return the report on a function: that it is done, or what is wrong elsewhere, and its points.

    What is ``known`` is the report on the network of the exercises; ``is_own`` tells from a file's
    name whether the student has written what is in it; the ``program`` is that of the function.
    """
    tried = networks(CHOICE)
    alike, *others = (
        _attempt(exercise, function, network, is_own) for network in (tried.alike, *tried.others)
    )
    big = None if exercise.torch else _on_the_large_one(exercise, function, is_own)
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


def _stop(error: BaseException, exercise: Exercise, is_own: Callable) -> Attempt:
    lines: Sequence[FileLine] = ()
    with contextlib.suppress(Exception):  # no line is worth the report
        lines = causes.lines(error, is_own) if settings().lines else ()
    return Attempt(None, stops.finding(error, exercise, is_own), lines)


def _attempt(exercise: Exercise, function: Callable, network: Network, is_own: Callable) -> Attempt:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = exercise.call(prepared(exercise, function), data_of(network))
    except (Exception, SystemExit) as error:
        return _stop(error, exercise, is_own)
    return Attempt(exercise.report(answer, network))


def prepared(exercise: Exercise, function: Callable, uses: list | None = None) -> Callable:
    """Return a function from which is hidden what its exercise forbids; see `hiding.without`."""
    return function if exercise.torch else hiding.without(function, [] if uses is None else uses)


def _on_the_large_one(exercise: Exercise, function: Callable, is_own: Callable) -> Attempt:
    """Return what came of a function on the large network, in time.

    Every array is compared along one direction: how the error changes there, a difference tells
    exactly, as long as no unit switches.
    """
    network = large(CHOICE)
    try:
        with contextlib.redirect_stdout(io.StringIO()), _at_most(SECONDS):
            answer = exercise.call(prepared(exercise, function), data_of(network))
    except TooLongError:
        return Attempt(None, Finding("too-slow", {"seconds": SECONDS}))
    except (Exception, SystemExit) as error:
        return _stop(error, exercise, is_own)
    tangent, random = linearised(network), numpy.random.default_rng(seed=0)
    rows = []
    for place in places(len(network.W)):
        entries = answer[f"D{place.kind}"]
        array = entries[place.layer] if len(entries) == len(network.W) else None
        right = _agrees(array, tangent, place, random)
        rows.append(Row(f"D{place.kind}[{place.layer}]", "", right, place.layer))
    return Attempt(Report(tuple(rows)))


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
    for above in range(place.layer + 1, len(tangent.weights)):
        change = (change * tangent.slopes[above]).dot(tangent.weights[above])
    # The error is quadratic along a line, so this is its derivative but for rounding
    up, down = (tangent.error(tangent.Y + sign * change, tangent.T) for sign in (1, -1))
    size = numpy.linalg.norm(array)  # infinite for what overflows
    found = (array * direction).sum()
    return bool(numpy.isfinite(size) and abs(found - (up - down) / 2) <= ALONG * size)


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` in the block after some seconds of computing, where that is possible."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    ended = []

    def stop(*_: object) -> None:
        ended.append(True)
        raise TooLongError

    number = getattr(signal, "SIGPROF", signal.SIGINT)
    before = signal.signal(number, stop)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.1)  # again, if a program catches it
        timer = None
    else:  # Windows
        timer = threading.Timer(seconds, signal.raise_signal, [number])
        timer.daemon = True
        timer.start()
    try:
        yield
    except Exception:
        # Python makes a `SystemError` of it in some places, and a program may make anything of it
        if ended:
            raise TooLongError from None
        raise
    finally:
        if timer is None:
            signal.setitimer(signal.ITIMER_PROF, 0)
        else:
            timer.cancel()
        signal.signal(number, before)
