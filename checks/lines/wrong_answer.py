"""What can be found out about a wrong answer: `WrongAnswer`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from checks.exercises import Exercise
from checks.findings import UNEXPLAINED, Finding
from checks.instrumenting import Line
from checks.lines import by_values, repairs
from checks.lines.early_use import EarlyUse, early_use
from checks.lines.sources import FileLine, Program
from checks.networks import Network

# What says of an array how it looks: what repairs it says more
OF_LOOKS = {"same-rows", "same-columns", "same-entries"}
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
        return by_values.run_and_observe(self.program, self.exercise, self.network, self.findings)

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
