"""What only the judge computes: the gradient of a large network, and second derivatives."""

from dataclasses import dataclass
from functools import cached_property, partial

import numpy

from checks.cases import Case
from checks.mistakes import changes_of
from checks.networks import Network, Place, Tangent, gradient, linearised, network_of, signal

# Which would take the gradient of every parameter of the large network, one by one
FROM_EVERY_PARAMETER = ("biases-from-weights",)


@dataclass(frozen=True)
class LargeCase(Case):
    """A large network of exercise 1, on which no more mistakes are looked for than are known.

    Attributes
    ----------
    named : frozenset of str
        The identifiers of the mistakes that an answer on a small network has shown.
    """

    named: frozenset = frozenset()
    is_small = False

    @cached_property
    def changes(self) -> list:
        """The mistakes to look for."""
        possible = changes_of(self.tangent, self.stages)
        return [
            change
            for change in possible
            if self.finding(change).identifier in self.named
            and change.mistake.name not in FROM_EVERY_PARAMETER
        ]

    def derivative(self, tangent: Tangent, place: Place) -> numpy.ndarray:
        """Return the gradient with respect to one array, by differences of the tangent.

        As `checks.networks.derivative`, but with one change for every unit, not for every
        parameter. That is not in the checks, because copied from there it would do the exercise.
        """
        if place in tangent.instead:
            return tangent.instead[place](tangent)
        part = tangent.bias_scale if place.kind == "B" else tangent.weight_scale
        if tangent.signals or place in tangent.collected:
            # Another signal than that of this network
            sent = tangent.collected.get(place, partial(signal, layer=place.layer, enters=True))
            sent = sent(tangent) * tangent.scale * part
            return sent.sum(axis=0) if place.kind == "B" else tangent.inputs[place.layer].T @ sent
        change = _effects(tangent, place.layer)
        if place.kind == "W":
            change = tangent.inputs[place.layer].T[:, None, :, None] * change
        up, down = (tangent.error(tangent.Y + sign * change, tangent.T) for sign in (1, -1))
        return (up - down) / 2 * tangent.scale * part


def _effects(tangent: Tangent, layer: int) -> numpy.ndarray:
    """Return what comes of a change of each unit at the outputs: (units, samples, outputs)."""
    samples, above = len(tangent.Y), range(layer + 1, len(tangent.weights))
    if not above:
        outputs = tangent.Y.shape[1]
        return numpy.ones((samples, 1)) * numpy.eye(outputs)[:, None, :]
    # The change of one unit needs no product with the others to enter the next layer
    change = tangent.slopes[above[0]].T[:, :, None] * tangent.weights[above[0]][:, None, :]
    for number in above[1:]:
        flat = (change * tangent.slopes[number]).reshape(-1, change.shape[-1])
        change = flat.dot(tangent.weights[number]).reshape(len(change), samples, -1)
    return change


def curvature(network: Network) -> list[numpy.ndarray]:
    """Return the derivative of the gradient in the direction of the parameters themselves.

    Parameters
    ----------
    network : Network
        Unseen, such that its pre-activations are far from zero in units of the step.

    Returns
    -------
    list of numpy.ndarray
        By central differences of the gradient: for the weights of every layer, then the biases.
    """
    step = 2.0**-26
    slopes = [
        gradient(
            linearised(
                network_of(
                    [(1 + sign * step) * w for w in network.W],
                    [(1 + sign * step) * b for b in network.B],
                    network.X,
                    network.T,
                )
            )
        )
        for sign in (1, -1)
    ]
    places = [Place(kind, layer) for kind in "WB" for layer in range(len(network.W))]
    return [(slopes[0][place] - slopes[1][place]) / (2 * step) for place in places]
