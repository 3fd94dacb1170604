"""What can be found out about a wrong answer, and what is said of it if no mistake explains it."""

import contextlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from checks import sentences
from checks.exercises import Exercise
from checks.findings import UNEXPLAINED, Finding
from checks.lines import by_values, repairs
from checks.lines.early_use import EarlyUse, early_use
from checks.lines.edits import DROPPED, USED_UP
from checks.lines.left_over import NOT_ANEW, NOT_CLEARED, OVERWRITTEN
from checks.lines.sources import FileLine, Program
from checks.networks import Network
from checks.reports import Spot
from checks.tracing import Line

# Repairs of what is left over, or not kept, which looks like several mistakes
LEFT_OVER = (OVERWRITTEN, NOT_CLEARED, NOT_ANEW, DROPPED, USED_UP)
# What says of an array how it looks: what repairs it says more
OF_LOOKS = {"same-rows", "same-columns", "same-entries"}
# What makes whole numbers of others
WHOLE = re.compile(r"//|\b(int\d*|astype|round|around|rint|fix|floor|trunc|long)\b")
# What may come of a sum that was used before it was complete
OF_SUMS = {"factors-of-their-own", *OF_LOOKS}


@dataclass
class WrongAnswer:
    """A wrong answer, and what can be found out about it, which is when it is asked for."""

    program: Program
    exercise: Exercise
    network: Network
    findings: Sequence[Finding]
    changed: Collection[str] = ()  # the arguments that the program has changed
    changing: FileLine | None = None  # and where

    @cached_property
    def names(self) -> set[str]:
        """The names of what was found."""
        return {finding.name for finding in self.findings}

    @cached_property
    def values(self) -> by_values.LineFinder:
        """What the program computes."""
        return by_values.run_and_observe(self.program, self.exercise, self.network)

    @cached_property
    def named(self) -> list[Line]:
        """The lines of mistakes that have a name."""
        return self.values.lines(self.findings)

    @cached_property
    def suspects(self) -> list[Line]:
        """The lines that values tell, whether or not the mistake has a name."""
        first_wrong_value = self.values.first_wrong_value
        return self.named or (first_wrong_value.lines() if self.exercise.results else [])

    @cached_property
    def early(self) -> EarlyUse | None:
        """The sum that the program uses too early, if nothing explains what is wrong."""
        asked = self.names <= UNEXPLAINED | OF_SUMS and not self.exercise.is_forward
        return early_use(self.program, self.exercise, self.network) if asked else None

    @cached_property
    def meeting(self) -> tuple[Line, list[str]] | None:
        """The line where what is wrong was made of right values, if these have names: which."""
        line, names = self.values.first_wrong_value.meeting() or (None, [])
        return (line, names) if line is not None and names else None

    @cached_property
    def tried(self) -> repairs.Tried:
        """What comes of repairs."""
        return repairs.search_in_process(self.program, self.exercise, self.network, self.suspects)


def better_findings(answer: WrongAnswer) -> Sequence[Finding]:
    """Return the findings, or better ones from repairs and values.

    A left-over sum goes before several named mistakes: it looks like them.
    """
    with contextlib.suppress(Exception):
        one_is_known = len(answer.findings) == 1 and by_values.says_what_was_done(answer.findings)
        if not one_is_known and (left := _left_over(answer)):
            return left
        if answer.names == {"zeros"}:
            return _cut(answer) or _repair(answer) or _zeros(answer) or answer.findings
        if answer.names <= UNEXPLAINED:
            return _repair(answer) or _early(answer) or meeting(answer) or answer.findings
        if answer.names <= OF_LOOKS:
            return _repair(answer) or _early(answer) or answer.findings
        if answer.names <= OF_SUMS:
            return _early(answer) or answer.findings
    return answer.findings


def meeting(answer: WrongAnswer) -> list[Finding]:
    """Say where what is wrong was made of right values, and of which."""
    if answer.meeting is None:
        return []
    line, names = answer.meeting
    return [Finding("made-of", {"line": _text(answer, line), "found": sentences.AND.join(names)})]


def _cut(answer: WrongAnswer) -> list[Finding]:
    """Say where numbers are cut to whole ones, if all that is wrong is zero because of that."""
    spots = [_spot(answer, line) for line in answer.values.zeros(of_zeros=False)]
    cut = [spot for spot in spots if WHOLE.search(spot.text)]
    return [Finding("come-to-nothing", {"line": str(spot)}) for spot in cut[:1]]


def _zeros(answer: WrongAnswer) -> list[Finding]:
    """Say where something is zero already, if all that is wrong is zero because of that."""
    lines = answer.values.zeros(of_zeros=True)
    return [Finding("zeros-of-zeros", {"line": _text(answer, line)}) for line in lines[:1]]


def _early(answer: WrongAnswer) -> list[Finding]:
    """Say which sum is used before it is complete."""
    if answer.early is None:
        return []
    lines = answer.early.used[0], answer.early.added
    used, added = (_text(answer, line) for line in lines)
    return [Finding("used-early", {"sum": answer.early.name, "used": used, "added": added})]


def _left_over(answer: WrongAnswer) -> list[Finding]:
    """Say what a program leaves in an array, if everything is right without that."""
    repair = answer.tried.repair
    return _repair(answer) if repair and repair.kind in LEFT_OVER else []


def _repair(answer: WrongAnswer) -> list[Finding]:
    """Say in which line something else makes everything right, if it does."""
    repair = answer.tried.repair
    if repair is None:
        return []
    line = _text(answer, repair.lines[0])
    meets = [finding.fields for finding in meeting(answer) if finding.fields["line"] == line]
    told = sentences.MEETS.format(**meets[0]) if meets else ""
    return [Finding(repair.kind, {"line": line, "text": repair.text, "meets": told})]


def _text(answer: WrongAnswer, line: Line) -> str:
    return str(_spot(answer, line))


def _spot(answer: WrongAnswer, line: Line) -> Spot:
    (place,) = answer.program.spots([line])
    return answer.program.spot(*place)
