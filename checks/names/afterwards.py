"""Explain arrays by what was done to the right gradient in the end.

The backward pass is right then, and something happens to what it has computed: a step of learning,
a decay of the weights, a limit, a number kept with fewer digits.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy

from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import RELATIVE_TOLERANCE, close, factor_of
from checks.names.agreeing import Gradients
from checks.networks import Place, by_place
from checks.truth import Truth

# What becomes of an array, by the names of what is found
FUNCTIONS: dict[str, tuple[Callable, ...]] = {
    "signs-lost": (abs,),
    "signs-alone": (numpy.sign,),
    "one-sign-left": (lambda right: numpy.maximum(right, 0), lambda right: numpy.minimum(right, 0)),
    "squared": (lambda right: right**2, lambda right: right * abs(right)),
    "root-of-gradient": (
        lambda right: abs(right) ** 0.5,
        lambda right: numpy.sign(right) * abs(right) ** 0.5,
    ),
    "squashed": (numpy.tanh, lambda right: 1 / (1 + numpy.exp(-right))),
    "added-up-along": (
        lambda right: right.cumsum(axis=0),
        lambda right: right.cumsum(axis=-1),
    ),
    "mean-subtracted": (
        lambda right: right - right.mean(),
        lambda right: right - right.mean(axis=0),
        lambda right: right - right.mean(axis=-1, keepdims=True),
    ),
}
MOST_DECIMALS = 6
NORMS = (0.01, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0)  # to which people scale
CLEARLY = 100  # times as large as what rounding may do
LEAST_DIGITS = 2  # of numbers that are nearly right


def changed_afterwards(arrays: Gradients, truth: Truth) -> list[Finding]:
    """Say what was done to the right arrays in the end, or return an empty list."""
    right = {place: truth.right[place] for place in arrays}
    if any(array.shape != right[place].shape for place, array in arrays.items()):
        return []
    wrong = truth.wrong(arrays)
    found = (
        _cut(arrays, right, wrong)
        or _function(arrays, right, wrong)
        or _clipped(arrays, right, wrong)
        or _with_parameters(arrays, right, wrong, truth)
        or _scaled(arrays, right, wrong)
        or _shifted(arrays, right, wrong)
        or _rounded(arrays, right, wrong)
    )
    if found is None:
        return []
    # What is nearly right has not been computed by a backward pass
    explains = found.name != "inexact" and len(arrays) == len(truth.right)
    return [replace(found, explains=explains)]


def _cut(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    cut = all((arrays[place] == numpy.trunc(right[place])).all() for place in wrong)
    return Finding("whole-numbers") if cut else None


def _function(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    for name, functions in FUNCTIONS.items():
        for function in functions:
            if all(close(arrays[p], function(right[p]), OF_WRONG) for p in wrong):
                return Finding(name) if _is_more_than_numbers(arrays, wrong) else None
    return None


def _clipped(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    bound = max(float(abs(arrays[place]).max()) for place in wrong)
    clipped = _is_more_than_numbers(arrays, wrong) and all(
        close(arrays[place], right[place].clip(-bound, bound)) for place in wrong
    )
    if clipped:
        return Finding("clipped", {"bound": bound})
    return None


def _with_parameters(
    arrays: Gradients, right: Gradients, wrong: list[Place], truth: Truth
) -> Finding | None:
    parameters = by_place(truth.network.W, truth.network.B)
    signs = {place: numpy.sign(array) for place, array in parameters.items()}
    steps = [
        ("after-a-step", {p: parameters[p] - array for p, array in arrays.items()}, right),
        ("with-decay", {p: arrays[p] - right[p] for p in wrong}, parameters),
        ("with-signs-added", {p: arrays[p] - right[p] for p in wrong}, signs),
    ]
    for name, differences, multiplied in steps:
        rate = _one_rate(differences, multiplied, arrays)
        if rate and len(differences) > 1:
            return Finding(name, {"rate": rate})
    return None


def _one_rate(differences: Gradients, multiplied: Gradients, arrays: Gradients) -> float | None:
    """Return the factor by which all differences are multiples of something, or None."""
    above = sum(float((one * multiplied[place]).sum()) for place, one in differences.items())
    below = sum(float((multiplied[place] ** 2).sum()) for place in differences)
    rate = above / below if below else 0.0
    rounding = {place: OF_WRONG * abs(arrays[place]).max() for place in differences}
    fits = all(
        (abs(one - rate * multiplied[p]) <= rounding[p] + RELATIVE_TOLERANCE * abs(one)).all()
        for p, one in differences.items()
    )
    is_seen = any(abs(one).max() > CLEARLY * rounding[p] for p, one in differences.items())
    return rate if fits and is_seen and rate else None


def _scaled(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    """Say of arrays that are right but for a factor what their sizes have in common."""
    factors = {p: factor_of(arrays[p], right[p]) for p in wrong if right[p].size > 1}
    if len(factors) < 2 or not all(factors.values()):
        return None
    sizes = {
        "norm-of-each": [numpy.linalg.norm(arrays[place]) for place in factors],
        "largest-of-each": [abs(arrays[place]).max() for place in factors],
    }
    if len({f"{factor:.4g}" for factor in factors.values()}) > 1:
        for name, found in sizes.items():
            if max(found) - min(found) <= RELATIVE_TOLERANCE * max(found):
                return Finding(name, {"size": found[0]})
        return None
    whole = numpy.sqrt(sum((array**2).sum() for array in arrays.values()))
    for norm in NORMS:
        if len(wrong) == len(right) and abs(whole - norm) <= RELATIVE_TOLERANCE * norm:
            return Finding("norm-of-all", {"size": norm, "factor": next(iter(factors.values()))})
    return None


def _shifted(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    """Say of arrays that one number was added to them all."""
    shifts = {place: arrays[place] - right[place] for place in wrong}
    shift = float(next(iter(shifts.values())).flat[0])
    alike = all(
        (abs(one - shift) <= RELATIVE_TOLERANCE * (abs(shift) + abs(right[place]))).all()
        for place, one in shifts.items()
    )
    is_large = abs(shift) > 10 * RELATIVE_TOLERANCE * max(abs(a).max() for a in right.values())
    found = alike and is_large and len(wrong) > 1 and _is_more_than_numbers(arrays, wrong)
    return Finding("number-added", {"found": shift}) if found else None


def _rounded(arrays: Gradients, right: Gradients, wrong: list[Place]) -> Finding | None:
    """Say of arrays that they are right, but for the last of their digits."""
    for decimals in range(MOST_DECIMALS):
        if all((abs(arrays[p] - right[p].round(decimals)) < 1e-9).all() for p in wrong):
            return Finding("rounded-gradient", {"decimals": decimals})
    errors = [abs(arrays[p] - right[p]).max() / (abs(right[p]).max() or 1) for p in wrong]
    digits = int(-numpy.log10(max(errors)))
    # A single array that is nearly right has another reason, and so has an entry that is not
    least = 10.0 ** -(LEAST_DIGITS + 1)
    is_near = all((abs(arrays[p] - right[p]) <= least * abs(right[p])).all() for p in wrong)
    enough = len(wrong) > (1 if is_near else 2)
    return Finding("inexact", {"digits": digits}) if digits >= LEAST_DIGITS and enough else None


def _is_more_than_numbers(arrays: Gradients, wrong: list[Place]) -> bool:
    """Say whether something is known of more than a number or two, and that not all is zero."""
    return sum(arrays[place].size for place in wrong) > 2 and any(arrays[p].any() for p in wrong)
