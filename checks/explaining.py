"""Find the mistakes that explain a gradient.

The arrays are compared with the gradient of every network of `checks.catalogue`, in
which one mistake is made. What none of them explains may be the right arrays but for factors,
several mistakes in several layers, or a pair of them in one. If nothing explains all arrays, the
first wrong one is explained alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy

from checks import sentences
from checks.afterwards import changed_afterwards
from checks.catalogue import (
    CLOSED,
    COLLECTING,
    ERROR,
    FACTOR,
    INPUTS,
    LATE_FACTOR,
    ON_THE_WAY,
    SAME,
    SCALES,
    TWICE,
    UPDATED,
    WITHOUT_BIAS,
    exclude_each_other,
)
from checks.describing import described, moved_entries, solved
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import RELATIVE_TOLERANCE, close, factor_of, match, verdicts_on
from checks.mistakes import Change
from checks.networks import Place, Tangent, derivative, places, signal
from checks.truth import Truth

Arrays = dict[Place, numpy.ndarray]
Forms = dict[Place, str]
Changes = tuple[Change, ...]

MOST_TOGETHER = 4  # mistakes in several layers
MOST_TRIED = 40  # beginnings of such an explanation
LARGEST_RATE = 4.0
# What sends back one number for all samples
OF_ONE_NUMBER = ("mean-before-square", "output-for-error", "error-itself")


def diagnose(arrays: dict, truth: Truth, err: numpy.ndarray | None = None) -> list[Finding]:
    """Say what is wrong with a gradient, and the error that came along with it; nothing, if all is.

    What came are arrays or findings by their places, in backward order.
    """
    verdicts = verdicts_on(arrays, truth.right)
    first = next((place for place, right in verdicts.items() if not right), None)
    if first is None:
        return []
    if isinstance(arrays[first], Finding):
        return [arrays[first]]
    readable = {place: array for place, array in arrays.items() if isinstance(array, numpy.ndarray)}
    if not any(array.any() for array in readable.values()):
        return [Finding("zeros")]
    # What the error looks like is said of an error that looks so
    return [
        replace(finding, forward=finding.forward and err is not None and finding.explains)
        for finding in _explained(readable, first, truth, err)
        or [_first_alone(readable, first, truth)]
    ]


def _explained(
    arrays: Arrays, first: Place, truth: Truth, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain all arrays, or return an empty list.

    What says most comes first: one mistake that has a name, what was done to a right gradient in
    the end, and then factors, which fit by chance sooner, and pairs, of which there are most.
    """
    return (
        _by_mistakes(arrays, truth, 1, err)
        or changed_afterwards(arrays, truth)
        or _by_factors_or_several(arrays, truth, err)
        or _by_mistakes(arrays, truth, 2, err)
        or solved(arrays, first, truth)
    )


# Mistakes of the catalogue, one or a pair


