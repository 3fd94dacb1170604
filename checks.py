"""Feedback on the exercises: which array is the first wrong one, and what was done wrong.

What the student hands in is compared with the gradient of the network, which central differences
give. If they differ, it is compared with the gradient of every network of the catalogue of
`mistakes`, in which one mistake is made, then with those of all pairs of mistakes.
"""

import html
from dataclasses import dataclass, replace
from itertools import combinations

import numpy

from mistakes import (
    CATALOGUE,
    Mistake,
    derivative,
    gradient,
    in_backward_order,
    linearised,
    names_of,
    sheet_network,
)

# Float32 errs by up to 0.000065 in the smallest entries of the sheet's gradient
RELATIVE_TOLERANCE = 8e-5
# For entries that are zero; relative to the largest entry of the array
ABSOLUTE_TOLERANCE = 1e-9
# Larger arrays are not looked at
LARGEST_SIZE = 10**6


@dataclass(frozen=True)
class Report:
    """What a check has found; displays as a table.

    Attributes
    ----------
    ok : bool
        Whether everything is right.
    first_wrong : str or None
        The name of the first wrong row, such as ``DW[2]``.
    mistakes : tuple of str
        Identifiers from `CATALOGUE`, followed by the numbers of layers where there are any:
        ``("missing-mask-2",)``. Empty if everything is right.
    rows : tuple of (str, str, bool or None)
        Name, shape, and verdict; None if there was nothing to judge.
    text : str
        What the student reads below the table.
    """

    rows: tuple
    mistakes: tuple
    text: str

    @property
    def ok(self):
        """Whether everything is right."""
        return not self.mistakes

    @property
    def first_wrong(self):
        """The name of the first row that is wrong; if none could be judged, of the first row."""
        wrong = [name for name, _, right in self.rows if right is False]
        missing = [name for name, _, right in self.rows if right is None]
        return next(iter(wrong + missing), None)

    def __repr__(self):
        """Return the report as plain text."""
        width = max(len(name) for name, _, _ in self.rows)
        lines = [
            f"{name:{width}}  {VERDICTS[right]:7}  {shape}".rstrip()
            for name, shape, right in self.rows
        ]
        return "\n".join([*lines, "", self.text])

    def _repr_html_(self):
        cells = "".join(
            f"<tr><td><code>{name}</code></td><td>{VERDICTS[right]}</td>"
            f"<td>{html.escape(shape)}</td></tr>"
            for name, shape, right in self.rows
        )
        head = "<tr><th>array</th><th>verdict</th><th>shape</th></tr>"
        text = html.escape(self.text)
        return f"<table><thead>{head}</thead><tbody>{cells}</tbody></table><p>{text}</p>"


VERDICTS = {True: "✓ right", False: "✗ wrong", None: "- none"}


@dataclass(frozen=True)
class Finding:
    """A mistake that was found: its identifier and its sentence."""

    name: str
    sentence: str


def found(name, place=(), **fields):
    """Return the finding of a row of the catalogue, at a place given by numbers of layers."""
    sentence = next(
        mistake.sentence
        for mistake in CATALOGUE
        if mistake.name == name and ("{layer}" in mistake.sentence) == ("layer" in dict(place))
    )
    identifier = "-".join([name, *map(str, dict(place).values())])
    return Finding(identifier, sentence.format(**dict(place), **fields))


def _describe(value):
    name = type(value).__name__
    article = "an" if name[0] in "aeiou" else "a"
    known = {"NoneType": "None", "str": "text", "ndarray": "a numpy array"}
    return known.get(name, f"{article} {name}")


def read_array(value):
    """Read an array, a PyTorch tensor or nested lists.

    Returns
    -------
    array : numpy.ndarray or None
        Integers or floats; None if ``value`` is not an array of finite numbers.
    finding : Finding or None
        Why not.
    """
    if value is None:
        return None, found("missing")
    if isinstance(value, Finding):
        return None, value
    try:
        # PyTorch's tensors, without importing PyTorch
        array = numpy.asarray(value.detach().cpu() if hasattr(value, "detach") else value)
    except Exception:
        # Whatever it is that cannot be turned into an array, the student gets a sentence
        return None, found("not-numbers", found=_describe(value))
    if array.dtype.kind not in "iuf":
        kinds = {"U": "text", "S": "text", "b": "truth values", "c": "complex numbers"}
        inside = kinds.get(array.dtype.kind, "an array of objects")
        return None, found("not-numbers", found=inside)
    if array.size > LARGEST_SIZE:
        return None, found("too-large", found=array.shape)
    if not numpy.isfinite(array).all():
        what = "NaN, which is not a number" if numpy.isnan(array).any() else "infinity"
        return None, found("not-finite", found=what)
    return array, None


