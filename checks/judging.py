"""Judge answers: what the functions of `checks.calling` return, or those of `checks.reading`.

An answer consists of plain values, but anyone may have written it: it is read once more.
"""

import re
from dataclasses import replace

import numpy

from checks import calling, reading, sentences
from checks.explaining import diagnose
from checks.findings import Finding
from checks.intermediate import following, values_of
from checks.matching import close, common_factor, match, verdicts_on
from checks.networks import Place, by_place
from checks.reports import Report, Row, unjudged
from checks.truth import truth_of

WHOLE = re.compile(
    r"(tensor\(|array\(|Parameter containing:\s*tensor\()?\[[\s\[]*([-+]?\.?\d|nan|inf)"
)
# A number with a point that is no part of a name or of another number
DECIMAL = re.compile(r"(?<![\w.])[-+]?\d+\.\d+(?:[eE][-+]?\d+)?(?!\w|\.\d)")
LONGEST_QUOTE = 60  # characters of what was printed
# Beyond what float32 needs: a number with fewer digits was rounded by the student
FULL_PRECISION = 1e-6


def gradient(answer, network, explain=True):
    """Report on the gradient of exercise 1.

    Parameters
    ----------
    answer : dict
        ``DW`` and ``DB``; see `reading.gradient`.
    network : Network
    explain : bool
        Whether to look for the reason of what is wrong.

    Returns
    -------
    Report
    """
    return gradient_in(truth_of(network, ("error", "backward")), answer, explain)


def gradient_in(truth, answer, explain=True):
    """Report on the gradient of exercise 1 in a `Truth`; see `gradient`."""
    arrays = _by_place(_completed(answer, truth), ("DW", "DB"), truth.layers)
    first = next(iter(arrays.values()))
    if isinstance(first, Finding) and first.name == "nothing-returned":
        return unjudged(["exercise1"], first)
    missing = [place for place, array in arrays.items() if _is_missing(array)]
    present = {place: array for place, array in arrays.items() if place not in missing}
    verdicts = dict.fromkeys(missing) | verdicts_on(present, truth.right)
    rows = tuple(
        Row(truth.name(place), _shape(array, truth.right[place]), verdicts[place], place.layer)
        for place, array in arrays.items()
    )
    findings = diagnose(present, truth) if explain else []
    if explain and missing and not findings:
        so_far = sentences.SO_FAR[bool(present)]
        findings = [Finding("unfinished", {"so_far": so_far, "next": truth.name(missing[0])})]
    return Report(rows, tuple(findings))


def _is_missing(array):
    return array is None or (isinstance(array, Finding) and array.name == "missing")


def _completed(answer, truth):
    """Return a gradient with None for what a list that is not finished does not hold yet."""
    lists = reading.two_lists(answer.get("DW"), answer.get("DB"), truth.layers, unfinished=True)
    return {
        f"D{kind}": laid_out(entries, truth, kind)
        for kind, entries in zip("WB", lists, strict=True)
    }


def laid_out(entries, truth, kind):
    """Give the entries of a list their layers, from the last one down if that fits best."""
    count, layers = len(entries), truth.layers
    if count == layers:
        return entries
    arrays = [reading.read_array(entry) for entry in entries]
    orders = (
        range(layers - count, layers),  # each was inserted at the front
        range(layers - 1, layers - 1 - count, -1),  # each was appended
        range(count),
    )

    def fitting(order):
        pairs = zip(arrays, (truth.right[Place(kind, layer)] for layer in order), strict=True)
        return sum(
            isinstance(array, numpy.ndarray) and match(array, right) is not None
            for array, right in pairs
        )

    laid = [None] * layers
    for layer, array in zip(max(orders, key=fitting), arrays, strict=True):
        laid[layer] = array
    return laid


def autograd(answer, network, explain=True):
    """Report on the error of exercise 2 and the gradient after ``backward()``.

    Parameters
    ----------
    answer : dict
        ``err``, ``W``, ``B``, ``DW``, ``DB``; see `reading.error` and `reading.parameters`.
    network, explain
        As for `gradient`.

    Returns
    -------
    Report
    """
    truth = truth_of(network, ("error", "forward"), form="{kind}[{layer}].grad")
    err = reading.read_array(answer.get("err"))
    if isinstance(err, numpy.ndarray) and err.size != 1:
        err = Finding("error-not-a-number", {"found": str(err.shape)})
    if isinstance(err, Finding) and err.name == "nothing-returned":
        return unjudged(["err"], err)
    if isinstance(err, Finding):
        part = _part_of_the_way(answer.get("part"), truth)
        if part:
            return unjudged(["err"], part)
        others = [Row(truth.name(place), "", None, place.layer) for place in truth.right]
        return Report((Row("err", "", False), *others), (err,))
    return _parameters(answer, truth, explain, err=err.reshape(()))