def _by_mistakes(
    arrays: Arrays, truth: Truth, mistakes: int, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain all arrays by the fewest mistakes of the catalogue, one or two."""
    explanations: list[tuple[list[str], Forms, Changes, bool]] = []
    orders = _arrangements(arrays, truth.layers) if mistakes == 1 else [([], arrays)]
    for order, arranged in orders:
        if any(rest for *_, rest in explanations):
            break  # another order of the lists would be one thing more
        # A wrong explanation shows the soonest in what is wrong, and the fastest in what is small
        fine = verdicts_on(arranged, truth.right)
        telling = sorted(arranged, key=lambda place: (fine[place], truth.right[place].size))
        ordered = {place: arranged[place] for place in telling}
        for candidate in truth.possible(ordered[telling[0]], telling[0], mistakes):
            tangent = _changed(candidate, truth)
            forms = forms_in(ordered, tangent, truth) if tangent else None
            if forms is not None:
                names = [*order, *dict.fromkeys(forms.values())]
                rest = _accounts_for(candidate, arrays, truth, err)
                explanations.append((names, forms, candidate, rest))
    if not explanations:
        return []
    wrong = [place for place, right in verdicts_on(arrays, truth.right).items() if not right]
    silent = not any(arrays[place].any() for place in wrong)

    def rank(told: tuple) -> tuple:
        # Of two that explain the arrays, the one that explains the rest as well; of zeros, the one
        # that says no more than that nothing comes through; then the simpler one
        names, _, candidate, rest = told
        closed = any(change.mistake in CLOSED for change in candidate)
        return not rest, silent and not closed, len(names) + len(candidate)

    names, forms, candidate, rest = min(explanations, key=rank)
    return _findings(names, forms, candidate, arrays, truth, explains=rest)


def _changed(changes: Changes, truth: Truth) -> Tangent | None:
    """Return the tangent with some mistakes, or None if they cannot be made together."""
    try:
        return truth.changed(changes)
    except ValueError:
        return None  # shapes that do not fit in this network


def _arrangements(arrays: Arrays, layers: int) -> Iterator[tuple[list[str], Arrays]]:
    """Yield the arrays as they came, and as they would be if the lists were in another order."""
    other = {"W": "B", "B": "W"}
    yield [], arrays
    yield ["reversed-lists"], {Place(k, layers - 1 - n): array for (k, n), array in arrays.items()}
    yield ["swapped-lists"], {Place(other[k], n): array for (k, n), array in arrays.items()}


def form_of(array: numpy.ndarray, tangent: Tangent, place: Place, truth: Truth) -> str | None:
    """Return in which form an array is what a network has at a place; see `matching.match`."""
    try:
        right = truth.derivative(tangent, place)
    except ValueError:
        return None  # shapes that do not fit in this network
    form = match(array, right, OF_WRONG) if numpy.isfinite(right).all() else None
    # What is not made of samples has none to sum
    unsummed = form == "not-summed-over-samples" and place in tangent.instead
    return None if unsummed else form


def forms_in(arrays: Arrays, tangent: Tangent, truth: Truth) -> Forms | None:
    """Return the forms in which arrays are the gradient of a network, None if they are not."""
    forms = {}
    for place, array in arrays.items():
        form = form_of(array, tangent, place, truth)
        if form is None:
            return None
        if form:
            forms[place] = form
    return forms


def agrees(array: numpy.ndarray, tangent: Tangent, place: Place, truth: Truth) -> bool:
    """Say whether an array is what a network has at a place, in whatever form."""
    return form_of(array, tangent, place, truth) is not None


def _accounts_for(
    changes: Changes, arrays: Arrays, truth: Truth, err: numpy.ndarray | None
) -> bool:
    """Say whether mistakes that explain arrays account for all the rest of an answer."""
    unused = {
        place
        for place in truth.right
        for change in changes
        if place.kind == "B" and change.mistake.name in WITHOUT_BIAS
        if change.layers.get("layer", place.layer) == place.layer
    }
    # An array that is all zero, and should not be, was never computed
    unwritten = any(truth.right[place].any() and not array.any() for place, array in arrays.items())
    if truth.right.keys() - arrays.keys() != unused or unwritten:
        return False
    tangent = truth.changed(changes)
    return err is None or close(
        err, numpy.array(tangent.error(tangent.Y, tangent.T)) * tangent.scale
    )


def _findings(
    names: Iterable[str],
    forms: Forms,
    changes: Changes,
    arrays: Arrays,
    truth: Truth,
    explains: bool,
) -> list[Finding]:
    """Return the findings on forms and mistakes; the last of several factors tells the product."""
    found = [truth.finding(change) for change in changes]
    factors = [truth.factors[f.name] for f in found if f.name in truth.factors]
    if len(factors) == len(found) > 1:
        fields = found[-1].fields | {"together": factors[0] * factors[1]}
        found[-1] = replace(found[-1], fields=fields)
    found = [*(_in_form(name, forms, arrays, truth) for name in names), *found]
    return [replace(finding, explains=explains) for finding in found]


def _in_form(name: str, forms: Forms, arrays: Arrays, truth: Truth) -> Finding:
    """Return the finding on a form, of the arrays that have it if others are wrong as well."""
    wrong = [place for place, right in verdicts_on(arrays, truth.right).items() if not right]
    alike = [place for place in truth.right if forms.get(place) == name]
    only = 0 < len(alike) < len(wrong)
    return Finding(name, alone=_listed(map(truth.name, alike)) if only else "")


# The right arrays, but for their numbers' form


def _by_factors_or_several(
    arrays: Arrays, truth: Truth, err: numpy.ndarray | None
) -> list[Finding]:
    """Explain arrays by one factor, by mistakes in several layers, or by factors of their own."""
    by_factor = _by_factors(arrays, truth, err)
    name = by_factor[0].name if by_factor else ""
    if name and name not in ("factors-of-their-own", "some-negated"):
        return by_factor
    changes = combine(arrays, truth)
    if not changes or (name == "some-negated" and len(changes) != 1):
        return by_factor
    forms = forms_in(arrays, truth.changed(changes), truth) or {}
    rest = _accounts_for(changes, arrays, truth, err)
    return _findings(dict.fromkeys(forms.values()), forms, changes, arrays, truth, explains=rest)


def _by_factors(arrays: Arrays, truth: Truth, err: numpy.ndarray | None) -> list[Finding]:
    """Explain the wrong arrays as multiples of the right ones, or return an empty list."""
    fine = verdicts_on(arrays, truth.right)
    wrong = [place for place in arrays if not fine[place]]
    factors = {p: f for p in wrong if (f := factor_of(arrays[p], truth.right[p]))}
    if len(factors) < len(wrong) or not _prove_something(factors, arrays, truth):
        return []
    values = list(factors.values())
    alike = all(map(partial(_same, values[0]), values))
    samples = len(truth.network.T)
    if alike and len(factors) == len(truth.right):
        if _is_of_two_mistakes(values[0], truth):
            return []  # two mistakes of the catalogue say more
        explains = err is None or close(err, values[0] * truth.error)
        return [Finding("wrong-factor", {"factor": values[0]}, explains=explains)]
    # An error that comes along with a gradient has a single factor
    explains = err is None and len(arrays) == len(truth.right)
    if not alike:
        told = [
            sentences.TIMES.format(name=truth.name(place), factor=factor)
            for place, factor in factors.items()
        ]
        different = [v for n, v in enumerate(values) if not any(map(partial(_same, v), values[:n]))]
        fields = {"found": _listed(told), "mistakes": len(different)}
        return [Finding("factors-of-their-own", fields, explains=explains)]
    names = _listed(map(truth.name, factors))
    fields = {"names": names, "factor": values[0], "samples": samples}
    named = {1 / samples: "some-averaged", -1.0: "some-negated"}
    name = next((n for f, n in named.items() if abs(values[0] - f) < 1e-4), "some-multiplied")
    return [Finding(name, fields, explains=explains)]


def _prove_something(factors: dict[Place, float], arrays: Arrays, truth: Truth) -> bool:
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


def _same(one: float, other: float) -> bool:
    return abs(other - one) <= RELATIVE_TOLERANCE * abs(other)


def _is_of_two_mistakes(factor: float, truth: Truth) -> bool:
    """Say whether two mistakes of the catalogue together multiply everything by a factor."""
    pairs = combinations(truth.factors.values(), 2)
    return any(abs(factor - a * b) < 1e-6 * abs(factor) for a, b in pairs)


# Several mistakes. Backpropagation goes layer by layer, so a mistake shows first where it is made.
# What explains the first array that is wrong is kept, and the next one is looked for with it, as if
# it were right.


def combine(arrays: Arrays, truth: Truth) -> Changes:
    """Find mistakes that explain all arrays together; none if they are not found."""
    order = [place for place in places(truth.layers) if place in arrays]
    waiting: list[tuple[int, int, Changes]] = [(0, 0, ())]
    for _ in range(MOST_TRIED):
        if not waiting:
            break
        *_, found = waiting.pop(0)
        wrong = _first_wrong(arrays, order, truth, found)
        if wrong is None:
            return _named(found, truth)
        if len(found) >= MOST_TOGETHER:
            continue
        names = {change.mistake.name for change in found}
        explaining = [*_explaining(arrays[wrong], wrong, truth, found)]
        # What was done in one layer was done in another as well
        explaining.sort(key=lambda changes: not {change.mistake.name for change in changes} & names)
        for changes in explaining:
            more = (*found, *changes)
            next_wrong = _first_wrong(arrays, order, truth, more)
            if next_wrong is None:
                return _named(more, truth)
            if order.index(next_wrong) > order.index(wrong):
                waiting.append((len(more), -order.index(next_wrong), more))
        # The fewest mistakes come first, and of these those that explain most
        waiting.sort(key=lambda beginning: beginning[:2])
    return ()


def _first_wrong(
    arrays: Arrays, order: list[Place], truth: Truth, changes: Changes
) -> Place | None:
    tangent = truth.changed(changes)
    return next((p for p in order if not agrees(arrays[p], tangent, p, truth)), None)


def _named(changes: Changes, truth: Truth) -> Changes:
    """Return the changes, with a factor as two mistakes of the catalogue where it is one."""
    named: list[Change] = []
    for change in changes:
        pair = (
            _pair(change.layers["factor"], truth) if change.mistake in (FACTOR, LATE_FACTOR) else ()
        )
        named += pair or [change]
    order = {change.mistake.name: n for n, change in reversed([*enumerate(truth.changes)])}
    last = len(truth.changes)
    return tuple(sorted(named, key=lambda change: order.get(change.mistake.name, last)))


def _pair(factor: float, truth: Truth) -> Changes:
    """Return the one or two mistakes of the catalogue that together multiply by a factor."""
    scales = [change for change in truth.changes if change.mistake.name in truth.factors]
    for count in (1, 2):
        for some in combinations(scales, count):
            product = numpy.prod([truth.factors[change.mistake.name] for change in some])
            if abs(product - factor) < 1e-6 * abs(factor):
                return some
    return ()


def _explaining(
    array: numpy.ndarray, place: Place, truth: Truth, found: Changes
) -> Iterator[Changes]:
    """Yield the changes with which an array is right that is not right yet."""
    right = truth.changed(found)
    # One that shows later changes nothing here, one that shows earlier is there already
    for change in truth.seen_first_at(place):
        if not array.any() and change.mistake.never_in_pairs:
            continue  # zeros come from many rare ones
        if any(exclude_each_other(change, other) for other in found):
            continue
        tangent = _changed((*found, change), truth)
        if tangent is None:
            continue
        if agrees(array, tangent, place, truth):
            yield (change,)
        elif (
            place.layer == truth.layers - 1
            and change.mistake in ERROR + INPUTS + COLLECTING
            and change.mistake.name not in SCALES
        ):
            factor = _factor(array, tangent, place, truth)
            if factor and change.mistake.name in OF_ONE_NUMBER:
                # That all are alike is more than which number it is
                sent = tangent.T.size * signal(tangent, place.layer, enters=True).flat[0]
                yield (Change(SAME, {"number": float(factor * sent)}),)
            elif factor and not _factor(truth.derivative(right, place), tangent, place, truth):
                yield (change, Change(FACTOR, {"factor": factor}))
    yield from ((change,) for change in _fitted(array, place, right, truth))


def _factor(array: numpy.ndarray, tangent: Tangent, place: Place, truth: Truth) -> float | None:
    """Return the factor by which an array differs from what a network has at a place, or None."""
    right = truth.derivative(tangent, place)
    if array.size == 1 or array.shape != right.shape or not numpy.isfinite(right).all():
        return None
    return factor_of(array, right)


def _fitted(array: numpy.ndarray, place: Place, right: Tangent, truth: Truth) -> Iterator[Change]:
    """Yield the changes that have a number, for which it is found such that an array is right."""
    factor = _factor(array, right, place, truth)
    if factor:
        on_the_way = 0 < place.layer < truth.layers - 1
        for mistake in (ON_THE_WAY,) if on_the_way else (FACTOR, LATE_FACTOR):
            yield Change(mistake, {"factor": factor})
    if place.layer == truth.layers - 1 or not truth.is_small:
        return
    base = derivative(right, place)
    if base.shape != array.shape:
        return
    for mistake in UPDATED:
        try:
            step = derivative(mistake.change(right, rate=1.0), place) - base
        except ValueError:
            continue  # shapes that do not fit in this network
        rate = (step * (array - base)).sum() / max((step**2).sum(), 1e-300)
        if 0 < abs(rate) < LARGEST_RATE and array.size > 1 and close(array, base + rate * step):
            yield Change(mistake, {"rate": float(rate)})
    try:
        step = base - derivative(TWICE.change(right, rate=1.0), place)
    except ValueError:
        return
    columns = numpy.stack([base.ravel(), step.ravel()], axis=1)
    (times, rate), *_ = numpy.linalg.lstsq(columns, array.ravel(), rcond=None)
    if abs(times - 2) < 1e-6 and array.size > 2 and close(array, times * base + rate * step):
        yield Change(TWICE, {"rate": float(-rate), "times": 2.0})


# What nothing explains as a whole


def _first_alone(arrays: Arrays, first: Place, truth: Truth) -> Finding:
    """Return the finding for the first wrong array alone."""
    array, right = arrays[first], truth.right[first]
    form = _own_form(array, first, truth)
    moved = moved_entries(arrays, truth) if form == "zeros" else None
    if moved:
        return moved
    if form:
        forms = {place: _own_form(array, place, truth) or "" for place, array in arrays.items()}
        return _in_form(form, forms, arrays, truth)
    for place, other in truth.right.items():
        if other.shape == array.shape and close(array, other):
            fields = {"name": truth.name(first), "owner": truth.name(place)}
            return Finding("of-another-place", fields)
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
        return _alone(change, arrays, truth)
    known = described(arrays, first, truth)
    if known:
        return known
    if first.kind == "W" and array.size == 1 < right.size:
        return Finding("number-for-weights")
    rows = len(array) if array.ndim == 2 else 0
    if first.kind == "W" and rows == len(truth.network.T) != len(right):
        return Finding("rows-for-weights")
    if array.shape != right.shape:
        fields = {"found": str(array.shape), "expected": str(right.shape)}
        return Finding("wrong-shape", fields)
    # Nothing is known of what could not be read
    all_known = len(arrays) == len(truth.right)
    if all_known and list(verdicts_on(arrays, truth.right).values()).count(False) == 1:
        return Finding("single-array", {"name": truth.name(first)})
    names = [truth.name(place) for place in truth.right]
    before = _listed(names[: names.index(truth.name(first))])
    right_before = sentences.RIGHT_BEFORE.format(names=before) if before else ""
    return Finding("unknown", {"right_before": right_before})


def _own_form(array: numpy.ndarray, place: Place, truth: Truth) -> str | None:
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


def _best_change(arrays: Arrays, first: Place, truth: Truth) -> Change | None:
    """Return the change that explains the first wrong array, all right ones, and most others."""
    fine = verdicts_on(arrays, truth.right)
    decisive = {place: array for place, array in arrays.items() if place == first or fine[place]}
    explained = []
    for candidate in truth.possible(arrays[first], first, mistakes=1):
        tangent = truth.changed(candidate)
        if candidate and forms_in(decisive, tangent, truth) == {}:
            (change,) = candidate
            same = sum(form_of(array, tangent, p, truth) == "" for p, array in arrays.items())
            # Of two that explain as much, the one that is said of a single layer claims less
            explained.append(((same, "layer" in change.layers), change))
    return max(explained, key=lambda pair: pair[0])[1] if explained else None


def _alone(change: Change, arrays: Arrays, truth: Truth) -> Finding:
    """Return the finding of a change that explains some arrays only, with the names of these."""
    tangent, fine = truth.changed((change,)), verdicts_on(arrays, truth.right)
    same = [p for p, array in arrays.items() if form_of(array, tangent, p, truth) == ""]
    finding = truth.finding(change)
    if len(same) == len(arrays):
        return finding
    return replace(finding, alone=_listed(truth.name(place) for place in same if not fine[place]))


def _listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: commas between, and a word before the last."""
    *names, last = [*names] or [""]
    return sentences.AND.join(filter(None, [", ".join(names), last]))
