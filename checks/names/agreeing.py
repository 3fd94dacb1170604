"""Say whether arrays are the gradient of a network with mistakes, and put that into findings.

An array may be what a network has in another form, such as its transpose. What agrees with every
array may still leave something of the answer unexplained: the error beside them, an array that is
not there.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy

from checks import sentences
from checks.findings import Finding
from checks.matching import ABSOLUTE_TOLERANCE_OF_WRONG as OF_WRONG
from checks.matching import close, match
from checks.names.catalogue import WITHOUT_BIAS
from checks.names.mistakes import Change
from checks.networks import Place, Tangent
from checks.truth import Truth

# What was answered, by its place; the forms of some of it; and mistakes
Gradients = dict[Place, numpy.ndarray]
Forms = dict[Place, str]
Changes = tuple[Change, ...]


def tangent_with(changes: Changes, truth: Truth) -> Tangent | None:
    """Return the tangent with some mistakes, or None if they cannot be made together."""
    try:
        return truth.changed(changes)
    except ValueError:
        return None  # shapes that do not fit in this network


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


def forms_in(arrays: Gradients, tangent: Tangent, truth: Truth) -> Forms | None:
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


def accounts_for(
    changes: Changes, arrays: Gradients, truth: Truth, err: numpy.ndarray | None
) -> bool:
    """Say whether mistakes that explain arrays account for all the rest of an answer."""
    unused = {
        place
        for place in truth.right
        for change in changes
        if place.kind == "B" and change.mistake.name in WITHOUT_BIAS
        if change.arguments.get("layer", place.layer) == place.layer
    }
    # An array that is all zero, and should not be, was never computed
    unwritten = any(truth.right[place].any() and not array.any() for place, array in arrays.items())
    if truth.right.keys() - arrays.keys() != unused or unwritten:
        return False
    tangent = truth.changed(changes)
    return err is None or close(
        err, numpy.array(tangent.error(tangent.Y, tangent.T)) * tangent.scale
    )


def findings_of(
    names: Iterable[str],
    forms: Forms,
    changes: Changes,
    arrays: Gradients,
    truth: Truth,
    explains: bool,
) -> list[Finding]:
    """Return the findings on forms and mistakes; the last of several factors tells the product."""
    found = [truth.finding(change) for change in changes]
    factors = [truth.factors[f.name] for f in found if f.name in truth.factors]
    if len(factors) == len(found) > 1:
        fields = found[-1].fields | {"together": factors[0] * factors[1]}
        found[-1] = replace(found[-1], fields=fields)
    found = [*(in_form(name, forms, arrays, truth) for name in names), *found]
    return [replace(finding, explains=explains) for finding in found]


def in_form(name: str, forms: Forms, arrays: Gradients, truth: Truth) -> Finding:
    """Return the finding on a form, of the arrays that have it if others are wrong as well."""
    alike = [place for place in truth.right if forms.get(place) == name]
    only = 0 < len(alike) < len(truth.wrong(arrays))
    return Finding(name, alone=listed(map(truth.name, alike)) if only else "")


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: commas between, and a word before the last."""
    *names, last = [*names] or [""]
    return sentences.AND.join(filter(None, [", ".join(names), last]))
