"""Find the line of a mistake by repairing it: the program is right when one thing is changed there.

Whoever looks for a mistake changes one thing after the other, and runs the program again. What may
be changed is in `edits`, and in `left_over`. A repair is seldom right by chance, because the
network has random numbers. Where several lines can be repaired, the mistake is likeliest where
there are most ways to do it.
"""

import ast
import copy
import functools
import sys
import time
import types
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from checks.lines import left_over
from checks.lines.edits import COPY, Edit, Ways
from checks.lines.sources import Program
from checks.tracing import Line, Trace

MOST, LONGEST = 6_000, 3.0  # edits that are tried, and seconds of computing
# What runs longer than it should: so many turns of loops, times as many as before, and seconds of
# computing. A program that has stopped may have been about to do much
TURNS, LONGER, LONGEST_RUN = 20_000, 3, 0.5


class Repair(NamedTuple):
    """An edit after which a program is right."""

    lines: tuple[Line, ...]
    kind: str  # see `checks.sentences`
    text: str  # in whose place something else stands


class Repairs:
    """Tries what may be written in another way in a program."""

    def __init__(self, program: Program, *are_right: Callable[[Trace], bool]) -> None:
        """Take a program, and what runs it and says whether it is right: the quickest first."""
        self.trace, self.are_right = Trace(program, None), are_right
        self.trace.names |= {
            COPY: copy.deepcopy,
            left_over.ADD: left_over.added,
            left_over.CLEAR: left_over.cleared,
        }
        trees = self.trace.unseen(None)
        own = [number for number, part in enumerate(program.parts) if not part.fixed]
        self.trees = {number: trees[number] for number in own}
        self.texts = [part.text for part in program.parts]
        is_right, called = self._first_run()
        self.ways = {
            number: Ways(tree, called[name]) for number, (tree, name) in self.trees.items()
        }
        self.seconds, self.left = LONGEST, 0 if is_right else MOST
        self.trace.most_turns = min(self.trace.most_turns, TURNS + LONGER * self.trace.turns)
        self.trace.longest = LONGEST_RUN

    def _is_right(self) -> bool:
        return all(is_right(self.trace) for is_right in self.are_right)

    def _first_run(self) -> tuple[bool, dict[str, set[int]]]:
        """Return whether the program is right as it is, and where the functions begin it calls.

        These are numbers of lines, by the names of files.
        """
        called: dict[str, set[int]] = defaultdict(set)

        def look(frame: types.FrameType, event: str, argument: object) -> None:
            if event == "call":
                called[frame.f_code.co_filename].add(frame.f_code.co_firstlineno)

        before = sys.getprofile()
        sys.setprofile(look)
        try:
            return self._is_right(), called
        finally:
            sys.setprofile(before)

    def of_left_over(self) -> Repair | None:
        """Return what makes a program right by what it leaves in its arrays."""
        every = ((n, edit) for n, (tree, _) in self.trees.items() for edit in left_over.edits(tree))
        return next(self._tried(every), None)

    def of(self, suspects: Sequence[Line]) -> list[Repair]:
        """Return the repairs of some lines, or else those of all others, the likeliest first."""
        beside = self._tried(self._likely(lambda line: line in suspects))
        elsewhere = self._tried(self._likely(lambda line: line not in suspects))
        others = self._tried((n, edit) for n, ways in self.ways.items() for edit in ways.others())
        found = list(beside) or list(elsewhere) or list(others)
        often = Counter(repair.lines[0] for repair in found)
        order = {line: place for place, line in enumerate(suspects)}

        def likelihood(repair: Repair) -> tuple[int, int, Line, int]:
            line = repair.lines[0]
            return order.get(line, len(order)), -often[line], line, len(repair.text)

        return sorted(found, key=likelihood)

    def _likely(self, wanted: Callable[[Line], bool]) -> Iterator[tuple[int, Edit]]:
        for number, ways in self.ways.items():
            every = ways.likely(functools.partial(_holds, wanted, number))
            yield from ((number, edit) for edit in every)

    def _tried(self, every: Iterable[tuple[int, Edit]]) -> Iterator[Repair]:
        """Yield the edits after which the program is right, each with the number of its part."""
        for number, edit in every:
            if self.left <= 0 or self.seconds <= 0:
                return
            start = time.process_time()
            is_repaired = self._is_repaired(number, edit)
            self.left, self.seconds = self.left - 1, self.seconds - time.process_time() + start
            if is_repaired:
                lines = tuple(Line(number, line) for line in edit.lines)
                text = edit.here and ast.get_source_segment(self.texts[number], edit.here)
                yield Repair(lines, edit.kind, " ".join((text or "").split()))

    def _is_repaired(self, number: int, edit: Edit) -> bool:
        tree, name = self.trees[number]
        codes = self.trace.codes
        try:
            with edit.made():
                code = compile(tree, name, "exec")
            self.trace.codes = [*codes[:number], code, *codes[number + 1 :]]
            return self._is_right()
        except Exception:  # it cannot be written in this way, or answers what nobody reads
            return False
        finally:
            self.trace.codes = codes


def _holds(wanted: Callable[[Line], bool], part: int, line: int) -> bool:
    return wanted(Line(part, line))
