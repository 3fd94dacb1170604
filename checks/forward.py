"""Judge a step on the way forward: what enters or leaves the units of a layer, and the error."""

import re

import numpy

from checks import networks, reading, sentences
from checks.findings import Finding
from checks.matching import close, factor_of, tolerance_of
from checks.reports import Report, Row, unjudged
from checks.signal import size_of_error
from checks.truth import truth_of


def named(tangent):
    """Return all values of a forward pass by the names that they have in the notebooks.

    Parameters
    ----------
    tangent : Tangent

    Returns
    -------
    dict of numpy.ndarray
        From the inputs to the error: shape (samples, units) each, and () for the error.
    """
    names = {}
    for layer in range(1, len(tangent.weights)):
        names[f"Z{layer}"], names[f"A{layer}"] = tangent.sums[layer], tangent.inputs[layer]
    names["Y"] = tangent.Y
    names["err"] = tangent.error(tangent.Y, tangent.T)
    return names


def forward(name, value=None):
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
    values = named(truth_of(network, ("error", "forward")).tangent)
    held = _held(network)
    if not isinstance(name, str) or name not in values | held:
        found = name[:20] if isinstance(name, str) else reading.describe(name)
        fields = {"found": found, "names": ", ".join([*values, *held])}
        return unjudged(["value"], Finding("unknown-value-name", fields))
    if value is None or value is ...:
        return unjudged([name], Finding("no-signal"))
    array, right = reading.read_array(value), (values | held)[name]
    if isinstance(array, Finding):
        return Report((Row(name, "", False),), (array,))
    if array.shape != right.shape:
        shape = sentences.EXPECTED_SHAPE.format(found=array.shape, expected=right.shape)
        return Report((Row(name, shape, False),), (_of_another_shape(array, name, values, held),))
    shape = f"{right.shape}"
    if not close(array, right):
        findings = (_explained(array, name, network, values, held),)
        remarks = (size_of_error(array, right),) if name in values and array.ndim == 2 else ()
        return Report((Row(name, shape, False),), findings, remarks=remarks)
    lost = _lost(value, network, int(re.sub(r"\D", "", name) or len(network.W)))
    if lost and name in values:
        return Report((Row(name, shape, False),), (lost,))
    return Report((Row(name, shape, True),), all_right=_right(name))


def _held(network):
    """Return what the linear layers of an ``nn.Sequential`` hold, by their names there."""
    names = {}
    for layer, (w, b) in enumerate(zip(network.W, network.B, strict=True)):
        names[f"net[{2 * layer}].weight"], names[f"net[{2 * layer}].bias"] = w.T, b
    return names


def _right(name):
    """Return what to say of a right value: which one to compute next."""
    layer = re.fullmatch(r"[ZA](\d+)", name)
    if layer is None:
        following = "err" if name == "Y" else ""
    elif name[0] == "Z":
        following = f"A{layer[1]}"
    else:
        last = len(networks.series_network().W) - 1
        following = "Y" if int(layer[1]) == last else f"A{int(layer[1]) + 1}"
    said = sentences.SIGNAL_RIGHT.format(name=name)
    return said + sentences.NEXT.format(name=following) if following else said


def _of_another_shape(array, name, values, held):
    """Return the finding on a value whose shape is wrong."""
    right = (values | held)[name]
    transposed = array.T.shape == right.shape and close(array.T, right)
    if transposed:
        return Finding("untransposed-weight" if name in held else "transposed-signal")
    other = None if name in held else _other(array, name, values)
    fields = {"found": str(array.shape), "expected": str(right.shape)}
    kind = "wrong-signal-shape" if right.ndim == 2 and name in values else "wrong-value-shape"
    return other or Finding(kind, fields)


def _explained(array, name, network, values, held):
    """Return the finding on a value whose numbers are wrong."""
    if name in held:
        square = array.ndim == 2 and array.shape[0] == array.shape[1]
        untransposed = square and close(array.T, held[name])
        return Finding("untransposed-weight" if untransposed else "unknown-weight")
    if name == "err":
        factor = factor_of(array, values[name])
        if factor is not None and close(numpy.array(factor), numpy.array(float(network.T.size))):
            return Finding("sum-for-mean", {"size": network.T.size}, forward=True)
        return Finding("other-error", {"found": float(array), "expected": float(values[name])})
    return _other(array, name, values) or _slip(array, name, network, values)


def _other(array, name, values):
    """Return the finding on a value that is another one, or None."""
    for other, right in values.items():
        if other != name and array.shape == right.shape and close(array, right):
            before = other[0] == "Z" and other[1:] == name[1:]
            return Finding("before-relu-forward" if before else "another-signal", {"other": other})
    return None


def _slip(array, name, network, values):
    """Return the finding on a value in whose layer one thing was done in another way."""
    layer = len(network.W) - 1 if name == "Y" else int(name[1:]) - 1
    below = network.X if layer == 0 else values[f"A{layer}"]
    w, b = network.W[layer], network.B[layer]
    relu = (lambda z: numpy.maximum(0, z)) if name[0] == "A" else (lambda z: z)
    if close(array, relu(below @ w)):
        return Finding("forward-without-bias", {"layer": layer})
    if w.shape[0] == w.shape[1] and close(array, relu(below @ w.T + b)):
        return Finding("forward-transposed", {"layer": layer})
    if name == "Y" and close(array, numpy.maximum(0, values["Y"])):
        return Finding("forward-relu-on-output")
    return Finding("unknown-signal")


def _lost(value, network, layers):
    """Return the finding on a right value of which PyTorch does not know where it came from.

    Parameters
    ----------
    value : object
    network : Network
    layers : int
        How many layers had a part in it.
    """
    if not reading.is_tensor(value):
        return Finding("no-tensor", {"found": reading.describe(value)})
    if value.grad_fn is None:
        return Finding("not-recorded-at-all")
    reached = [reading.read_array(parameter) for parameter in _parameters_behind(value.grad_fn)]
    names = [
        name
        for layer in range(layers)
        for name, right in ((f"W[{layer}]", network.W[layer]), (f"B[{layer}]", network.B[layer]))
        if not any(_same(array, right) or _same(array, right.T) for array in reached)
    ]
    return Finding("recorded-in-part", {"names": ", ".join(names)}) if names else None


def _same(array, right):
    """Say whether a parameter is one of the network, rounded to float32 or not."""
    is_array = isinstance(array, numpy.ndarray) and array.shape == right.shape
    return is_array and bool((abs(array - right) <= tolerance_of(right)).all())


def _parameters_behind(operation):
    """Return the parameters from which PyTorch has recorded a way to an operation."""
    found, seen, waiting = [], set(), [operation]
    while waiting and len(seen) < reading.MOST_ENTRIES:
        operation = waiting.pop()
        if operation is None or operation in seen:
            continue
        seen.add(operation)
        found += [operation.variable] if hasattr(operation, "variable") else []
        waiting += [before for before, _ in operation.next_functions]
    return found
