"""Compare a gradient with the right one, and find the mistakes that explain it.

If the arrays differ from the right ones, they are compared with the gradient of every network of
the catalogue of `checks.mistakes`, in which one mistake is made, then with those of all pairs of
mistakes.
"""

from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy

from checks import sentences
from checks.combining import combine, fits
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import RELATIVE_TOLERANCE, close, factor_of, match, verdicts_on
from checks.mistakes import WITHOUT_BIAS
from checks.networks import Place, places


def diagnose(arrays, truth, err=None):
    """Say what is wrong with a gradient.

    Parameters
    ----------
    arrays : dict
        What came, arrays or findings by their places, in backward order.
    truth : Truth
    err : numpy.ndarray, optional
        The error that came along with it.

    Returns
    -------
    list of Finding
        Empty if all is right.
    """
    verdicts = verdicts_on(arrays, truth.right)
    first = next((place for place, right in verdicts.items() if not right), None)
    if first is None:
        return []
    if isinstance(arrays[first], Finding):
        return [arrays[first]]
    found = _diagnosed(arrays, first, truth, err)
    # What the error looks like is said of an error that looks so
    return [
        replace(finding, forward=finding.forward and err is not None and finding.explains)
        for finding in found
    ]


def _diagnosed(arrays, first, truth, err):
    readable = {place: array for place, array in arrays.items() if isinstance(array, numpy.ndarray)}
    if not any(array.any() for array in readable.values()):
        return [Finding("zeros")]
    explanation = explain(readable, truth, 1, err)
    explanation = explanation or _as_whole_numbers(readable, truth)
    explanation = explanation or _by_factors_or_several(readable, truth, err)
    if not explanation:
        explanation = explain(readable, truth, 2, err)
    return explanation or [_explain_first(readable, first, truth)]


def _by_factors_or_several(arrays, truth, err):
    """Explain arrays by one factor, by mistakes in several layers, or by factors of their own."""
    by_factor = by_factors(arrays, truth, err)
    name = by_factor[0].name if by_factor else ""
    if name and name not in ("factors-of-their-own", "some-negated"):
        return by_factor
    several = _several(arrays, truth, err)
    return by_factor if name == "some-negated" and len(several) != 1 else several or by_factor


def _as_whole_numbers(arrays, truth):
    """Explain the wrong arrays as the right ones without what follows the point, or not at all."""
    fine = verdicts_on(arrays, truth.right)
    wrong = {place: array for place, array in arrays.items() if not fine[place]}
    cut = all(
        array.shape == truth.right[place].shape and (array == numpy.trunc(truth.right[place])).all()
        for place, array in wrong.items()
    )
    return [Finding("whole-numbers", explains=len(arrays) == len(truth.right))] if cut else []


def explain(arrays, truth, mistakes, err=None):
    """Find the fewest mistakes that explain all arrays.

    Parameters
    ----------
    arrays : dict
        Arrays by their places; those that could not be read are not there.
    truth : Truth
    mistakes : int
        How many mistakes of the catalogue to look for together, 1 or 2.
    err : numpy.ndarray, optional
        The error that came along with them.

    Returns
    -------
    list of Finding
        Empty if nothing in the catalogue explains them.
    """
    explanations = []
    orders = arrangements(arrays, truth.layers) if mistakes == 1 else [([], arrays)]
    for order, arranged in orders:
        ordered = in_telling_order(arranged, truth.right)
        place = next(iter(ordered))
        for candidate in truth.possible(ordered[place], place, mistakes):
            forms = compare(ordered, truth.changed(candidate), truth.derivative)
            if forms is not None:
                explanations.append(([*order, *dict.fromkeys(forms.values())], forms, candidate))
    if not explanations:
        return []
    # Of two that explain the arrays, the one that explains the rest as well, then the simpler one
    ranks = [
        (not _accounts_for(candidate, arrays, truth, err), len(names) + len(candidate))
        for names, _, candidate in explanations
    ]
    best = min(ranks)
    names, forms, candidate = explanations[ranks.index(best)]
    leaves_something, _ = best
    findings = [_in_form(name, forms, arrays, truth) for name in names]
    findings += _together([truth.finding(change) for change in candidate], truth)
    return [replace(finding, explains=not leaves_something) for finding in findings]


def _several(arrays, truth, err):
    """Explain all arrays by mistakes in several layers, or return an empty list."""
    found = combine(arrays, truth)
    if not found:
        return []
    forms = compare(arrays, truth.changed(found), truth.derivative) or {}
    findings = [_in_form(name, forms, arrays, truth) for name in dict.fromkeys(forms.values())]
    findings += _together([truth.finding(change) for change in found], truth)
    explains = _accounts_for(found, arrays, truth, err)
    return [replace(finding, explains=explains) for finding in findings]


