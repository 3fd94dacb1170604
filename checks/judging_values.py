"""Judge a value on the way: a signal on the way back, or what a forward pass computes."""

import re
from typing import Any

import numpy

from checks import calling, networks, reading, sentences
from checks.findings import Finding
from checks.matching import close, factor_of, is_right, tolerance_of
from checks.networks import Network, Tangent
from checks.reports import Report, Row, shape_of, unjudged
from checks.truth import Truth, truth_of

NamedArrays = dict[str, numpy.ndarray]  # by the names that they have in the notebooks


def signals_of(tangent: Tangent) -> NamedArrays:
    """Return the signals, shape (samples, units) each, from the outputs to the inputs."""
    layers = reversed(range(len(tangent.weights)))
    names = [name for layer in layers for name in (f"DZ{layer + 1}", f"DA{layer}")]
    return {name: _signal_of(tangent, name) for name in names}


def _signal_of(tangent: Tangent, name: str) -> numpy.ndarray:
    """Return one of them; a report on a wrong one asks a thousand mistaken networks for it."""
    enters, number = name[1] == "Z", int(name[2:])
    return tangent.scale * networks.signal(tangent, number - enters, enters)


def values_of(tangent: Tangent) -> NamedArrays:
    """Return the values of a forward pass, shape (samples, units) each, and () for the error."""
    names = {}
    for layer in range(1, len(tangent.weights)):
        names[f"Z{layer}"] = tangent.preactivations[layer]
        names[f"A{layer}"] = tangent.inputs[layer]
    return names | {"Y": tangent.Y, "err": tangent.error(tangent.Y, tangent.T)}


def following(name: str, layers: int) -> str:
    """Return the name of the value that a forward pass computes after another one, if any."""
    if name == "Y":
        return "err"
    if name[0] == "Z":
        return f"A{name[1:]}"
    if name[0] == "A":
        return "Y" if int(name[1:]) == layers - 1 else f"A{int(name[1:]) + 1}"
    return ""


def signal(name: str, value: object = None) -> Report:
    """Check a signal: how the error changes with what enters or leaves the units of a layer.

    Parameters
    ----------
    name : str
        ``"DZ4"``, ``"DZ3"``, ... with respect to the pre-activations; ``"DA3"``, ... with respect
        to the activations.
    value : numpy.ndarray
        Shape (samples, units).

    Returns
    -------
    Report
    """
    truth = truth_of(networks.series_network(), ("error", "backward"))
    known = signals_of(truth.tangent)
    array = _read(name, value, known, "unknown-name")
    if isinstance(array, Report):
        return array
    if array.shape != known[name].shape:
        return _wrong(name, array, known[name], _signal_of_another_shape(array, name, truth))
    if not close(array, known[name]):
        finding = _explained_signal(array, name, truth)
        return _wrong(name, array, known[name], finding, size_of_error(array, known[name]))
    return _right(name, array)


def forward(name: str, value: object = None) -> Report:
    """Check a value on the way forward, and whether PyTorch has recorded where it came from.

    Parameters
    ----------
    name : str
        ``"Z1"``, ``"A1"``, ``"Z2"``, ... for what enters and what leaves the units of a layer,
        ``"Y"`` for the outputs, ``"err"`` for the error. ``"net[0].weight"`` and the like stand
        for what the layers of an ``nn.Sequential`` hold.
    value : torch.Tensor
        Shape (samples, units).

    Returns
    -------
    Report
    """
    network = networks.series_network()
    values = values_of(truth_of(network, ("error", "forward")).tangent)
    held = {}
    for layer, (w, b) in enumerate(zip(network.W, network.B, strict=True)):
        held[f"net[{2 * layer}].weight"], held[f"net[{2 * layer}].bias"] = w.T, b
    array = _read(name, value, values | held, "unknown-value-name")
    if isinstance(array, Report):
        return array
    right = (values | held)[name]
    if not is_right(array, right):
        finding = _held(array, right) if name in held else _value(array, name, network, values)
        measured = name in values and array.shape == right.shape and array.ndim == 2
        remarks = [size_of_error(array, right)] if measured else []
        return _wrong(name, array, right, finding, *remarks)
    if name in values:
        lost = _lost(value, network, int(re.sub(r"\D", "", name) or len(network.W)))
        if lost:
            return Report((Row(name, f"{right.shape}", False),), (lost,))
    return _right(name, array, following(name, len(network.W)))


# What both have in common


def _read(name: str, value: object, known: NamedArrays, unknown: str) -> numpy.ndarray | Report:
    """Return the array that came, or the report on what is none."""
    if not isinstance(name, str) or name not in known:
        found = name[:20] if isinstance(name, str) else reading.describe(name)
        fields = {"found": found, "names": ", ".join(known)}
        return unjudged(
            ["signal" if unknown == "unknown-name" else "value"], Finding(unknown, fields)
        )
    if value is None or value is ...:
        return unjudged([name], Finding("no-signal"))
    array = reading.read_array(value)
    return Report((Row(name, "", False),), (array,)) if isinstance(array, Finding) else array


def _right(name: str, array: numpy.ndarray, next_one: str = "") -> Report:
    said = sentences.SIGNAL_RIGHT.format(name=name)
    said += sentences.NEXT.format(name=next_one) if next_one else ""
    return Report((Row(name, f"{array.shape}", True),), all_right=said)


def _wrong(
    name: str, array: numpy.ndarray, right: numpy.ndarray, finding: Finding, *remarks: Finding
) -> Report:
    return Report((Row(name, shape_of(array, right), False),), (finding,), remarks=remarks)


