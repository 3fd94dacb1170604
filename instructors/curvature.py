"""How the gradient of exercise 2 changes, by differences: what an answer's own graph must tell."""

from collections.abc import Sequence

import numpy

from checks.networks import Network, Place, gradient, linearised, network_of


def curvature_of(network: Network, direction: Sequence[numpy.ndarray]) -> list[numpy.ndarray]:
    """Return how the gradient of exercise 2 changes in a direction, by central differences.

    The network is such that its pre-activations are far from zero in units of the step.
    """
    step, layers = 2.0**-26, len(network.W)
    above, below = (
        gradient(
            linearised(
                network_of(
                    [w + sign * step * d for w, d in zip(network.W, direction, strict=False)],
                    [
                        b + sign * step * d
                        for b, d in zip(network.B, direction[layers:], strict=True)
                    ],
                    network.X,
                    network.T,
                )
            )
        )
        for sign in (1, -1)
    )
    places = [Place(kind, layer) for kind in "WB" for layer in range(layers)]
    return [(above[place] - below[place]) / (2 * step) for place in places]