def _accounts_for(candidate, arrays, truth, err):
    """Say whether mistakes that explain arrays account for all the rest of an answer."""
    biases = {place for place in truth.right if place.kind == "B"}
    unused = set()
    for change in candidate:
        if change.mistake.name in WITHOUT_BIAS:
            unused |= {p for p in biases if change.layers.get("layer", p.layer) == p.layer}
    if truth.right.keys() - arrays.keys() != unused or _is_unwritten(arrays, truth):
        return False
    tangent = truth.changed(candidate)
    return err is None or close(
        err, numpy.array(tangent.error(tangent.Y, tangent.T)) * tangent.scale
    )


def _is_unwritten(arrays, truth):
    """Say whether an array is all zero that should not be: so it is if it was never computed."""
    return any(truth.right[place].any() and not array.any() for place, array in arrays.items())


def _in_form(name, forms, arrays, truth):
    """Return the finding on a form, of the arrays that have it if others are wrong as well."""
    wrong = [place for place, right in verdicts_on(arrays, truth.right).items() if not right]
    alike = [place for place in truth.right if forms.get(place) == name]
    return Finding(
        name, alone=_listed(map(truth.name, alike)) if 0 < len(alike) < len(wrong) else ""
    )


def _together(findings, truth):
    """Let the last of several factors also tell their product."""
    factors = [truth.factors.get(finding.name) for finding in findings]
    if len(findings) < 2 or None in factors:
        return findings
    fields = findings[-1].fields | {"together": factors[0] * factors[1]}
    return [*findings[:-1], replace(findings[-1], fields=fields)]


def by_factors(arrays, truth, err=None):
    """Explain the wrong arrays as multiples of the right ones, or return an empty list.

    The parameters are those of `explain`.
    """
    fine = verdicts_on(arrays, truth.right)
    factors = {
        place: factor_of(array, truth.right[place])
        for place, array in arrays.items()
        if not fine[place]
    }
    if None in factors.values() or not _prove_something(factors, arrays, truth):
        return []
    values = list(factors.values())
    alike = all(map(partial(_same, values[0]), values))
    everything = len(factors) == len(truth.right)
    samples = len(truth.network.T)
    if alike and everything and _of_two_mistakes(values[0], truth):
        return []  # two mistakes of the catalogue say more
    names = _listed([truth.name(place) for place in factors])
    fields = {"names": names, "factor": values[0], "samples": samples}
    if alike and everything:
        fits = err is None or close(err, values[0] * truth.error)
        return [Finding("wrong-factor", {"factor": values[0]}, explains=fits)]
    # An error that comes along with a gradient has a single factor
    fits = err is None and len(arrays) == len(truth.right)
    if not alike:
        told = [
            sentences.TIMES.format(name=truth.name(place), factor=factor)
            for place, factor in factors.items()
        ]
        different = [v for n, v in enumerate(values) if not any(map(partial(_same, v), values[:n]))]
        fields = {"found": _listed(told), "mistakes": len(different)}
        return [Finding("factors-of-their-own", fields, explains=fits)]
    named = {1 / samples: "some-averaged", -1.0: "some-negated"}
    name = next((n for f, n in named.items() if abs(values[0] - f) < 1e-4), "some-multiplied")
    return [Finding(name, fields, explains=fits)]


def _prove_something(factors, arrays, truth):
    """Say whether factors are more than what any numbers have.

    A single number is always a multiple of the right one, so its factor has to be a usual one, or
    that of other arrays as well.
    """
    others = [factor for place, factor in factors.items() if arrays[place].size > 1]
    samples = len(truth.network.T)
    usual = {2.0**two * samples**mean for two in range(-2, 3) for mean in (-2, -1, 0, 1, 2)}
    usual |= {float(number) for number in range(1, 11)}
    return all(
        any(_same(factor, other) for other in (*others, *usual, *(-one for one in usual)))
        for place, factor in factors.items()
        if arrays[place].size == 1
    )


def _same(one, other):
    return abs(other - one) <= RELATIVE_TOLERANCE * abs(other)


def _of_two_mistakes(factor, truth):
    """Say whether two mistakes of the catalogue together multiply everything by a factor."""
    pairs = combinations(truth.factors.values(), 2)
    return any(abs(factor - a * b) < 1e-6 * abs(factor) for a, b in pairs)


def _listed(names):
    names = list(names)
    return sentences.AND.join(filter(None, [", ".join(names[:-1]), names[-1]]))