def _part_of_the_way(value, truth):
    """Return the finding on a forward pass that is right as far as it goes, or None."""
    for name, right in reversed(values_of(truth.tangent).items()):
        later = following(name, truth.layers)
        alike = isinstance(value, numpy.ndarray) and value.shape == right.shape
        if later and alike and close(value, right):
            so_far = sentences.SIGNAL_RIGHT.format(name=name)
            return Finding("unfinished", {"so_far": so_far, "next": later})
    return None


def error_alone(answer, network):
    """Report on the error of exercise 2, before ``backward()``.

    Parameters
    ----------
    answer : dict
        ``err``; see `reading.error`.
    network : Network

    Returns
    -------
    Report
    """
    err = answer["err"]
    if isinstance(err, Finding):
        return Report((Row("err", "", False),), (err,))
    right = truth_of(network, ("error", "forward")).error
    row = Row("err", "()", close(err, right))
    if row.right:
        return Report((row,), all_right=sentences.ERROR_ONLY)
    return Report(
        (row,), (Finding("other-error", {"found": float(err), "expected": float(right)}),)
    )


def printed(answer, network, explain=True):
    """Report on the gradients inside the network of exercise 3, and on what was printed of them.

    Parameters
    ----------
    answer : dict
        ``net``; see `reading.network`. As well ``printed``, the text, or ``value``, what the
        student takes for the gradient of the first weight, or neither.
    network, explain
        As for `gradient`.

    Returns
    -------
    Report
    """
    # The rows are named as in exercise 1, because the task is to find the places in the network
    truth = truth_of(network, ("error", "forward"))
    net = answer.get("net")
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


def _number(answer):
    """Read what was printed as a number."""
    text = answer["printed"]
    text = text.strip() if isinstance(text, str) else ""
    if text:
        within = re.fullmatch(r"tensor\(([^,\[]+)(, .*)?\)", text)
        alone = within[1] if within else text
        beside = DECIMAL.findall(text)
        if not within and len(beside) == 1 and not WHOLE.match(text):
            alone = beside[0]
        number = reading.number(alone)
        return reading.read_array(number) if isinstance(number, float) else _no_number(text)
    if isinstance(answer.get("returned"), numpy.ndarray):
        found = reading.describe(answer["returned"])
        if answer["returned"].size == 1:
            found = f"{answer['returned'].reshape(()):.8g}"
        return Finding("returned-not-printed", {"found": found})
    return Finding("nothing-printed")


def _no_number(text):
    """Return the finding on a text that is no number."""
    if text == "None":
        return Finding("printed-none")
    if WHOLE.match(text):
        return Finding("whole-array")
    return Finding("printed-text", {"found": " ".join(text.split())[:LONGEST_QUOTE]})


def _by_place(answer, names, layers):
    """Return the entries of two lists of an answer, read, by their places; None stays None."""
    lists = reading.two_lists(*(answer.get(name) for name in names), layers, names)
    read = (
        [None if value is None else reading.read_array(value) for value in values]
        for values in lists
    )
    return by_place(*read)


def _shape(array, right):
    """Return what the table says of the shape of an array."""
    if not isinstance(array, numpy.ndarray):
        return ""
    if array.shape == right.shape:
        return f"{array.shape}"
    return sentences.EXPECTED_SHAPE.format(found=array.shape, expected=right.shape)


def _parameters(answer, truth, explain, err=None, transposed=False):
    """Report on parameters and their gradients, and on the error if there is one.

    The table shows the shapes of weights as they are stored, which may be ``transposed``.
    """
    values = _by_place(answer, ("W", "B"), truth.layers)
    expected = by_place(truth.network.W, truth.network.B)
    for place, value in values.items():
        name = f"{place.kind}[{place.layer}]"
        problem = _wrong_parameter(name, value, expected[place])
        if problem:
            return Report((Row(name, "", False),), (problem,))

    gradients = _by_place(answer, ("DW", "DB"), truth.layers)
    names = [truth.name(place) for place in gradients]
    if all(gradient is None for gradient in gradients.values()):
        away = answer.get("graph") == calling.ELSEWHERE
        return unjudged(names, Finding("parameters-not-used" if away else "backward-not-called"))
    lowest = min(place.layer for place, gradient in gradients.items() if gradient is not None)
    error_right = err is None or close(err, truth.error)
    arrays = {
        place: _without_gradient(place, lowest, gradients, error_right) if array is None else array
        for place, array in gradients.items()
    }
    verdicts = verdicts_on(arrays, truth.right)
    order = -1 if transposed else 1
    rows = [
        Row(truth.name(place), _stored(arrays[place], values[place], order), right, place.layer)
        for place, right in verdicts.items()
    ]
    if err is not None:
        rows.insert(0, Row("err", "()", error_right))
    findings = _explain_autograd(arrays, truth, err, error_right) if explain else []
    return Report(tuple(rows), tuple(findings))