def _other(
    array: numpy.ndarray, name: str, known: NamedArrays, before: str, passed: str
) -> Finding | None:
    """Return the finding on a value that is another one, such as the one before ReLU."""
    for other, right in known.items():
        if other != name and is_right(array, right):
            return Finding(passed if other == before else "another-signal", {"other": other})
    return None


def _of_another_shape(array: numpy.ndarray, right: numpy.ndarray, kind: str) -> Finding:
    return Finding(kind, {"found": str(array.shape), "expected": str(right.shape)})


def size_of_error(array: numpy.ndarray, right: numpy.ndarray) -> Finding:
    """Return the remark on how large the error is, and where."""
    gap = abs(array - right)
    sample, unit = (int(n) for n in numpy.unravel_index(gap.argmax(), gap.shape))
    fields = {
        "wrong": int((gap > tolerance_of(right)).sum()),
        "size": gap.size,
        "largest": gap.max(),
    }
    return Finding("size-of-error", fields | {"sample": sample, "unit": unit})


# On the way back


def _other_signal(array: numpy.ndarray, name: str, signals: NamedArrays) -> Finding | None:
    return _other(array, name, signals, f"DA{name[2:]}", "before-relu")


def _signal_of_another_shape(array: numpy.ndarray, name: str, truth: Truth) -> Finding:
    """Return the finding on a signal whose shape is wrong."""
    tangent, signals = truth.tangent, signals_of(truth.tangent)
    right = signals[name]
    if is_right(array.T, right):
        return Finding("transposed-signal")
    other = _other_signal(array, name, signals)
    if other is None and factor_of(array, tangent.Y - tangent.T.reshape(1, -1)):
        return Finding("flat-targets", {"samples": len(tangent.Y)})
    return other or _of_another_shape(array, right, "wrong-signal-shape")


def _explained_signal(array: numpy.ndarray, name: str, truth: Truth) -> Finding:
    """Return the finding on a signal whose numbers are wrong."""
    signals = signals_of(truth.tangent)
    other = _other_signal(array, name, signals)
    if other:
        return other
    alike = [
        change
        for change in truth.changes
        if close(array, _signal_of(truth.changed((change,)), name))
    ]
    if alike:
        # Of several, the one that is said of a single layer claims the least
        return truth.finding(max(alike, key=lambda change: "layer" in change.arguments))
    factor = factor_of(array, signals[name])
    return Finding("wrong-factor", {"factor": factor}) if factor else Finding("unknown-signal")


# On the way forward


def _held(array: numpy.ndarray, right: numpy.ndarray) -> Finding:
    """Return the finding on what a layer of an ``nn.Sequential`` holds."""
    if array.ndim == 2 and is_right(array.T, right):
        return Finding("untransposed-weight")
    if array.shape != right.shape:
        return _of_another_shape(array, right, "wrong-value-shape")
    return Finding("unknown-weight")


def _value(array: numpy.ndarray, name: str, network: Network, values: NamedArrays) -> Finding:
    """Return the finding on a value of a forward pass that is wrong."""
    right = values[name]
    if array.shape != right.shape:
        if is_right(array.T, right):
            return Finding("transposed-signal")
    elif name == "err":
        factor = factor_of(array, right)
        if factor is not None and close(numpy.array(factor), numpy.array(float(network.T.size))):
            return Finding("sum-for-mean", {"size": network.T.size}, forward=True)
        return Finding("other-error", {"found": float(array), "expected": float(right)})
    other = _other(array, name, values, f"Z{name[1:]}", "before-relu-forward")
    if other:
        return other
    if array.shape == right.shape:
        return _slip(array, name, network, values)
    kind = "wrong-signal-shape" if right.ndim == 2 else "wrong-value-shape"
    return _of_another_shape(array, right, kind)


def _slip(array: numpy.ndarray, name: str, network: Network, values: NamedArrays) -> Finding:
    """Return the finding on a value in whose layer one thing was done in another way."""
    layer = len(network.W) - 1 if name == "Y" else int(name[1:]) - 1
    below = network.X if layer == 0 else values[f"A{layer}"]
    w, b = network.W[layer], network.B[layer]

    def handed_on(z: numpy.ndarray) -> numpy.ndarray:
        return numpy.maximum(0, z) if name[0] == "A" else z

    if close(array, handed_on(below @ w)):
        return Finding("forward-without-bias", {"layer": layer})
    if w.shape[0] == w.shape[1] and close(array, handed_on(below @ w.T + b)):
        return Finding("forward-transposed", {"layer": layer})
    if name == "Y" and close(array, numpy.maximum(0, values["Y"])):
        return Finding("forward-relu-on-output")
    return Finding("unknown-signal")


def _lost(value: Any, network: Network, layers: int) -> Finding | None:
    """Return the finding on a right value, computed by some layers, that PyTorch has lost."""
    if not reading.is_tensor(value):
        return Finding("no-tensor", {"found": reading.describe(value)})
    if value.grad_fn is None:
        return Finding("not-recorded-at-all")
    reached = [
        reading.read_array(parameter) for parameter in calling.parameters_in_graph(value.grad_fn)
    ]
    names = [
        f"{kind}[{layer}]"
        for layer in range(layers)
        for kind, right in (("W", network.W[layer]), ("B", network.B[layer]))
        if not any(is_right(array, right) or is_right(array, right.T) for array in reached)
    ]
    return Finding("recorded-in-part", {"names": ", ".join(names)}) if names else None
