"""The exercises: what each asks for, how it is called, and the report on an answer.

Everything that deals with all exercises goes through the list `EXERCISES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checks import calling, judging
from checks.networks import Network
from checks.reports import Report
from checks.settings import settings


@dataclass(frozen=True)
class Exercise:
    """One exercise."""

    name: str  # that of the function in `solution.py`, and of its notebook's cell
    notebook: str  # the stem of the notebook's name
    asks: str  # what the student writes
    # From the student's function and the data of a network to an answer; see `checks.calling`
    call: Callable[[Callable, dict], dict[str, Any]]
    # From an answer, a `Network` and whether to look for the reason of what is wrong, to a
    # `Report`
    report: Callable[..., Report]
    # What the notebook calls the arguments of the function, and what it returns: those whose
    # code stands in a cell, without a function, go on from these names to those
    given: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    usual: int = 10  # the points, unless the settings of the course say otherwise
    # Whether points are given for the steps before the first wrong one; see `checks.points`
    partial: bool = True
    # Whether it may be solved with PyTorch. If not, it is to be solved without automatic and
    # numerical differentiation, and the grading sees to that
    torch: bool = True

    @property
    def points(self) -> int:
        """The most points."""
        return settings().points.get(self.name, self.usual)

    @property
    def is_forward(self) -> bool:
        """Whether a forward pass is wanted, and not what follows from it."""
        return self.results == ("err",)

    @property
    def number(self) -> int:
        """The number of the exercise, from 1."""
        return 1 + EXERCISES.index(self)


def data_of(network: Network, dtype: str = "float64") -> dict[str, Any]:
    """Return what `checks.calling` needs to know of a network, as JSON data."""
    return {
        "W": [w.tolist() for w in network.W],
        "B": [b.tolist() for b in network.B],
        "X": network.X.tolist(),
        "T": network.T.tolist(),
        "dtype": dtype,
    }


EXERCISES = (
    Exercise(
        "exercise1",
        "1_by_hand_in_numpy",
        "the backward pass, as array operations",
        calling.exercise1,
        judging.gradient,
        given=("W", "B", "A", "Y", "T"),
        results=("DW", "DB"),
        torch=False,
    ),
    Exercise(
        "exercise2",
        "2_autograd_on_functions",
        "the forward pass, as PyTorch operations",
        calling.exercise2,
        judging.autograd,
        given=("W", "B", "X", "T"),
        results=("err",),
    ),
    Exercise(
        "exercise3",
        "3_nn_sequential",
        "one line that finds a gradient",
        calling.exercise3,
        judging.printed,
        given=("net",),
        partial=False,
    ),
)
