"""Judge answers: what the functions of `checks.calling` return, or those of `checks.reading`.

An answer is a dictionary of plain values, but anyone may have written it: it is read once more.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy

from checks import calling, reading, sentences
from checks.calling import Answer
from checks.findings import OWN_BACKWARD, UNEXPLAINED, Finding
from checks.judging_values import following, values_of
from checks.matching import close, common_factor, is_right, match, verdicts_on
from checks.names.agreeing import Gradients
from checks.names.explaining import diagnose
from checks.networks import ByPlace, Network, Place, by_place
from checks.reports import Report, Row, shape_of, unjudged
from checks.truth import Truth, truth_of

WHOLE = re.compile(
    r"(tensor\(|array\(|Parameter containing:\s*tensor\()?\[[\s\[]*([-+]?\.?\d|nan|inf)"
)
# A number with a point that is no part of a name or of another number
DECIMAL = re.compile(r"(?<![\w.])[-+]?\d+\.\d+(?:[eE][-+]?\d+)?(?!\w|\.\d)")
# What stands there without a point, after a text
ZERO = re.compile(r"(?<![\w.])-?0(?=\W*$)")
LONGEST_QUOTE = 60  # characters of what was printed
# Beyond what float32 needs: a number with fewer digits was rounded by the student
FULL_PRECISION = 1e-6
# What is found in gradients that no mistake with a name explains
SAYING_NOTHING = {*UNEXPLAINED, "multiplied"}
UNNAMED = {*SAYING_NOTHING, "factors-of-their-own", "some-multiplied"}


# Exercise 1


def gradient(answer: Answer, network: Network, explain: bool = True) -> Report:
    """Report on ``DW`` and ``DB``, and look for the reason of what is wrong, if that is wanted."""
    return gradient_in(truth_of(network, ("error", "backward")), answer, explain)


def gradient_in(truth: Truth, answer: Answer, explain: bool = True) -> Report:
    """Report on ``DW`` and ``DB`` where the truth is known."""
    lists = reading.two_lists(answer.get("DW"), answer.get("DB"), truth.layers, unfinished=True)
    whole = {f"D{k}": laid_out(part, truth.right, k) for k, part in zip("WB", lists, strict=True)}
    arrays = _by_place(whole, ("DW", "DB"), truth.layers)
    first = next(iter(arrays.values()))
    if _is(first, "nothing-returned"):
        return unjudged(["exercise1"], first)
    present = {p: a for p, a in arrays.items() if not (a is None or _is(a, "missing"))}
    missing = [place for place in arrays if place not in present]
    verdicts = dict.fromkeys(missing) | verdicts_on(present, truth.right)
    rows = tuple(
        Row(truth.name(place), shape_of(array, truth.right[place]), verdicts[place], place.layer)
        for place, array in arrays.items()
    )
    findings = diagnose(present, truth) if explain else []
    if explain and missing and not findings:
        so_far = sentences.SO_FAR[bool(present)]
        findings = [Finding("unfinished", {"so_far": so_far, "next": truth.name(missing[0])})]
    return Report(rows, tuple(findings))


def laid_out(entries: Sequence, right: Gradients, kind: str) -> Sequence:
    """Give the entries of a list their layers, from the last one down if that fits best."""
    count, layers = len(entries), len(right) // 2
    if count == layers:
        return entries
    arrays = [reading.read_array(entry) for entry in entries]
    orders = (
        range(layers - count, layers),  # each was inserted at the front
        range(layers - 1, layers - 1 - count, -1),  # each was appended
        range(count),
    )

    def fitting(order: Iterable[int]) -> int:
        return sum(
            isinstance(array, numpy.ndarray) and match(array, right[Place(kind, n)]) is not None
            for array, n in zip(arrays, order, strict=True)
        )

    laid: list = [None] * layers
    for layer, array in zip(max(orders, key=fitting), arrays, strict=True):
        laid[layer] = array
    return laid


def _by_place(answer: Answer, names: tuple[str, str], layers: int) -> ByPlace:
    """Return the entries of two lists of an answer, read, by their places; None stays None."""
    one, other = (answer.get(name) for name in names)
    lists = reading.two_lists(one, other, layers, names)
    return by_place(
        *(
            [None if value is None else reading.read_array(value) for value in values]
            for values in lists
        )
    )


def _is(value: object, name: str) -> bool:
    return isinstance(value, Finding) and value.name == name


# Exercise 2


def autograd(answer: Answer, network: Network, explain: bool = True) -> Report:
    """Report on ``err``, and on the parameters ``W``, ``B`` with their gradients ``DW``, ``DB``."""
    truth = truth_of(network, ("error", "forward"), form="{}.grad")
    err = reading.read_array(answer.get("err"))
    if isinstance(err, numpy.ndarray) and err.size != 1:
        err = Finding("error-not-a-number", {"found": str(err.shape)})
    if isinstance(err, Finding):
        if err.name == "nothing-returned":
            return unjudged(["err"], err)
        part = _part_of_the_way(answer.get("part"), truth)
        if part:
            return unjudged(["err"], part)
        others = [Row(truth.name(place), "", None, place.layer) for place in truth.right]
        return Report((Row("err", "", False), *others), (err,))
    return _parameters(answer, truth, explain, err=err.reshape(()))


def _part_of_the_way(value: object, truth: Truth) -> Finding | None:
    """Return the finding on a forward pass that is right as far as it goes, or None."""
    for name, right in reversed(values_of(truth.tangent).items()):
        later = following(name, truth.layers)
        if later and is_right(value, right):
            so_far = sentences.SIGNAL_RIGHT.format(name=name)
            return Finding("unfinished", {"so_far": so_far, "next": later})
    return None


def error_alone(err: numpy.ndarray | Finding, network: Network) -> Report:
    """Report on the error of exercise 2 before ``backward()``."""
    if isinstance(err, Finding):
        return Report((Row("err", "", False),), (err,))
    right = truth_of(network, ("error", "forward")).error
    row = Row("err", "()", close(err, right))
    if row.right:
        return Report((row,), all_right=sentences.ERROR_ONLY)
    fields = {"found": float(err), "expected": float(right)}
    return Report((row,), (Finding("other-error", fields),))


def _parameters(
    answer: Answer,
    truth: Truth,
    explain: bool,
    err: numpy.ndarray | None = None,
    transposed: bool = False,
) -> Report:
    """Report on parameters and their gradients, and on the error if there is one.

    The table shows the shapes of weights as they are stored, which may be ``transposed``.
    """
    values = _by_place(answer, ("W", "B"), truth.layers)
    expected = by_place(truth.network.W, truth.network.B)
    for place, value in values.items():
        problem = _wrong_parameter(place.name, value, expected[place])
        if problem:
            return Report((Row(place.name, "", False),), (problem,))

    gradients = _by_place(answer, ("DW", "DB"), truth.layers)
    there = [place.layer for place, gradient in gradients.items() if gradient is not None]
    if not there:
        away = answer.get("graph") == calling.ELSEWHERE
        finding = Finding("parameters-not-used" if away else "backward-not-called")
        return unjudged([truth.name(place) for place in gradients], finding)
    error_right = err is None or close(err, truth.error)
    arrays = {
        place: _without_gradient(place, min(there), gradients, error_right) if a is None else a
        for place, a in gradients.items()
    }
    rows = [Row("err", "()", error_right)] if err is not None else []
    for place, right in verdicts_on(arrays, truth.right).items():
        stored = values[place].shape[:: -1 if transposed else 1]
        shape = f"{stored}" if isinstance(arrays[place], numpy.ndarray) else ""
        rows.append(Row(truth.name(place), shape, right, place.layer))
    own_backward = answer.get("graph") == calling.OWN_OPERATIONS
    findings = _explain_autograd(arrays, truth, err, error_right, own_backward) if explain else []
    return Report(tuple(rows), tuple(findings))


def _wrong_parameter(name: str, value: object, expected: numpy.ndarray) -> Finding | None:
    if isinstance(value, Finding) and value.name in ("not-two-lists", "not-parameters"):
        return value
    form = match(value, expected) if isinstance(value, numpy.ndarray) else None
    if form == "":
        return None
    transposed = form == "transposed-gradient"
    return Finding("parameters-transposed" if transposed else "parameters-changed", {"found": name})


def _without_gradient(place: Place, lowest: int, gradients: ByPlace, error_right: bool) -> Finding:
    """Return the finding on a parameter without a gradient; ``lowest`` is a layer that has one."""
    other = gradients[place._replace(kind="W" if place.kind == "B" else "B")]
    # An error that is right has used all of them
    if not error_right and (place.layer > lowest or other is not None):
        return Finding("parameter-not-used", {"name": place.name})
    return Finding("not-in-graph")


def _explain_autograd(
    arrays: ByPlace,
    truth: Truth,
    err: numpy.ndarray | None,
    error_right: bool,
    own_backward: bool,
) -> list[Finding]:
    """Return what is wrong with gradients that PyTorch has computed, and with the error.

    On their way there may be a ``backward`` of the student's own.
    """
    findings = diagnose(arrays, truth, err)
    names = {finding.name for finding in findings}
    readable = {place: array for place, array in arrays.items() if not isinstance(array, Finding)}
    factor = common_factor(readable, truth.right) if findings else None
    is_multiple = factor and round(factor) >= 2 and abs(factor - round(factor)) < 1e-3
    not_there = [array for array in arrays.values() if isinstance(array, Finding)]
    has_no_name = bool(names & UNNAMED)
    # The forward pass is right, whatever the gradients look like
    forward_right = error_right and err is not None
    if is_multiple and error_right and "sum-for-mean" not in names:
        return [Finding("accumulated-gradients", {"factor": factor}, explains=True)]
    if not_there and (has_no_name or forward_right):
        return not_there[:1]
    if findings and forward_right:
        if own_backward:
            return _explain_own_backward(arrays, truth)
        return [Finding("left-over-gradients")]
    if has_no_name:
        return [Finding("unknown-network")]
    if err is not None and not error_right and not findings:
        fields = {"found": float(err), "expected": float(truth.error)}
        return [Finding("wrong-error", fields, explains=True)]
    return findings


def _explain_own_backward(arrays: ByPlace, truth: Truth) -> list[Finding]:
    """Return what is wrong with gradients that a ``backward`` of the student has computed."""
    first, *rest = diagnose(arrays, truth_of(truth.network, ("error", "backward"), truth.form))
    if first.name in SAYING_NOTHING:
        first, rest = Finding("own-backward"), []
    return [replace(first, fields=first.fields | {OWN_BACKWARD: True}), *rest]


# Exercise 3


def printed(answer: Answer, network: Network, explain: bool = True) -> Report:
    """Report on the gradients inside the network ``net``, and on what was printed of them.

    That is the text ``printed``, or ``value``, what the student takes for the gradient of the first
    weight, or neither.
    """
    # The rows are named as in exercise 1, because the task is to find the places in the network
    truth = truth_of(network, ("error", "forward"))
    net: Any = answer.get("net")
    problem = net if isinstance(net, Finding) else _other_network(net, network)
    if problem:
        return unjudged(["net"], problem)
    report = _parameters(net, truth, explain, transposed=True)
    if "printed" in answer:
        name, value = "printed", _number(answer)
    elif "value" in answer:
        name, value = "value", answer["value"]
        value = Finding("value-is-none") if value is None else reading.read_array(value)
    else:
        return Report(report.rows, report.findings, sentences.GRADIENTS_ONLY)
    if not report.ok:
        # Nobody has looked at the number
        unexplained = tuple(replace(finding, explains=False) for finding in report.findings)
        return replace(report, findings=unexplained)
    wrong = _wrong_value(value, truth)
    if wrong is None and "tensor(" in str(answer.get("printed")):
        wrong = Finding("rounded-value", {"found": answer["printed"].strip()}, explains=True)
    return Report((*report.rows, Row(name, "", wrong is None)), (wrong,) if wrong else ())


def _other_network(net: object, network: Network) -> Finding | None:
    """Return the finding on a network whose layers have other shapes, or None."""
    net = net if isinstance(net, dict) else {}
    shapes = {
        name: [getattr(value, "shape", None) for value in net.get(name) or ()] for name in "WB"
    }
    expected = {"W": [w.shape for w in network.W], "B": [b.shape for b in network.B]}
    if shapes == expected or any(None in shapes[name] for name in "WB"):
        return None  # what is no array gets a sentence of its own
    found = sentences.SHAPES_OF_LAYERS.format(found=shapes["W"])
    return Finding("other-network", {"found": found})


def _number(answer: Answer) -> numpy.ndarray | Finding:
    """Read what was printed as a number."""
    text = answer["printed"]
    text = text.strip() if isinstance(text, str) else ""
    returned = answer.get("returned")
    if text:
        within = re.fullmatch(r"tensor\(([^,\[]+)(, .*)?\)", text)
        alone = within[1] if within else text
        beside = DECIMAL.findall(text) + ZERO.findall(text)
        if not within and len(beside) == 1 and not WHOLE.match(text):
            alone = beside[0]
        number = reading.number(alone)
        return reading.read_array(number) if isinstance(number, float) else _no_number(text)
    if isinstance(returned, numpy.ndarray):
        whole = reading.describe(returned)
        found = f"{returned.reshape(()):.8g}" if returned.size == 1 else whole
        return Finding("returned-not-printed", {"found": found})
    return Finding("nothing-printed")


# What is printed in place of one entry of an array, besides its norm
SUMMARIES: tuple[Callable, ...] = (
    *(numpy.sum, numpy.mean),
    *(lambda array: abs(array).sum(), lambda array: abs(array).mean()),
)


def _no_number(text: str) -> Finding:
    """Return the finding on a text that is no number."""
    if text == "None":
        return Finding("printed-none")
    if WHOLE.match(text):
        return Finding("whole-array")
    return Finding("printed-text", {"found": " ".join(text.split())[:LONGEST_QUOTE]})


def _wrong_value(value: numpy.ndarray | Finding, truth: Truth) -> Finding | None:
    """Return the finding on what is taken for the gradient of the first weight, or None."""
    if isinstance(value, Finding):
        return value
    if value.size != 1:
        return Finding("whole-array")
    number = float(value.reshape(()))
    first = truth.right[Place("W", 0)]

    def is_among(entries: Any) -> bool:
        return any(close(numpy.array(abs(number)), abs(entry)) for entry in entries)

    if _is_rounded(abs(number), abs(first[0, 0])):
        if number < 0:  # which is one mistake more
            return Finding("negative-magnitude")
        return Finding("rounded-value", {"found": f"{number:.6g}"}, explains=True)
    if is_among([first[0, 0]]):
        return None if number >= 0 else Finding("negative-magnitude", explains=True)
    if number == 0:
        return Finding("zero-value")
    for name, power in (("squared-value", 2), ("root-of-value", 0.5)):
        if is_among([abs(first[0, 0]) ** power]):
            return Finding(name)
    if is_among([truth.network.W[0][0, 0]]):
        return Finding("weight-itself")
    norms = [numpy.linalg.norm(array) for array in truth.right.values()]
    if is_among([*norms, *(of(first) for of in SUMMARIES)]):
        return Finding("whole-array")
    if is_among([numpy.linalg.norm(norms), sum(norms)]):
        return Finding("all-parameters")
    for (i, j), entry in numpy.ndenumerate(first):
        if is_among([entry]):
            return Finding("another-entry", {"found": f"[{j}, {i}]"})
    for place, array in truth.right.items():
        if is_among(array.flat):
            if place.kind == "B":
                return Finding("bias-gradient")
            found = sentences.WEIGHTS_OF.format(name=f"W[{place.layer}]")
            return Finding("another-layer", {"found": found})
    return Finding("wrong-value", {"found": f"{number:.6g}"})


def _is_rounded(value: float, right: float) -> bool:
    """Say whether a number is the right one with at least two decimals, rounded."""
    digits = len(f"{value:.8g}".partition(".")[2])
    rounded = digits >= 2 and abs(value - right) <= 0.51 * 10.0**-digits
    return rounded and abs(value - right) > FULL_PRECISION * right
