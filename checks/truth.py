"""What the gradient of a network is, and what it would be with each of the mistakes."""

import pickle
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations

import numpy

from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import match
from checks.mistakes import SCALES, changed, changes_of, exclude_each_other
from checks.networks import Network, derivative, linearised, places

FORM = "D{kind}[{layer}]"
MOST_KEPT = 8  # of them, of a few MB each


def truth_of(network, stages, form=FORM):
    """Return the `Truth` of a network; what it has computed for another answer is still there.

    Parameters
    ----------
    network : Network
    stages, form
        As for `Truth`.

    Returns
    -------
    Truth
        The same one for the same numbers.
    """
    # By the numbers, because anyone may change those of a network
    return _truth_of(pickle.dumps(network), stages, form)


@lru_cache(MOST_KEPT)
def _truth_of(pickled, stages, form):
    return Truth(pickle.loads(pickled), stages, form)


@dataclass(frozen=True)
class Truth:
    """What an answer is compared with: a network and all that follows from it.

    Attributes
    ----------
    network : Network
    stages : tuple of str
        Where mistakes can have been made; see `checks.mistakes.Mistake`.
    form : str
        The name of an array for the student.
    """

    network: Network
    stages: tuple
    form: str = FORM
    _instead: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    is_small = True  # so that every parameter may be tried, one by one

    @cached_property
    def tangent(self):
        """The `Tangent` of the network."""
        return linearised(self.network)

    @cached_property
    def right(self):
        """The gradient: arrays by their places, in backward order."""
        return {place: self.derivative(self.tangent, place) for place in places(self.layers)}

    def derivative(self, tangent, place):
        """Return the gradient with respect to one array; see `checks.networks.derivative`."""
        return derivative(tangent, place)

    @cached_property
    def changes(self):
        """The mistakes to look for: a list of `Change`."""
        return changes_of(self.tangent, self.stages)

    @cached_property
    def pairs(self):
        """The mistakes that could have been made together: a list of pairs of `Change`."""
        changes = [change for change in self.changes if not change.mistake.rare]
        return [pair for pair in combinations(changes, 2) if not exclude_each_other(*pair)]

    def candidates(self, mistakes):
        """Return what could have happened: a list of tuples of `Change`.

        Parameters
        ----------
        mistakes : int
            How many were made together: at most 1, or 2.
        """
        return self.pairs if mistakes == 2 else [(), *((change,) for change in self.changes)]

    def instead(self, place, mistakes):
        """Return what stands at a place with each of the candidates.

        Parameters
        ----------
        place : Place
        mistakes : int
            As for `candidates`.

        Returns
        -------
        list of numpy.ndarray
            As from `checks.networks.derivative`. Nobody may change them, because they are kept.
        """
        if (place, mistakes) not in self._instead:
            self._instead[place, mistakes] = [
                self._at(place, candidate) for candidate in self.candidates(mistakes)
            ]
        return self._instead[place, mistakes]

    def _at(self, place, candidate):
        try:
            return self.derivative(self.changed(candidate), place)
        except ValueError:
            return numpy.full(1, numpy.nan)  # shapes that do not fit in this network

    def possible(self, array, place, mistakes):
        """Return the candidates with which an array may be as it came.

        Parameters
        ----------
        array : numpy.ndarray
        place : Place
        mistakes : int
            As for `candidates`.

        Returns
        -------
        list of tuple
            See `checks.matching.match`.
        """
        pairs = zip(self.candidates(mistakes), self.instead(place, mistakes), strict=True)
        return [
            candidate for candidate, other in pairs if match(array, other, OF_WRONG) is not None
        ]

    @cached_property
    def error(self):
        """The error of the network."""
        return self.tangent.error(self.tangent.Y, self.tangent.T)

    @cached_property
    def factors(self):
        """The factors of the mistakes that multiply all numbers, by their names."""
        return {
            change.mistake.name: change.mistake.change(self.tangent).scale
            for change in self.changes
            if change.mistake.name in SCALES
        }

    @property
    def layers(self):
        """The number of layers."""
        return len(self.network.W)

    def name(self, place):
        """Return the name of an array for the student."""
        return self.form.format(kind=place.kind, layer=place.layer)

    def changed(self, changes):
        """Return the tangent of the network in which some mistakes are made."""
        return changed(self.network, self.tangent, changes)

    def finding(self, change):
        """Return what the student is told of a mistake."""
        samples = {"samples": len(self.network.T), "size": self.network.T.size}
        return Finding(
            change.mistake.name, change.layers | samples, forward="forward" in self.stages
        )
