"""Explain arrays by factors: by one of all, one of some, or one of each.

A factor fits by chance sooner than a mistake with a name, so it is said only where nothing says
more, and of a single number only where it is a usual one.
"""

import math
from functools import partial
from itertools import combinations

import numpy

from checks import sentences
from checks.findings import Finding
from checks.matching import RELATIVE_TOLERANCE, close, factor_of
from checks.names.agreeing import Changes, Gradients, listed
from checks.networks import Place
from checks.truth import Truth


def by_factors(arrays: Gradients, truth: Truth, err: numpy.ndarray | None) -> list[Finding]:
    """Explain the wrong arrays as multiples of the right ones, or return an empty list."""
    wrong = truth.wrong(arrays)
    factors = {p: f for p in wrong if (f := factor_of(arrays[p], truth.right[p]))}
    if len(factors) < len(wrong) or not _prove_something(factors, arrays, truth):
        return []
    values = list(factors.values())
    alike = all(map(partial(same_factor, values[0]), values))
    samples = len(truth.network.T)
    if alike and len(factors) == len(truth.right):
        if scales_of(values[0], truth):
            return []  # one or two mistakes of the catalogue say more
        explains = err is None or close(err, values[0] * truth.error)
        return [Finding("wrong-factor", {"factor": values[0]}, explains=explains)]
    # An error that comes along with a gradient has a single factor
    explains = err is None and len(arrays) == len(truth.right)
    if not alike:
        told = [
            sentences.TIMES.format(name=truth.name(place), factor=factor)
            for place, factor in factors.items()
        ]
        fields = {"found": listed(told), "mistakes": len(_different(values))}
        return [Finding("factors-of-their-own", fields, explains=explains)]
    names = listed(map(truth.name, factors))
    fields = {"names": names, "factor": values[0], "samples": samples}
    named = {1 / samples: "some-averaged", -1.0: "some-negated"}
    name = next((n for f, n in named.items() if abs(values[0] - f) < 1e-4), "some-multiplied")
    return [Finding(name, fields, explains=explains)]


def _prove_something(factors: dict[Place, float], arrays: Gradients, truth: Truth) -> bool:
    """Say whether factors are more than what any numbers have.

    A single number is always a multiple of the right one, so its factor has to be a usual one, or
    that of other arrays as well.
    """
    others = [factor for place, factor in factors.items() if arrays[place].size > 1]
    samples = len(truth.network.T)
    usual = {2.0**two * samples**mean for two in range(-2, 3) for mean in (-2, -1, 0, 1, 2)}
    usual |= {float(number) for number in range(1, 11)}
    return all(
        any(same_factor(factor, other) for other in (*others, *usual, *(-one for one in usual)))
        for place, factor in factors.items()
        if arrays[place].size == 1
    )


def _different(values: list[float]) -> list[float]:
    return [v for n, v in enumerate(values) if not any(same_factor(v, w) for w in values[:n])]


def same_factor(one: float, other: float) -> bool:
    """Say whether two factors are equal, up to the rounding of float32."""
    return abs(other - one) <= RELATIVE_TOLERANCE * abs(other)


def scales_of(factor: float, truth: Truth) -> Changes:
    """Return the one or two mistakes of the catalogue that together multiply by a factor."""
    scales = [change for change in truth.changes if change.mistake.name in truth.factors]
    for some in (*combinations(scales, 1), *combinations(scales, 2)):
        product = math.prod(truth.factors[change.mistake.name] for change in some)
        if abs(product - factor) < 1e-6 * abs(factor):
            return some
    return ()