def read_lists(first, second, layers, names=("DW", "DB")):
    """Read the two lists that a student hands in.

    Returns
    -------
    list
        What they contain, in the order of `names_of`; in place of the contents of a list that
        cannot be read, the finding.
    """
    fields = {"first": names[0], "second": names[1], "layers": layers}
    lists = []
    for name, values in zip(names, (first, second), strict=True):
        problem = _problem(name, values, layers)
        finding = found("not-two-lists", found=problem, **fields)
        lists.append([finding] * layers if problem else values)
    return in_backward_order(*lists)


def _problem(name, values, layers):
    if values is None:
        return f"{name} is None."
    if not isinstance(values, (list, tuple, numpy.ndarray)):
        return f"{name} is {_describe(values)}."
    length = len(values) if getattr(values, "shape", True) != () else 0
    return None if length == layers else f"{name} has the length {length}."


@dataclass(frozen=True)
class Change:
    """A mistake of the catalogue at one place in a network."""

    mistake: Mistake
    place: dict

    def finding(self, network):
        """Return the finding for the student."""
        return found(self.mistake.name, self.place, samples=len(network.T), size=network.T.size)


def changes_of(network, *parts):
    """Return all changes of the catalogue that a network admits, in the given parts."""
    tangent = linearised(network)
    return [
        Change(mistake, place)
        for mistake in CATALOGUE
        if mistake.change and mistake.part in parts
        for place in mistake.where(tangent)
    ]


def changed(network, tangent, changes):
    """Return the tangent of a network in which some mistakes are made; ``tangent`` is without."""
    forward = [change for change in changes if change.mistake.part == "forward"]
    for change in forward:
        network = change.mistake.change(network, **change.place)
    if forward:
        tangent = linearised(network)
    for change in changes:
        if change.mistake.part != "forward":
            tangent = change.mistake.change(tangent, **change.place)
    return tangent


def close(array, right):
    """Say whether two arrays of one shape agree, up to the rounding of float32."""
    tolerance = RELATIVE_TOLERANCE * abs(right) + ABSOLUTE_TOLERANCE * abs(right).max()
    return bool((abs(array - right) <= tolerance).all())


def match(array, right):
    """Say how an array agrees with the right one.

    Returns
    -------
    str or None
        "" if they are equal, the name of a mistake if they are equal in another form, None if
        they differ.
    """
    if array.shape == right.shape and close(array, right):
        return ""
    if array.ndim == 2 and array.T.shape == right.shape and close(array.T, right):
        return "transposed-gradient"
    if right.ndim == 1:
        if array.size == right.size and close(array.reshape(right.shape), right):
            return "not-flat"
        if array.ndim == 2 and array.shape[1:] == right.shape and close(array.sum(axis=0), right):
            return "not-summed-over-samples"
    return None


def verdicts_on(arrays, right):
    """Return for each array whether it is the right one; None, unreadable, is not."""
    return [
        array is not None and match(array, expected) == ""
        for array, expected in zip(arrays, right, strict=True)
    ]


def compare(arrays, tangent, positions):
    """Compare arrays with the gradient of a tangent at the given positions.

    Returns
    -------
    list of str or None
        The names of the mistakes that the form of the arrays shows; None if the numbers differ.
    """
    forms = []
    for position in positions:
        if arrays[position] is None:
            continue
        form = match(arrays[position], derivative(tangent, position))
        if form is None:
            return None
        if form and form not in forms:
            forms.append(form)
    return forms


def arrangements(arrays):
    """Yield the arrays as they came, and as they would be if the lists were in another order."""
    yield [], arrays
    layers = len(arrays) // 2
    yield (
        ["reversed-lists"],
        [array for layer in reversed(range(layers)) for array in arrays[2 * layer : 2 * layer + 2]],
    )
    yield ["swapped-lists"], [arrays[position ^ 1] for position in range(len(arrays))]


def in_telling_order(arrays, right):
    """Return all positions, in the order in which a wrong explanation shows the soonest.

    These are the wrong arrays, the small ones first, because they are computed fastest.
    """
    fine = verdicts_on(arrays, right)

    def key(place):
        # What could not be read tells nothing
        return fine[place] or arrays[place] is None, right[place].size

    return sorted(range(len(arrays)), key=key)


