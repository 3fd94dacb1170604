"""What is right for a network, and what would stand there with each of the mistakes."""

import math
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations, product
from typing import Any

import numpy

from checks import sentences
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import match, may_match, sums_of, verdicts_on
from checks.names.catalogue import SCALES, changes_of, exclude_each_other
from checks.names.mistakes import Change, changed
from checks.networks import Network, Place, Tangent, derivative, linearised, places

WITHOUT_WEIGHTS = ("all-weights-skipped", "ones-for-weights")
FORM = "D{}"
MOST_KEPT = 8  # of them, of a few MB each


def truth_of(network: Network, stages: tuple[str, ...], form: str = FORM) -> "Truth":
    """Return the `Truth` of a network; what it has computed for another answer is still there."""
    # By the numbers, because anyone may change those of a network
    return _truth_of(pickle.dumps(network), stages, form)


@lru_cache(MOST_KEPT)
def _truth_of(pickled: bytes, stages: tuple[str, ...], form: str) -> "Truth":
    return Truth(pickle.loads(pickled), stages, form)


@dataclass(frozen=True)
class Truth:
    """What an answer is compared with: a network and all that follows from it."""

    network: Network
    stages: tuple[str, ...]  # where mistakes can have been made; see `names.mistakes.Mistake`
    form: str = FORM  # the name of an array for the student
    # What was computed before. By a place and the number of a mistake in `changes`: the array there
    _arrays_with_mistake: dict[Any, numpy.ndarray] = field(
        default_factory=dict, init=False, repr=False
    )
    # By a place and how many mistakes, 1 or 2: the arrays with each, or each pair, and their sums
    _arrays_and_sums: dict[Any, tuple] = field(default_factory=dict, init=False, repr=False)
    # By a place: the mistakes that show first there
    _first: dict[Place, list[Change]] = field(default_factory=dict, init=False, repr=False)

    is_small = True  # so that every parameter may be tried, one by one

    @cached_property
    def tangent(self) -> Tangent:
        """The `Tangent` of the network."""
        return linearised(self.network)

    @cached_property
    def right(self) -> dict[Place, numpy.ndarray]:
        """The gradient: arrays by their places, in backward order."""
        return {place: self.derivative(self.tangent, place) for place in places(self.layers)}

    def derivative(self, tangent: Tangent, place: Place) -> numpy.ndarray:
        """Return the gradient with respect to one array; see `checks.networks.derivative`."""
        return derivative(tangent, place)

    @property
    def layers(self) -> int:
        """The number of layers."""
        return len(self.network.W)

    @cached_property
    def error(self) -> numpy.ndarray:
        """The error of the network."""
        return self.tangent.error(self.tangent.Y, self.tangent.T)

    def wrong(self, arrays: Mapping[Place, object]) -> list[Place]:
        """Return the places of those arrays that are not the right ones, in their order."""
        return [place for place, right in verdicts_on(arrays, self.right).items() if not right]

    def name(self, place: Place) -> str:
        """Return the name of an array for the student."""
        return self.form.format(place.name)

    # With mistakes

    @cached_property
    def changes(self) -> list[Change]:
        """The mistakes to look for."""
        return changes_of(self.tangent, self.stages)

    def changed(self, changes: Sequence[Change]) -> Tangent:
        """Return the tangent of the network in which some mistakes are made."""
        return changed(self.tangent, changes)

    def finding(self, change: Change) -> Finding:
        """Return what the student is told of a mistake."""
        fields = {
            "samples": len(self.network.T),
            "size": self.network.T.size,
            "or_sum": self._or_sum(change),
        }
        return Finding(
            change.mistake.name, change.arguments | fields, forward="forward" in self.stages
        )

    def _or_sum(self, change: Change) -> str:
        """Return a clause on weights that add up to 0, if those of this layer do; else ""."""
        layer = change.arguments.get("layer", 0)
        if self.tangent.weights[layer].sum(axis=0).any():
            return ""
        return sentences.OR_SUM.format(layer=layer)

    @cached_property
    def factors(self) -> dict[str, float]:
        """The factors of the mistakes that multiply all numbers, by their names."""
        return {
            change.mistake.name: change.mistake.change(self.tangent).scale
            for change in self.changes
            if change.mistake.name in SCALES
        }

    def mistakes_giving(
        self, array: numpy.ndarray, place: Place, mistakes: int
    ) -> list[tuple[Change, ...]]:
        """Return the tuples of mistakes that give this array at this place.

        They hold none or one, or two if ``mistakes`` is 2.
        """
        sets = self._pairs if mistakes == 2 else [(), *((change,) for change in self.changes)]
        if (place, mistakes) not in self._arrays_and_sums:
            if mistakes == 2:
                others = [self._at(place, pair) for pair in sets]
            else:
                singles = (self._single(number, place) for number in range(len(self.changes)))
                others = [self.right[place], *singles]
            self._arrays_and_sums[place, mistakes] = others, sums_of(others)
        others, sums = self._arrays_and_sums[place, mistakes]
        return [
            sets[number]
            for number in may_match(array, sums)
            if match(array, others[number], OF_WRONG) is not None
        ]

    def seen_first_at(self, place: Place) -> list[Change]:
        """Return the mistakes that, alone, show first at a place."""
        if place not in self._first:
            order = [*self.right]
            before = order[: order.index(place)]
            self._first[place] = [
                change
                for number, change in enumerate(self.changes)
                if not any(self._is_seen(number, earlier) for earlier in before)
                and self._is_seen(number, place)
            ]
        return self._first[place]

    def _is_seen(self, number: int, place: Place) -> bool:
        right, other = self.right[place], self._single(number, place)
        return other.shape != right.shape or not (abs(other - right) <= 1e-9 * abs(right)).all()

    def _single(self, number: int, place: Place) -> numpy.ndarray:
        """Return what stands at a place with one mistake."""
        if (place, number) not in self._arrays_with_mistake:
            self._arrays_with_mistake[place, number] = self._at(place, (self.changes[number],))
        return self._arrays_with_mistake[place, number]

    @cached_property
    def _pairs(self) -> list[tuple[Change, ...]]:
        """The mistakes that could have been made together."""
        usual = [change for change in self.changes if not change.mistake.is_rare]
        # Who sends the signals on as they are has left out slopes and weights
        slopes = [change for change in self.changes if change.mistake.name == "missing-masks"]
        weights = [change for change in self.changes if change.mistake.name in WITHOUT_WEIGHTS]
        pairs = [*combinations(usual, 2), *product(slopes, weights)]
        return [p for p in pairs if not exclude_each_other(*p) and not self._cancel(*p)]

    def _cancel(self, *changes: Change) -> bool:
        """Say whether mistakes are factors that multiply to 1: nobody would notice them."""
        factors = [self.factors.get(change.mistake.name, math.nan) for change in changes]
        return math.isclose(math.prod(factors), 1)

    def _at(self, place: Place, changes: Sequence[Change]) -> numpy.ndarray:
        """Return what stands at a place with some mistakes; nobody may change it."""
        try:
            return self.derivative(self.changed(changes), place)
        except ValueError:
            return numpy.full(1, numpy.nan)  # shapes that do not fit in this network