def _stored(gradient, value, order):
    """Return what the table says of the shape of a gradient; there may be none."""
    return f"{value.shape[::order]}" if isinstance(gradient, numpy.ndarray) else ""


def _explain_autograd(arrays, truth, err, error_right):
    """Return what is wrong with gradients that PyTorch has computed, and with the error."""
    findings = diagnose(arrays, truth, err)
    names = [finding.name for finding in findings]
    factor = common_factor(_readable(arrays), truth.right) if findings else None
    if error_right and factor and _is_a_count(factor) and "sum-for-mean" not in names:
        return [Finding("accumulated-gradients", {"factor": factor}, explains=True)]
    unnamed = {"unknown", "single-array", "factors-of-their-own", "some-multiplied", "multiplied"}
    unused = [array for array in arrays.values() if isinstance(array, Finding)]
    if unused and (set(names) & unnamed or (error_right and err is not None)):
        return unused[:1]
    if findings and error_right and err is not None:
        # The forward pass is right, whatever the gradients look like
        return [Finding("left-over-gradients")]
    if set(names) & unnamed:
        return [Finding("unknown-network")]
    if not findings and not error_right:
        fields = {"found": float(err), "expected": float(truth.error)}
        return [Finding("wrong-error", fields, explains=True)]
    return findings


def _without_gradient(place, lowest, gradients, error_right):
    """Return the finding on a parameter without a gradient; ``lowest`` is a layer that has one."""
    other = gradients[place._replace(kind="W" if place.kind == "B" else "B")]
    # An error that is right has used all of them
    if not error_right and (place.layer > lowest or other is not None):
        return Finding("parameter-not-used", {"name": f"{place.kind}[{place.layer}]"})
    return Finding("not-in-graph")


def _readable(arrays):
    return {place: array for place, array in arrays.items() if isinstance(array, numpy.ndarray)}


def _is_a_count(factor):
    return round(factor) >= 2 and abs(factor - round(factor)) < 1e-3


def _wrong_parameter(name, value, expected):
    if isinstance(value, Finding) and value.name in ("not-two-lists", "not-parameters"):
        return value
    form = match(value, expected) if isinstance(value, numpy.ndarray) else None
    if form == "":
        return None
    transposed = form == "transposed-gradient"
    return Finding("parameters-transposed" if transposed else "parameters-changed", {"found": name})


def _other_network(net, network):
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


def _is_rounded(value, right):
    """Say whether a number is the right one with at least two decimals, rounded."""
    digits = len(f"{value:.8g}".partition(".")[2])
    rounded = digits >= 2 and abs(value - right) <= 0.51 * 10.0**-digits
    return rounded and abs(value - right) > FULL_PRECISION * right


def _wrong_value(value, truth):
    """Return the finding on what is taken for the gradient of the first weight, or None."""
    if isinstance(value, Finding):
        return value
    if value.size != 1:
        return Finding("whole-array")
    value = float(value.reshape(()))
    first = truth.right[Place("W", 0)]

    def among(entries):
        return any(close(numpy.array(abs(value)), abs(entry)) for entry in entries)

    if _is_rounded(abs(value), abs(first[0, 0])):
        return Finding("rounded-value", {"found": f"{value:.6g}"}, explains=value > 0)
    if among([first[0, 0]]):
        return None if value >= 0 else Finding("negative-magnitude", explains=True)
    if among([truth.network.W[0][0, 0]]):
        return Finding("weight-itself")
    if among([numpy.linalg.norm(array) for array in truth.right.values()]):
        return Finding("whole-array")
    for (i, j), entry in numpy.ndenumerate(first):
        if among([entry]):
            return Finding("another-entry", {"found": f"[{j}, {i}]"})
    for place, array in truth.right.items():
        if among(array.flat):
            if place.kind == "B":
                return Finding("bias-gradient")
            found = sentences.WEIGHTS_OF.format(name=f"W[{place.layer}]")
            return Finding("another-layer", {"found": found})
    return Finding("wrong-value", {"found": f"{value:.6g}"})