def explain(arrays, network, right, changes):
    """Find the fewest mistakes that explain all arrays.

    Parameters
    ----------
    arrays : list of numpy.ndarray or None
        In the order of `names_of`; None where there is nothing to compare.
    network : Network
    right : list of numpy.ndarray
        The gradient.
    changes : list of Change

    Returns
    -------
    list of Finding
        One or two; empty if nothing in the catalogue explains them.
    """
    explanations = []
    tangent = linearised(network)
    for order, arranged in arrangements(arrays):
        positions = in_telling_order(arranged, right)
        for candidate in [(), *((change,) for change in changes)]:
            forms = compare(arranged, changed(network, tangent, candidate), positions)
            if forms is not None:
                explanations.append((order + forms, candidate))
    if not explanations:
        positions = in_telling_order(arrays, right)
        for candidate in combinations(changes, 2):
            forms = compare(arrays, changed(network, tangent, candidate), positions)
            if forms is not None:
                explanations.append((forms, candidate))
    if not explanations:
        return []
    names, candidate = min(explanations, key=lambda found: len(found[0]) + len(found[1]))
    return [found(name) for name in names] + [change.finding(network) for change in candidate]


def common_factor(arrays, right):
    """Return the factor by which all arrays differ from the right ones, or None."""
    if any(a is None or a.shape != r.shape for a, r in zip(arrays, right, strict=True)):
        return None
    factor = (arrays[0] * right[0]).sum() / (right[0] ** 2).sum()
    alike = all(close(array, factor * r) for array, r in zip(arrays, right, strict=True))
    return float(factor) if alike and factor else None


def diagnose(arrays, findings, network, right, names, changes):
    """Say what is wrong with a gradient.

    Parameters
    ----------
    arrays : list of numpy.ndarray or None
        What came, in the order of `names_of`.
    findings : list of Finding or None
        Why an array could not be read.
    network : Network
    right : list of numpy.ndarray
        The gradient.
    names : list of str
        The names of the arrays.
    changes : list of Change
        The mistakes to try.

    Returns
    -------
    verdicts : list of bool
    findings : list of Finding
        Empty if all is right.
    """
    verdicts = verdicts_on(arrays, right)
    if all(verdicts):
        return verdicts, []
    first = verdicts.index(False)
    if findings[first]:
        return verdicts, [findings[first]]
    if not any(array is not None and array.any() for array in arrays):
        return verdicts, [found("zeros")]

    explanation = explain(arrays, network, right, changes)
    if explanation:
        return verdicts, explanation
    factor = common_factor(arrays, right)
    if factor:
        return verdicts, [found("wrong-factor", factor=factor)]
    return verdicts, [_explain_first(arrays, first, network, right, names, changes)]


