"""Find the mistakes that explain a gradient.

This is the order in which an explanation of all arrays is looked for. What says most comes first:

1. One mistake that has a name (`_by_mistakes`): the arrays are the gradient of a network of
   `catalogue` in which it is made.
2. Something that was done to a right gradient in the end (`afterwards`).
3. Factors (`factors`), or several mistakes in several layers (`combining`), by
   `_by_factors_or_several`.
4. A pair of mistakes, which can be in one layer (`_by_mistakes`); there are many, and one fits by
   chance sooner.
5. What was sent back, or which weights were passed, as far as the arrays tell (`solving`).

If nothing explains all arrays, the first wrong one is described alone (`describing`).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy

from checks.findings import Finding
from checks.names.afterwards import changed_afterwards
from checks.names.agreeing import (
    Changes,
    Forms,
    Gradients,
    accounts_for,
    findings_of,
    forms_in,
    tangent_with,
)
from checks.names.combining import combine
from checks.names.describing import of_first_alone
from checks.names.factors import by_factors
from checks.names.mistakes_on_the_way_back import CLOSED
from checks.names.solving import solved
from checks.networks import Place
from checks.truth import Truth


def diagnose(arrays: dict, truth: Truth, err: numpy.ndarray | None = None) -> list[Finding]:
    """Say what is wrong with a gradient, and the error that came along with it; nothing, if all is.

    What came are arrays or findings by their places, in backward order.
    """
    wrong = truth.wrong(arrays)
    if not wrong:
        return []
    first = wrong[0]
    if isinstance(arrays[first], Finding):
        return [arrays[first]]
    readable = {place: array for place, array in arrays.items() if isinstance(array, numpy.ndarray)}
    if not any(array.any() for array in readable.values()):
        return [Finding("zeros")]
    # What the error looks like is said of an error that looks so
    return [
        replace(finding, forward=finding.forward and err is not None and finding.explains)
        for finding in _explained(readable, first, truth, err)
        or [of_first_alone(readable, first, truth)]
    ]


def _explained(
    arrays: Gradients, first: Place, truth: Truth, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain all arrays, or return an empty list."""
    return (
        _by_mistakes(arrays, truth, 1, err)
        or changed_afterwards(arrays, truth)
        or _by_factors_or_several(arrays, truth, err)
        or _by_mistakes(arrays, truth, 2, err)
        or solved(arrays, first, truth)
    )


class Explanation(NamedTuple):
    """Mistakes of the catalogue, with which all arrays agree."""

    order: list[str]  # the name of another order of the lists, if they have one
    forms: Forms
    changes: Changes
    accounts: bool  # whether `err` and the missing arrays fit them, too

    @property
    def names(self) -> list[str]:
        """The names of all that is said of the form."""
        return [*self.order, *dict.fromkeys(self.forms.values())]


def _by_mistakes(
    arrays: Gradients, truth: Truth, mistakes: int, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain all arrays by the fewest mistakes of the catalogue, one or two."""
    explanations: list[Explanation] = []
    for order, arranged in _arrangements(arrays, truth.layers) if mistakes == 1 else [([], arrays)]:
        if any(explanation.accounts for explanation in explanations):
            break  # another order of the lists would be one thing more
        for changes, forms in _agreeing(arranged, truth, mistakes):
            accounts = accounts_for(changes, arrays, truth, err)
            explanations.append(Explanation(order, forms, changes, accounts))
    if not explanations:
        return []
    best = _best(explanations, arrays, truth)
    return findings_of(best.names, best.forms, best.changes, arrays, truth, best.accounts)


def _agreeing(arrays: Gradients, truth: Truth, mistakes: int) -> Iterator[tuple[Changes, Forms]]:
    """Yield the mistakes, at most one or a pair, with which all arrays agree, and their forms."""
    # A wrong explanation shows the soonest in what is wrong, and the fastest in what is small
    wrong = truth.wrong(arrays)
    telling = sorted(arrays, key=lambda place: (place not in wrong, truth.right[place].size))
    ordered = {place: arrays[place] for place in telling}
    for changes in truth.mistakes_giving(arrays[telling[0]], telling[0], mistakes):
        tangent = tangent_with(changes, truth)
        forms = forms_in(ordered, tangent, truth) if tangent else None
        if forms is not None:
            yield changes, forms


def _best(explanations: list[Explanation], arrays: Gradients, truth: Truth) -> Explanation:
    """Return the explanation that accounts for the rest as well, and of these the simplest.

    Zeros come from many mistakes: of them, no more is said than that nothing comes through.
    """
    silent = not any(arrays[place].any() for place in truth.wrong(arrays))

    def rank(explanation: Explanation) -> tuple:
        closed = any(change.mistake in CLOSED for change in explanation.changes)
        count = len(explanation.names) + len(explanation.changes)
        return not explanation.accounts, silent and not closed, count

    return min(explanations, key=rank)


def _arrangements(arrays: Gradients, layers: int) -> Iterator[tuple[list[str], Gradients]]:
    """Yield the arrays as they came, and as they would be if the lists were in another order."""
    other = {"W": "B", "B": "W"}
    yield [], arrays
    yield ["reversed-lists"], {Place(k, layers - 1 - n): array for (k, n), array in arrays.items()}
    yield ["swapped-lists"], {Place(other[k], n): array for (k, n), array in arrays.items()}


def _by_factors_or_several(
    arrays: Gradients, truth: Truth, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain arrays by one factor, by mistakes in several layers, or by factors of their own."""
    by_factor = by_factors(arrays, truth, err)
    name = by_factor[0].name if by_factor else ""
    if name and name not in ("factors-of-their-own", "some-negated"):
        return by_factor
    changes = combine(arrays, truth)
    if not changes or (name == "some-negated" and len(changes) != 1):
        return by_factor
    forms = forms_in(arrays, truth.changed(changes), truth) or {}
    rest = accounts_for(changes, arrays, truth, err)
    return findings_of(dict.fromkeys(forms.values()), forms, changes, arrays, truth, explains=rest)
