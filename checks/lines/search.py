"""Run a program again and again, each time with other values of one expression: `Search`."""

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy

from checks.lines.exchanges import Exchange, Execution
from checks.lines.right_values import KEEP
from checks.tracing import Line, Trace

Parts = frozenset[Hashable]  # of an answer

MOST_SEEN = 2_000_000  # values, and turns of loops, in all runs together
MANY = 1_000  # values in one run, for which it is worth to see those of one expression only
LONGEST = 4.0  # seconds of computing, for programs that take long without any value being seen


class Knowing(Protocol):
    """What knows, of the executions of an expression, what may come in place of their values."""

    def of(self, operation: str, executions: Sequence[Execution]) -> list[Exchange]:
        """Return the exchanges for the values of an expression."""


class Helpful(NamedTuple):
    """An expression whose values were exchanged, and more of the answer was right."""

    node: int
    when: int  # the number of values up to the first that was exchanged
    lines: tuple[Line, ...]
    right: Parts
    exchange: Exchange


class Search:
    """Runs a program with exchanges."""

    def __init__(
        self, recorder: Trace, run: Callable[[], Any], right: Callable[[Any], Parts]
    ) -> None:
        """Take what sees the program, what runs it, and what says which parts are right then."""
        self.recorder, self.run, self.right = recorder, run, right
        self.each, self.seen, self.end = 0, 0, 0.0
        self.executions: dict[int, list[Execution]] = defaultdict(list)
        self.already = self.watched(self._noted)
        self.seen += self.each

    def watched(self, through: Callable[[int, Any], Any]) -> Parts:
        """Run the program while all its values pass through a function."""
        with self.recorder.passing(through):
            right = self.right(self.run())
        self.seen += self.recorder.turns  # there are loops in which nothing is seen
        return right

    def _noted(self, node: int, value: Any) -> Any:
        self.each += 1
        now = as_it_is(value)
        self.executions[node].append(Execution(now, self.each, self.recorder.place(node)))
        return value

    @property
    def values(self) -> list[Any]:
        """What was seen in the first run."""
        return [one.value for executions in self.executions.values() for one in executions]

    def first_of(self, lines: Sequence[Line]) -> float:
        """Return how many values come before those of some lines; infinitely many if none do."""
        times = [every[0].when for every in self.executions.values() if every[0].lines[0] in lines]
        return min(times, default=float("inf"))

    def exchanged(self, node: int, values: Sequence[Any]) -> Parts:
        """Return what is right of the answer when an expression has other values."""
        waiting = iter(values)

        def through(number: int, value: Any) -> Any:
            if number != node:
                return value
            new = next(waiting, KEEP)
            if callable(new):
                return new(value)
            return value if new is KEEP else as_it_was(new, value)

        if self.each < MANY:
            self.seen += self.each
            return self.watched(through)
        self.seen += len(self.executions[node])
        with self.recorder.only(node):
            return self.watched(through)

    def helpful(self, exchanges: Knowing, wanted: Parts) -> list[Helpful]:
        """Return the expressions that help, in the order of the run."""

        @functools.cache
        def of(node: int) -> list[Exchange]:
            return exchanges.of(self.recorder.nodes[node].operation, self.executions[node])

        every, self.end = list(self.executions), time.process_time() + LONGEST
        wrong = ((node, one) for node in every for one in of(node) if not one.was_right)
        found = list(self._helping(wrong, wanted))
        # What is right for something may be taken for something else
        if not any(one.right == wanted for one in found):
            right = ((node, one) for node in every for one in of(node) if one.was_right)
            found += self._helping(right, wanted)
        return sorted(found, key=lambda helpful: helpful.when)

    def _helping(self, every: Iterable[tuple[int, Exchange]], wanted: Parts) -> Iterator[Helpful]:
        """Yield those of some exchanges that help, until what comes is farther than others."""
        enough = float("inf")
        for node, exchange in every:
            executions = self.executions[node]
            is_over = self.seen > MOST_SEEN or time.process_time() > self.end
            if is_over or executions[0].when > enough:
                return
            right = self.exchanged(node, exchange.values)
            _, when, lines = executions[exchange.first]
            if right > self.already:
                yield Helpful(node, when, lines, right, exchange)
            if right == wanted:
                enough = min(enough, when)


def as_it_is(value: Any) -> Any:
    """Return a value such that what changes it later does not change what is returned."""
    if isinstance(value, (numpy.ndarray, list)):
        return value.copy()
    return value.detach().clone() if hasattr(value, "detach") else value


def as_it_was(new: Any, old: Any) -> Any:
    """Return a new value as the kind of thing that the old one is."""
    if isinstance(old, (bool, int)):
        return new
    if isinstance(old, list):
        return numpy.asarray(new).tolist()
    if isinstance(old, float):
        return float(numpy.asarray(new).item()) if numpy.size(new) == 1 else new
    if isinstance(old, numpy.ndarray):
        is_mask = old.dtype == bool and numpy.isin(new, (0, 1)).all()
        return numpy.array(new, dtype=bool if is_mask else None)
    if hasattr(old, "detach"):
        array = old.new_tensor(numpy.asarray(new))
        # What PyTorch has recorded stays
        return old + (array - old.detach()) if old.is_floating_point() else array
    return new