def _explain_first(arrays, first, network, right, names, changes):
    """Return the finding for the first wrong array alone."""
    array = arrays[first]
    form = match(array, right[first])
    if form:
        return found(form)
    if array.shape == right[first].shape:
        layers = len(network.W)
        parameters = network.B if first % 2 else network.W
        if close(array, parameters[layers - 1 - first // 2]):
            return found("parameters")
        if not array.any():
            return found("zeros")
    tangent = linearised(network)
    tangents = [(change, changed(network, tangent, (change,))) for change in changes]
    partly = [
        (sum(compare(arrays, tangent, [position]) == [] for position in range(len(arrays))), change)
        for change, tangent in tangents
        if compare(arrays, tangent, [first, *range(first)]) == []
    ]
    if partly:
        return max(partly, key=lambda explained: explained[0])[1].finding(network)
    if array.shape != right[first].shape:
        return found("wrong-shape", found=array.shape, expected=right[first].shape)
    before = " and ".join(filter(None, [", ".join(names[: first - 1]), *names[first - 1 : first]]))
    are = f" Up to there all is right: {before}." if first else ""
    return found("unknown", right_arrays=are)


def report(rows, findings):
    """Put together a report.

    Parameters
    ----------
    rows : iterable of (str, str, bool or None)
        Name, shape and verdict; see `Report`.
    findings : iterable of Finding
    """
    made = Report(tuple(rows), tuple(finding.name for finding in findings), "All is right.")
    if made.ok:
        return made
    text = " ".join(finding.sentence for finding in findings)
    if any(right is False for _, _, right in made.rows):
        text = f"{made.first_wrong} is the first wrong one. {text}"
    return replace(made, text=text)


def unjudged(names, finding):
    """Return the report on something that could not be compared."""
    return report([(name, "", None) for name in names], [finding])


def without_error(names, finding):
    """Return the report on an error that is none, so that the gradients mean nothing."""
    return report([("err", "", False), *((name, "", None) for name in names)], [finding])


def shapes(arrays, right):
    """Return what the table says of the shapes of arrays."""
    return [
        ""
        if array is None
        else f"{array.shape}"
        if array.shape == expected.shape
        else f"{array.shape}, expected {expected.shape}"
        for array, expected in zip(arrays, right, strict=True)
    ]


def check_gradient(DW, DB, network):
    """Check a gradient of any network; see `exercise1`."""
    names = names_of(len(network.W))
    values = read_lists(DW, DB, len(network.W))
    right = gradient(linearised(network))
    arrays, findings = zip(*map(read_array, values), strict=True)
    changes = changes_of(network, "error", "backward")
    verdicts, findings = diagnose(arrays, findings, network, right, names, changes)
    return report(zip(names, shapes(arrays, right), verdicts, strict=True), findings)


def exercise1(DW=None, DB=None):
    """Check the gradient of exercise 1.

    Parameters
    ----------
    DW, DB : lists of numpy.ndarray
        The gradient with respect to the weights and the biases, formatted like the parameters.
        Float32, PyTorch tensors and nested lists are taken as well.

    Returns
    -------
    Report
        Whatever the arguments are; nothing is raised.
    """
    return check_gradient(DW, DB, sheet_network())


def exercise2(err=None, W=None, B=None):
    """Check the error of exercise 2, and the gradient after ``err.backward()``.

    Parameters
    ----------
    err : torch.Tensor
        The error, a single number.
    W, B : lists of torch.nn.Parameter
        The parameters of the sheet, with their gradients in ``.grad``.

    Returns
    -------
    Report
        Whatever the arguments are; nothing is raised.
    """
    network = sheet_network()
    names = names_of(len(network.W), "{}[{}].grad")
    parameters = read_lists(W, B, len(network.W), names=("W", "B"))
    finding = _wrong_error(err)
    if finding:
        return without_error(names, finding)
    return _check_parameters(parameters, names, network, err=float(err.detach()))


def exercise3(net=None, *value):
    """Check the gradients inside the network of exercise 3.

    Parameters
    ----------
    net : torch.nn.Sequential
        The network of the sheet, after ``backward()``.
    value : float, optional
        What you think is the gradient of the first weight, or its magnitude.

    Returns
    -------
    Report
        Whatever the arguments are; nothing is raised.
    """
    network = sheet_network()
    linear, finding = _linear_layers(net, network)
    if finding:
        return unjudged(["net"], finding)
    weights = [_Transposed(layer.weight) for layer in linear]
    biases = [layer.bias for layer in linear]
    # The rows are named as in exercise 1, because the task is to find the places in the network
    parameters = in_backward_order(weights, biases)
    checked = _check_parameters(parameters, names_of(len(network.W)), network)
    if not (value and checked.ok):
        return checked
    findings = wrong_value(value[0], network)
    return report([*checked.rows, ("value", "", not findings)], findings)


class _Transposed:
    """A parameter of a linear layer, laid out like the weights of the sheet."""

    def __init__(self, parameter):
        self.parameter = parameter

    @property
    def shape(self):
        return self.parameter.shape

    def detach(self):
        return self.parameter.detach().T

    @property
    def grad(self):
        return None if self.parameter.grad is None else self.parameter.grad.T


def _wrong_error(err):
    if not (hasattr(err, "backward") and hasattr(err, "requires_grad")):
        return found("error-not-a-tensor", found=_describe(err))
    if err.numel() != 1:
        return found("error-not-a-number", found=tuple(err.shape))
    if not err.requires_grad:
        return found("no-graph")
    return read_array(err)[1]


def _check_parameters(parameters, names, network, err=None):
    """Check parameters and their gradients, in the order of ``names``, and the error if given."""
    expected = in_backward_order(network.W, network.B)
    for name, parameter, values in zip(names, parameters, expected, strict=True):
        own_name = name.removeprefix("D").removesuffix(".grad")
        finding = _wrong_parameter(own_name, parameter, values)
        if finding:
            return report([(own_name, "", False)], [finding])
    gradients = [parameter.grad for parameter in parameters]
    layouts = [tuple(parameter.shape) for parameter in parameters]
    return check_autograd(gradients, layouts, names, network, err)


def check_autograd(gradients, layouts, names, network, err=None):
    """Check gradients that autograd has computed, and the error.

    Parameters
    ----------
    gradients : list of array_like or None
        In the order of ``names``.
    layouts : list of tuple
        The shapes to show in the table.
    names : list of str
        The names of the rows, in the order of `names_of`.
    network : Network
    err : float, optional
        The error.

    Returns
    -------
    Report
    """
    if all(values is None for values in gradients):
        return unjudged(names, found("backward-not-called"))
    read = [read_array(values) for values in gradients]
    arrays = [array for array, _ in read]
    findings = [
        found("not-in-graph") if values is None else finding
        for values, (_, finding) in zip(gradients, read, strict=True)
    ]
    tangent = linearised(network)
    right = gradient(tangent)
    changes = changes_of(network, "error", "forward")
    verdicts, findings = diagnose(arrays, findings, network, right, names, changes)
    rows = [
        (name, f"{layout}", verdict)
        for name, layout, verdict in zip(names, layouts, verdicts, strict=True)
    ]

    expected = tangent.error(tangent.Y, tangent.T)
    error_right = err is None or close(numpy.array(err), expected)
    if err is not None:
        rows.insert(0, ("err", "()", error_right))
    factor = common_factor(arrays, right) if findings else None
    if error_right and factor and _is_a_count(factor) and "sum-for-mean" not in _names(findings):
        findings = [found("accumulated-gradients", factor=factor)]
    elif _names(findings) == ["unknown"]:
        findings = [found("unknown-network")]
    elif not findings and not error_right:
        findings = [found("wrong-error", found=err, expected=expected)]
    return report(rows, findings)


def _names(findings):
    return [finding.name for finding in findings]


def _is_a_count(factor):
    return round(factor) >= 2 and abs(factor - round(factor)) < 1e-3


def _wrong_parameter(name, parameter, expected):
    if isinstance(parameter, Finding):
        return parameter
    if not hasattr(parameter, "grad"):
        return found("not-parameters", found=name, kind=_describe(parameter))
    array, finding = read_array(parameter)
    if finding or match(array, expected) != "":
        transposed = not finding and match(array, expected) == "transposed-gradient"
        name_of_mistake = "parameters-transposed" if transposed else "parameters-changed"
        return found(name_of_mistake, found=name)
    return None


def _linear_layers(net, network):
    """Return the layers that have weights."""
    try:
        layers = [layer for layer in net if getattr(layer, "weight", None) is not None]
        came = [tuple(layer.weight.shape[::-1]) for layer in layers]
        biases = [tuple(layer.bias.shape) for layer in layers]
    except Exception:
        # Whatever it is that is no network, the student gets a sentence
        return None, found("other-network", found=f"This is {_describe(net)}.")
    if came != [w.shape for w in network.W] or biases != [b.shape for b in network.B]:
        return None, found("other-network", found=f"The layers have weights of shapes {came}.")
    return layers, None


def wrong_value(value, network):
    """Return the findings on what is taken for the gradient of the first weight."""
    if value is None:
        return [found("value-is-none")]
    array, finding = read_array(value)
    if finding:
        return [finding]
    if array.size != 1:
        return [found("whole-array")]

    value = float(array.reshape(()))
    arrays = dict(zip(names_of(len(network.W)), gradient(linearised(network)), strict=True))
    first = arrays["DW[0]"]

    def among(entries):
        return any(close(numpy.array(abs(value)), abs(entry)) for entry in entries)

    if among([first[0, 0]]):
        return [] if value >= 0 else [found("wrong-sign")]
    if among([network.W[0][0, 0]]):
        return [found("weight-itself")]
    if among([numpy.linalg.norm(array) for array in arrays.values()]):
        return [found("whole-array")]
    for (i, j), entry in numpy.ndenumerate(first):
        if among([entry]):
            return [found("another-entry", found=f"[{j}, {i}]")]
    for name, array in arrays.items():
        if among(array.flat):
            if array.ndim == 1:
                return [found("bias-gradient")]
            return [found("another-layer", found=f"the weights {name.removeprefix('D')}")]
    return [found("wrong-value", found=f"{value:.6g}")]
