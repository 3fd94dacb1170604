"""Judge a step on the way: a signal of exercise 1, or the error of exercise 2."""

import numpy

from checks import networks, reading, sentences
from checks.findings import Finding
from checks.matching import close, factor_of, tolerance_of
from checks.reports import Report, Row, unjudged
from checks.truth import truth_of


def named(tangent):
    """Return the signals of a network by the names that they have in the notebook.

    Parameters
    ----------
    tangent : Tangent

    Returns
    -------
    dict of numpy.ndarray
        Shape (samples, units) each, from the outputs to the inputs.
    """
    found = networks.signals(tangent)
    names = {}
    for layer in reversed(range(len(tangent.weights))):
        names[f"DZ{layer + 1}"] = tangent.scale * found[2 * layer]
        names[f"DA{layer}"] = tangent.scale * found[2 * layer + 1]
    return names


def signal(name, value=None):
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
    signals = named(truth.tangent)
    if not isinstance(name, str) or name not in signals:
        found = name[:20] if isinstance(name, str) else reading.describe(name)
        fields = {"found": found, "names": ", ".join(signals)}
        return unjudged(["signal"], Finding("unknown-name", fields))
    if value is None or value is ...:
        return unjudged([name], Finding("no-signal"))
    array, right = reading.read_array(value), signals[name]
    if isinstance(array, Finding):
        return Report((Row(name, "", False),), (array,))
    if array.shape != right.shape:
        shape = sentences.EXPECTED_SHAPE.format(found=array.shape, expected=right.shape)
        return Report((Row(name, shape, False),), (_of_another_shape(array, name, truth),))
    row = Row(name, f"{right.shape}", close(array, right))
    if row.right:
        return Report((row,), all_right=sentences.SIGNAL_RIGHT.format(name=name))
    return Report((row,), (_explained(array, name, truth),), remarks=(size_of_error(array, right),))


def _of_another_shape(array, name, truth):
    """Return the finding on a signal whose shape is wrong."""
    signals = named(truth.tangent)
    right = signals[name]
    if array.T.shape == right.shape and close(array.T, right):
        return Finding("transposed-signal")
    other = _other(array, name, signals)
    if other:
        return other
    tangent = truth.tangent
    if factor_of(array, tangent.Y - tangent.T.reshape(1, -1)):
        return Finding("flat-targets", {"samples": len(tangent.Y)})
    fields = {"found": str(array.shape), "expected": str(right.shape)}
    return Finding("wrong-signal-shape", fields)


def _explained(array, name, truth):
    """Return the finding on a signal whose numbers are wrong."""
    signals = named(truth.tangent)
    other = _other(array, name, signals)
    if other:
        return other
    alike = [
        change for change in truth.changes if close(array, named(truth.changed((change,)))[name])
    ]
    if alike:
        # Of several, the one that is said of a single layer claims the least
        return truth.finding(max(alike, key=lambda change: "layer" in change.layers))
    factor = factor_of(array, signals[name])
    return Finding("wrong-factor", {"factor": factor}) if factor else Finding("unknown-signal")


def _other(array, name, signals):
    """Return the finding on a signal that is another one, or None."""
    for other, right in signals.items():
        if other != name and array.shape == right.shape and close(array, right):
            passed = other[1:] == f"A{name[2:]}"
            return Finding("before-relu" if passed else "another-signal", {"other": other})
    return None


def size_of_error(array, right):
    """Return the remark on how large the error is, and where."""
    gap = abs(array - right)
    sample, unit = (int(n) for n in numpy.unravel_index(gap.argmax(), gap.shape))
    fields = {
        "wrong": int((gap > tolerance_of(right)).sum()),
        "size": gap.size,
        "largest": gap.max(),
    }
    return Finding("size-of-error", fields | {"sample": sample, "unit": unit})
