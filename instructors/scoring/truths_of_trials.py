"""What is right for networks of the grading, on which not all mistakes are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy

from checks.names.catalogue import changes_of
from checks.networks import Network, Place, Tangent, gradient, linearised, network_of, signal
from checks.truth import Truth

# Which would take the gradient of every parameter of the large network, one by one
FROM_EVERY_PARAMETER = ("biases-from-weights",)


@dataclass(frozen=True)
class FewMistakesTruth(Truth):
    """A network on which only those mistakes are looked for that an answer has shown on others."""

    named: frozenset = frozenset()  # their identifiers

    @cached_property
    def changes(self) -> list:
        """The mistakes to look for."""
        possible = changes_of(self.tangent, self.stages)
        return [change for change in possible if self.finding(change).identifier in self.named]


@dataclass(frozen=True)
class LargeTruth(FewMistakesTruth):
    """A large network of exercise 1."""

    is_small = False

    @cached_property
    def changes(self) -> list:
        """The mistakes to look for."""
        return [c for c in super().changes if c.mistake.name not in FROM_EVERY_PARAMETER]

    def derivative(self, tangent: Tangent, place: Place) -> numpy.ndarray:
        """Return the gradient with respect to one array, by differences of the tangent.

        As `checks.networks.derivative`, but with one change for every unit in every sample, not
        for every parameter. That is not in the checks, because copied from there it would do the
        exercise.
        """
        if place in tangent.instead:
            return tangent.instead[place](tangent)
        part = tangent.bias_scale if place.kind == "B" else tangent.weight_scale
        if tangent.signals or place in tangent.collected:
            # Another signal than that of this network
            sent = tangent.collected.get(place, partial(signal, layer=place.layer, enters=True))
            sent = sent(tangent)
        else:
            one = numpy.eye(len(tangent.Y))[:, None, :, None]
            change = one * _effects(tangent, place.layer)
            up, down = (tangent.error(tangent.Y + sign * change, tangent.T) for sign in (1, -1))
            sent = (up - down) / 2
        sent = sent * tangent.scale * part
        return sent.sum(axis=0) if place.kind == "B" else tangent.inputs[place.layer].T @ sent


def _effects(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what comes of a change of each unit at the outputs: (units, samples, outputs)."""
    samples, outputs = tangent.Y.shape
    change = numpy.ones((samples, 1)) * numpy.eye(outputs)[:, None, :]
    for above in reversed(range(layer + 1, len(tangent.weights))):
        change = tangent.weights[above] @ change.reshape(len(change), -1)
        change = tangent.slopes[above].T[:, :, None] * change.reshape(-1, samples, outputs)
    return change


def curvature_of(network: Network, direction: Sequence[numpy.ndarray]) -> list[numpy.ndarray]:
    """Return how the gradient of exercise 2 changes in a direction, by central differences.

    An answer's own graph must tell the same. The network is such that its pre-activations are far
    from zero in units of the step.
    """
    step, layers = 2.0**-26, len(network.W)
    sides = []
    for size in (step, -step):
        pairs = zip((*network.W, *network.B), direction, strict=True)
        moved = [parameter + size * change for parameter, change in pairs]
        sides.append((moved[:layers], moved[layers:], network.X, network.T))
    above, below = (gradient(linearised(network_of(*side))) for side in sides)
    places = [Place(kind, layer) for kind in "WB" for layer in range(layers)]
    return [(above[place] - below[place]) / (2 * step) for place in places]