def compare(arrays, tangent, derivative):
    """Compare arrays with the gradient of a tangent.

    Parameters
    ----------
    arrays : dict
        Arrays by their places.
    tangent : Tangent
    derivative : callable
        As `checks.networks.derivative`.

    Returns
    -------
    dict or None
        The names of the mistakes that the form of the arrays shows, by their places; None if the
        numbers differ.
    """
    forms = {}
    for place, array in arrays.items():
        try:
            form = match(array, derivative(tangent, place), OF_WRONG)
        except ValueError:
            return None  # shapes that do not fit in this network
        if form is None or not fits(form, tangent, place):
            return None
        if form:
            forms[place] = form
    return forms


def arrangements(arrays, layers):
    """Yield the arrays as they came, and as they would be if the lists were in another order."""
    yield [], arrays
    yield (
        ["reversed-lists"],
        {Place(kind, layers - 1 - layer): array for (kind, layer), array in arrays.items()},
    )
    other = {"W": "B", "B": "W"}
    yield (
        ["swapped-lists"],
        {Place(other[kind], layer): array for (kind, layer), array in arrays.items()},
    )


def in_telling_order(arrays, right):
    """Return the arrays in the order in which a wrong explanation shows the soonest.

    These are the wrong arrays, the small ones first, because they are computed fastest.
    """
    fine = verdicts_on(arrays, right)
    order = sorted(arrays, key=lambda place: (fine[place], right[place].size))
    return {place: arrays[place] for place in order}


def _explain_first(arrays, first, truth):
    """Return the finding for the first wrong array alone."""
    array, right = arrays[first], truth.right[first]
    form = _form_of(array, first, truth)
    if form:
        forms = {place: _form_of(array, place, truth) for place, array in arrays.items()}
        return _in_form(form, forms, arrays, truth)
    elsewhere = [
        truth.name(place)
        for place, other in truth.right.items()
        if other.shape == array.shape and close(array, other)
    ]
    if elsewhere:
        return Finding("of-another-place", {"name": truth.name(first), "owner": elsewhere[0]})
    factor = factor_of(array, right)
    if factor and array.size > 1:
        others = [
            truth.name(place)
            for place, other in arrays.items()
            if _same(factor, factor_of(other, truth.right[place]) or 0.0)
        ]
        return Finding("multiplied", {"names": _listed(others), "factor": factor})
    change = _best_change(arrays, first, truth)
    if change:
        return _alone(change, arrays, first, truth)
    if array.shape != right.shape:
        fields = {"found": str(array.shape), "expected": str(right.shape)}
        return Finding("wrong-shape", fields)
    # Nothing is known of what could not be read
    all_known = len(arrays) == len(truth.right)
    if all_known and list(verdicts_on(arrays, truth.right).values()).count(False) == 1:
        return Finding("single-array", {"name": truth.name(first)})
    return Finding("unknown", {"right_before": _right_before(first, truth)})


def _form_of(array, place, truth):
    """Return the name of the form in which an array is the right one, or of what it is instead."""
    right = truth.right[place]
    form = match(array, right)
    if form is None and array.shape == right.shape:
        parameters = {"W": truth.network.W, "B": truth.network.B}
        if close(array, parameters[place.kind][place.layer]):
            return "parameters"
        if not array.any():
            return "zeros"
    return form


def _best_change(arrays, first, truth):
    """Return the change that explains the first wrong array, those before it, and most others."""
    order = places(truth.layers)
    before = [place for place in order[: order.index(first)] if place in arrays]
    decisive = {place: arrays[place] for place in [first, *before]}
    explained = []
    for candidate in truth.possible(arrays[first], first, mistakes=1):
        tangent = truth.changed(candidate)
        if candidate and compare(decisive, tangent, truth.derivative) == {}:
            (change,) = candidate
            same = sum(
                compare({place: array}, tangent, truth.derivative) == {}
                for place, array in arrays.items()
            )
            # Of two that explain as much, the one that is said of a single layer claims less
            explained.append(((same, "layer" in change.layers), change))
    return max(explained, key=lambda pair: pair[0])[1] if explained else None


def _alone(change, arrays, first, truth):
    """Return the finding of a change that explains some arrays only, with the names of these."""
    tangent = truth.changed((change,))
    fine = verdicts_on(arrays, truth.right)
    wrong = [place for place in arrays if not fine[place]]
    same = [
        place for place in wrong if compare({place: arrays[place]}, tangent, truth.derivative) == {}
    ]
    if same == wrong and all(
        compare({place: array}, tangent, truth.derivative) == {} for place, array in arrays.items()
    ):
        return truth.finding(change)
    finding = truth.finding(change)
    return replace(finding, alone=_listed([truth.name(place) for place in same]))


def _right_before(first, truth):
    """Say which arrays come before the first wrong one."""
    names = [truth.name(place) for place in truth.right]
    names = names[: names.index(truth.name(first))]
    return sentences.RIGHT_BEFORE.format(names=_listed(names)) if names else ""
