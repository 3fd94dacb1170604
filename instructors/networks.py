"""The networks on which the programs of students are tried.

Besides the network of the exercises there are networks that a student has never seen. Their numbers
are integers over powers of two, as in the exercises, and so are their numbers of samples, so hardly
anything is rounded on the way to a gradient, in float32 as well as in float64.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy

from checks.comparing import RELATIVE_TOLERANCE
from checks.mistakes import changes_of
from checks.networks import (
    Network,
    Place,
    derivative,
    gradient,
    linearised,
    network_of,
    places,
    series_network,
)

# The units of each layer, from the inputs to the output, and the samples. All have as many layers
# as the network of the exercises, because a program may count on them: `W1, W2, W3, W4 = W`
ALIKE = ((4, 6, 6, 6, 1), 16)
OTHERS = (((3, 5, 4, 7, 1), 8), ((5, 4, 7, 3, 1), 32), ((2, 7, 3, 5, 1), 4))
# With a secret that begins so, the others have other depths as well
ANY_DEPTH = "any depth "
DEPTHS = (((3, 5, 1), 8), ((5, 4, 7, 1), 32), ((2, 7, 3, 5, 4, 1), 4))
# A backward pass takes well below a second here, and differences take minutes
WIDE = ((128, 256, 256, 256, 1), 24)


@dataclass(frozen=True)
class Cases:
    """The networks on which a program is tried.

    Attributes
    ----------
    known : Network
        That of the exercises.
    alike : Network
        Unseen, with the shapes of the known one.
    others : tuple of Network
        Unseen, with other widths and numbers of samples.
    """

    known: Network
    alike: Network
    others: tuple


@lru_cache(maxsize=8)
def cases(secret):
    """Return the networks that belong to a secret.

    Parameters
    ----------
    secret : str
        Begins with `ANY_DEPTH` if the others are to have other numbers of layers, too.

    Returns
    -------
    Cases
    """
    random = _generator(secret)
    others = DEPTHS if secret.startswith(ANY_DEPTH) else OTHERS
    # Only where the derivative is negative does a sign show that is not asked for
    return Cases(
        series_network(),
        _unseen(random, *ALIKE, sign=1),
        tuple(_unseen(random, *size, sign=-1) for size in others),
    )


@lru_cache(maxsize=2)
def wide(secret):
    """Return a network so wide that only a backward pass comes to an end."""
    return _candidate(_generator(f"wide {secret}"), *WIDE)


def curvature(network):
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


def _generator(secret):
    return numpy.random.default_rng(list(hashlib.sha256(secret.encode()).digest()))


def _unseen(random, sizes, samples, sign):
    """Return a network whose gradient shows what is done wrong."""
    while True:
        network = _candidate(random, sizes, samples)
        tangent = linearised(network)
        # Most networks fail early, and the whole gradient takes the longest
        if not all(0.25 < slope.mean() < 0.75 for slope in tangent.slopes[1:]):
            continue
        network = _centred(network, tangent)
        tangent = linearised(network)
        if (
            tangent.Y.min() < 0 < tangent.Y.max()
            and numpy.sign(derivative(tangent, Place("W", 0))[0, 0]) == sign
            and _is_mostly_steep(tangent)
            and _shows_forward_mistakes(network, tangent)
        ):
            return network


def _centred(network, tangent):
    """Return a network whose outputs have both signs, if they differ; its last bias is not small.

    So a ReLU at the output, or a bias that is missing there, shows in the error.
    """
    without = (tangent.Y - network.B[-1]).mean(axis=0)
    last = (2 * numpy.round(-4 * without) + 1) / 8
    return replace(network, B=[*network.B[:-1], last])


def _is_mostly_steep(tangent):
    right = (derivative(tangent, place) for place in places(len(tangent.weights)))
    return all((array != 0).mean() > 0.6 for array in right)


def _shows_forward_mistakes(network, tangent):
    """Say whether each of the usual mistakes in a forward pass gives another error.

    A ReLU at the output, for one, changes nothing where all outputs are positive.
    """
    right = tangent.error(tangent.Y, tangent.T)
    for change in changes_of(tangent, ("forward",)):
        wrong = linearised(change.mistake.change(network, **change.layers))
        if abs(wrong.error(wrong.Y, wrong.T) - right) <= 2 * RELATIVE_TOLERANCE * right:
            return False
    return True


def _candidate(random, sizes, samples):
    W = [random.integers(-2, 3, shape) / 2 for shape in pairwise(sizes)]
    # Odd multiples of ever finer fractions, so that no pre-activation is zero
    B = [
        (2 * random.integers(-4, 4, size) + 1) / 8**layer
        for layer, size in enumerate(sizes[1:], start=1)
    ]
    X = random.integers(-4, 5, (samples, sizes[0])) / 2
    T = random.integers(-8, 9, (samples, sizes[-1])) / 2
    return network_of(W, B, X, T)
