"""The networks on which a function is tried beside that of the exercises, which nobody has seen.

A text chooses them; that of the grading is secret. Their numbers are integers over powers of two,
as in the exercises, and so are their numbers of samples, so hardly anything is rounded on the way
to a gradient, in float32 as well as in float64.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy

from checks.matching import RELATIVE_TOLERANCE
from checks.names.catalogue import changes_of
from checks.networks import (
    Network,
    Place,
    Tangent,
    derivative,
    linearised,
    network_of,
    places,
    series_network,
)

Size = tuple[tuple[int, ...], int]
# The units of each layer, from the inputs to the output, and the samples. All have as many layers
# as the network of the exercises, because a program may count on them: `W1, W2, W3, W4 = W`
ALIKE: Size = ((4, 6, 6, 6, 1), 16)
OTHERS: tuple[Size, ...] = (((3, 5, 4, 7, 1), 8), ((5, 4, 7, 3, 1), 32), ((2, 7, 3, 5, 1), 4))
# A backward pass takes well below a second here, in plain loops a few seconds, and what tries every
# parameter by itself takes minutes
LARGE: Size = ((128, 384, 384, 384, 1), 4)
FAN_IN = 4  # weights of a unit of the large network that are not zero
# By so much the units that are nearly off are on; the bias is still exact in float32
NEARLY_OFF = 2.0**-20
PAIRS = 12


@dataclass(frozen=True)
class Networks:
    """The networks on which a program is tried."""

    known: Network  # that of the exercises
    alike: Network  # unseen, with the shapes of the known one
    others: tuple[Network, ...]  # unseen, with other widths and numbers of samples


@lru_cache(maxsize=8)
def networks(secret: str) -> Networks:
    """Return the networks that belong to a secret."""
    random = _generator(secret)
    # Only where the derivative is negative does a sign show that is not asked for
    return Networks(
        series_network(),
        _unseen(random, *ALIKE, sign=1),
        tuple(_unseen(random, *size, sign=-1) for size in OTHERS),
    )


@lru_cache(maxsize=2)
def large(secret: str) -> Network:
    """Return a network so large that what tries every parameter by itself comes to no end.

    Most of its weights are zero, so that its numbers are like those of a small one. Some units of
    the first hidden layer are nearly off, and in one sample only: differences with a usual step,
    which switch them, are wrong. Two and two of them cancel each other, so nothing else is as fine.
    """
    random = _generator(f"large {secret}")
    network = _candidate(random, *LARGE)
    W = [*(_thinned(w, random) for w in network.W[:-1]), network.W[-1]]
    B = [b.copy() for b in network.B]
    one, other = random.permutation(len(B[0]))[: 2 * PAIRS].reshape(2, PAIRS)
    W[0][:, other], W[1][other] = W[0][:, one], -W[1][one]
    B[0][one] = B[0][other] = NEARLY_OFF - network.X.dot(W[0]).max(axis=0)[one]
    return replace(network, W=W, B=B)


def _thinned(weights: numpy.ndarray, random: numpy.random.Generator) -> numpy.ndarray:
    """Return weights of which each unit has a few that are not zero."""
    thinned, units = numpy.zeros_like(weights), weights.shape[1]
    chosen = random.integers(len(weights), size=(FAN_IN, units))
    thinned[chosen, range(units)] = random.choice([-1, -0.5, 0.5, 1], chosen.shape)
    return thinned


def _generator(secret: str) -> numpy.random.Generator:
    return numpy.random.default_rng(list(hashlib.sha256(secret.encode()).digest()))


def _unseen(
    random: numpy.random.Generator, sizes: Sequence[int], samples: int, sign: int
) -> Network:
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


def _centred(network: Network, tangent: Tangent) -> Network:
    """Return a network whose outputs have both signs, if they differ; its last bias is not small.

    So a ReLU at the output, or a bias that is missing there, shows in the error.
    """
    without = (tangent.Y - network.B[-1]).mean(axis=0)
    last = (2 * numpy.round(-4 * without) + 1) / 8
    return replace(network, B=[*network.B[:-1], last])


def _is_mostly_steep(tangent: Tangent) -> bool:
    right = (derivative(tangent, place) for place in places(len(tangent.weights)))
    return all((array != 0).mean() > 0.6 for array in right)


def _shows_forward_mistakes(network: Network, tangent: Tangent) -> bool:
    """Say whether each of the usual mistakes in a forward pass gives another error.

    A ReLU at the output, for one, changes nothing where all outputs are positive.
    """
    right = tangent.error(tangent.Y, tangent.T)
    for change in changes_of(tangent, ("forward",)):
        if change.mistake.is_rare:
            continue  # a rare one; an activation with a bound may never show
        wrong = linearised(change.mistake.change(network, **change.arguments))
        if abs(wrong.error(wrong.Y, wrong.T) - right) <= 2 * RELATIVE_TOLERANCE * right:
            return False
    return True


def _candidate(random: numpy.random.Generator, sizes: Sequence[int], samples: int) -> Network:
    W = [random.integers(-2, 3, shape) / 2 for shape in pairwise(sizes)]
    # Odd multiples of ever finer fractions, so that no pre-activation is zero
    B = [
        (2 * random.integers(-4, 4, size) + 1) / 8**layer
        for layer, size in enumerate(sizes[1:], start=1)
    ]
    X = random.integers(-4, 5, (samples, sizes[0])) / 2
    T = random.integers(-8, 9, (samples, sizes[-1])) / 2
    return network_of(W, B, X, T)
