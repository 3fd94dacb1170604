"""The catalogue of the usual mistakes: a row for each, to which a reader can add.

What a row changes, the functions of `checks.mistakes` say. What the student reads of it stands in
`checks.sentences` under the same name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy

from checks.mistakes import (
    FROM_BELOW,
    ONE_UNIT,
    Change,
    Mistake,
    added_up,
    all_alike,
    all_alike_weights,
    all_like,
    arriving,
    as_shares,
    before_mask,
    before_mask_with_that_of_inputs,
    changing,
    changing_one,
    collecting,
    from_above,
    handing_on,
    hidden,
    is_of_both_signs,
    is_of_one_output,
    made_of,
    masks_in_gradient_only,
    of_some_samples,
    of_units,
    pairs_alike,
    parts_of_samples,
    root_of_error,
    shifted,
    squares,
    summed,
    swappable,
    swapping,
    taken_above,
    weighted,
    when,
    with_error,
    with_factor,
    with_gradients_for_weights,
    with_one,
    with_output_slope,
    with_signal,
    with_signals,
    with_slopes,
    with_some_samples,
    with_steps,
    without_weights,
)
from checks.networks import Place, Tangent, derivative, linearised, mean_squared_error, signal

# The slopes of other activations, from the pre-activations and the activations of ReLU units


def squashed(values: numpy.ndarray) -> numpy.ndarray:
    """Return the sigmoid of values."""
    return 1 / (1 + numpy.exp(-numpy.clip(values, -500, 500)))


def of_sigmoid(values: numpy.ndarray) -> numpy.ndarray:
    """Return the slope of the sigmoid."""
    return squashed(values) * (1 - squashed(values))


OF_SIGMOID: tuple[Callable, ...] = (
    lambda sums, activations: activations * (1 - activations),
    lambda sums, activations: of_sigmoid(sums),
    lambda sums, activations: of_sigmoid(activations),
    lambda sums, activations: sums * (1 - sums),
    lambda sums, activations: squashed(sums),
)
OF_TANH: tuple[Callable, ...] = (
    lambda sums, activations: 1 - activations**2,
    lambda sums, activations: 1 - numpy.tanh(sums) ** 2,
    lambda sums, activations: 1 - numpy.tanh(activations) ** 2,
    lambda sums, activations: 1 - sums**2,
)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5, -1.0)  # what units that are off let pass
THRESHOLDS = (0.01, 0.1, 0.5, 1.0, 2.0)
SLOPES: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("sigmoid-slopes", "sigmoid-slope"): OF_SIGMOID,
    ("tanh-slopes", "tanh-slope"): OF_TANH,
    ("leaky-slopes", "leaky-slope"): tuple(
        (lambda sums, activations, off=off: numpy.where(sums > 0, 1.0, off)) for off in OFF
    )
    + (lambda sums, activations: numpy.where(sums > 0, 1.0, numpy.exp(numpy.minimum(sums, 0))),),
    ("sums-for-masks", "sum-for-mask"): (lambda sums, activations: sums,),
    ("masks-of-one-sample", "mask-of-one-sample"): (
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[:1] > 0), sums.shape),
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[-1:] > 0), sums.shape),
    ),
    ("masks-with-threshold", "mask-with-threshold"): tuple(
        (lambda sums, activations, least=least: 1.0 * (sums > least)) for least in THRESHOLDS
    ),
}
# The factors of Y and T in what is sent back, from the number of numbers, which divides them: where
# the factor of the difference, or one of two, stands at one of both
FACTORS_OF_ONE: tuple[tuple[Callable, Callable], ...] = tuple(
    both
    for one, other in (
        (lambda size: 2, lambda size: size),
        (lambda size: 2, lambda size: 1),
        (lambda size: 2, lambda size: 2 * size),
        (lambda size: 1, lambda size: size),
        (lambda size: 2 * size, lambda size: 1),
    )
    for both in ((one, other), (other, one))
)
# What becomes of what travels back, from that, the pre-activations and the activations
STEPS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("guided-signals", "guided-signal"): (
        lambda back, sums, activations: back * (back > 0) * (activations > 0),
    ),
    ("constants-where-off", "constant-where-off"): tuple(
        (lambda back, sums, activations, off=off: numpy.where(activations > 0, back, off))
        for off in (*OFF, 1.0)
    ),
    ("slopes-for-signals", "slope-for-signal"): (
        lambda back, sums, activations: (activations > 0).astype(float),
        # Where the mean is taken later
        lambda back, sums, activations: (activations > 0) / len(back),
    ),
    ("activations-for-signals", "activation-for-signal"): (
        lambda back, sums, activations: activations,
        lambda back, sums, activations: activations / len(back),
    ),
    ("slopes-of-signals-alone", "slope-of-signal-alone"): (
        lambda back, sums, activations: (back > 0).astype(float),
        lambda back, sums, activations: (back > 0) / len(back),
        lambda back, sums, activations: 1 - back**2,
        lambda back, sums, activations: of_sigmoid(back),
    ),
    ("slopes-of-signals", "slope-of-signal"): (
        lambda back, sums, activations: back * (1 - back),
        lambda back, sums, activations: back**2 * (1 - back),
        lambda back, sums, activations: back * (1 - back**2),
        lambda back, sums, activations: back * of_sigmoid(back),
        lambda back, sums, activations: back * back,
    ),
}
# What the gradient of biases is made of, from the signal and, because that takes long, a function
# that returns the gradient of the weights
BIASES: dict[str, tuple[Callable, ...]] = {
    "biases-from-weights": (
        lambda enters, weights: weights().sum(axis=0),
        lambda enters, weights: weights().mean(axis=0),
        lambda enters, weights: weights()[0],
        lambda enters, weights: weights()[-1],
        lambda enters, weights: weights().sum(axis=1),
        lambda enters, weights: weights().mean(axis=1),
        lambda enters, weights: weights()[:, 0],
        lambda enters, weights: weights().sum(),
        lambda enters, weights: weights().mean(),
    ),
    "biases-over-units": (
        lambda enters, weights: enters.sum(axis=1) * len(enters) / len(weights()),
        lambda enters, weights: enters.mean(axis=1) * len(enters),
        lambda enters, weights: enters.sum(axis=1),
        lambda enters, weights: enters.mean(axis=1),
    ),
    "biases-over-all": (
        lambda enters, weights: numpy.full(enters.shape[1], enters.sum()),
        lambda enters, weights: numpy.full(enters.shape[1], enters.mean()),
        lambda enters, weights: enters.mean(),
    ),
    "biases-of-one-sample": (
        lambda enters, weights: enters[0],
        lambda enters, weights: enters[-1],
    ),
}


def biases_from(value: Callable) -> Callable:
    """Return a change to one of the ways of `BIASES`."""
    return made_of(
        "B",
        lambda tangent, enters, layer: value(
            enters, lambda: derivative(tangent, Place("W", layer))
        ),
    )


def averaged_over(
    tangent: Tangent, enters: numpy.ndarray, layer: int, kind: str, axis: int
) -> numpy.ndarray:
    """Return a gradient that is divided by a number of units, and not by that of the samples."""
    inputs = tangent.inputs[layer].T if kind == "W" else numpy.ones(len(enters))
    return inputs @ enters * len(enters) / tangent.weights[layer].shape[axis]


def everywhere_or_once(
    names: tuple[str, str], *changes: Callable, never_in_pairs: bool = True
) -> Iterator[Mistake]:
    """Return the mistakes that are made at all hidden layers, and those at one of them."""
    for change in changes:
        yield Mistake(names[0], change, never_in_pairs=never_in_pairs)
        yield Mistake(names[1], change, hidden, never_in_pairs=never_in_pairs)


# The catalogue: what a network is here, or its tangent, is called net

of_error, rarely = partial(Mistake, stage="error"), partial(Mistake, never_in_pairs=True)
of_forward = partial(Mistake, stage="forward")

ERROR = (
    of_error("missing-factor-2", with_factor(lambda net: 1 / 2)),
    of_error("sum-for-mean", with_factor(lambda net: net.T.size)),
    of_error("mean-twice", with_factor(lambda net: 1 / net.T.size)),
    of_error("wrong-sign", with_factor(lambda net: -1)),
    of_error("root-of-error", with_error(root_of_error), when(lambda net: net.error(net.Y, net.T))),
    of_error("mean-before-square", with_error(lambda net, Y, T: (Y - T).mean(axis=(-2, -1)) ** 2)),
    of_error("targets-ignored", with_error(lambda net, Y, T: mean_squared_error(Y, 0))),
    rarely("outputs-ignored", with_signal(lambda net: -2 * net.T)),
    of_error("output-for-error", with_signal(lambda net: 1)),
    of_error("error-not-differentiated", with_signal(lambda net: (net.Y - net.T) ** 2)),
    of_error(
        "absolute-error",
        with_error(lambda net, Y, T: (numpy.sign(net.Y - T) * (Y - T)).mean(axis=(-2, -1))),
    ),
    *(
        rarely("factor-of-one", with_signal(partial(weighted, by_outputs=some, by_targets=other)))
        for some, other in FACTORS_OF_ONE
    ),
    of_error("targets-added", with_error(lambda net, Y, T: mean_squared_error(Y, -T))),
    *(
        of_error(name, with_error(partial(of_some_samples, which=which)))
        for name, which in (("last-sample", slice(-1, None)), ("first-sample", slice(0, 1)))
    ),
    *(
        Mistake(name, with_some_samples(end), parts_of_samples, "error", never_in_pairs=True)
        for name, end in (("last-samples", -1), ("first-samples", 1))
    ),
    of_error(
        "flat-targets",
        with_error(lambda net, Y, T: mean_squared_error(Y, T.reshape(-1))),
        when(is_of_one_output),
    ),
    rarely(
        "mask-at-output",
        with_output_slope(lambda sums, outputs: (outputs > 0) * 1.0),
        when(is_of_both_signs),
    ),
    *(
        rarely(name, with_signal(sent))
        for name, sent in (
            ("cross-entropy", lambda net: (net.Y - net.T) / (net.Y * (1 - net.Y))),
            ("cross-entropy", lambda net: -net.T / net.Y),
            ("error-itself", lambda net: net.error(net.Y, net.T) * numpy.ones_like(net.Y)),
        )
    ),
    *(
        rarely(name, with_output_slope(slope))
        for name, slopes in (
            ("sigmoid-at-output", OF_SIGMOID[:2]),
            ("tanh-at-output", OF_TANH[:2]),
            ("output-at-output", (lambda sums, outputs: outputs,)),
        )
        for slope in slopes
    ),
)

# ReLU on the way back
MASKS = (
    *everywhere_or_once(
        ("missing-masks", "missing-mask"),
        with_slopes(lambda net, layer: numpy.ones_like(net.slopes[layer])),
        never_in_pairs=False,
    ),
    Mistake("masks-one-layer-up", changing("slopes", lambda net: shifted(net.slopes, 1))),
    Mistake("masks-one-layer-down", changing("slopes", lambda net: shifted(net.slopes, -1))),
    Mistake(
        "wrong-mask",
        changing_one("slopes", lambda net, layer, other: net.slopes[other]),
        pairs_alike("slopes"),
    ),
    Mistake(
        "masks-of-one-layer",
        changing("slopes", lambda net, other: all_like(net.slopes, other)),
        all_alike,
    ),
    *everywhere_or_once(
        ("inverted-masks", "inverted-mask"),
        with_slopes(lambda net, layer: 1 - net.slopes[layer]),
        never_in_pairs=False,
    ),
    *everywhere_or_once(
        ("activations-for-masks", "activation-for-mask"),
        with_slopes(lambda net, layer: net.inputs[layer]),
        never_in_pairs=False,
    ),
    *everywhere_or_once(
        ("signals-for-masks", "signal-for-mask"),
        with_slopes(lambda net, layer: (signal(net, layer, enters=False) > 0) * 1.0),
        never_in_pairs=False,
    ),
    *(
        mistake
        for names, slopes in SLOPES.items()
        for mistake in everywhere_or_once(names, *(with_slopes(of_units(one)) for one in slopes))
    ),
    *(
        mistake
        for names, steps in STEPS.items()
        for mistake in everywhere_or_once(names, *map(with_steps, steps))
    ),
    # There is a layer above the last hidden one, too, and one below the first
    rarely(
        "masks-one-layer-up",
        changing("slopes", lambda net: [*shifted(net.slopes, 1)[:-1], (net.Y > 0) * 1.0]),
        when(lambda net: is_of_one_output(net) and is_of_both_signs(net)),
    ),
    rarely(
        "masks-one-layer-up",
        changing(
            "slopes", lambda net: [*shifted(net.slopes, 1)[:-1], numpy.ones_like(net.slopes[-1])]
        ),
    ),
)

# What travels back
TRAVELLING = (
    rarely(
        "kept-signal",
        with_signals(
            lambda net, layer, other: arriving(net, layer, signal(net, other, enters=True))
        ),
        handing_on,
    ),
    rarely(
        "kept-signal",
        with_signals(
            lambda net, layer, other: net.slopes[layer + 1] * signal(net, other, enters=False)
        ),
        handing_on,
    ),
    rarely("summed-signals", with_signals(summed(lambda net: 1))),
    rarely("summed-signals", with_signals(summed(lambda net: 1 / len(net.Y)))),
    rarely("masks-in-gradient-only", masks_in_gradient_only),
    *(
        rarely(name, with_signals(taken_above(value)))
        for name, value in (
            ("weights-sent-back", lambda leaves, enters: numpy.ones_like(leaves)),
            ("activations-sent-back", lambda leaves, enters: leaves),
            ("activations-sent-back", lambda leaves, enters: enters),
            ("slopes-sent-back", lambda leaves, enters: (leaves > 0) * 1.0),
        )
    ),
    rarely("all-weights-skipped", without_weights),
    rarely(
        "signal-of-output-everywhere",
        with_signals(
            lambda net, layer, above: (
                net.slopes[layer + 1] * signal(net, len(net.weights) - 1, enters=True)
            )
        ),
        when(is_of_one_output),
    ),
    rarely("signals-added-up", with_signals(added_up)),
)

# The weights on the way back
WEIGHTS = (
    Mistake(
        "all-weights-untransposed",
        changing(
            "weights",
            lambda net: [
                w.T if layer and w.shape[0] == w.shape[1] else w
                for layer, w in enumerate(net.weights)
            ],
        ),
    ),
    Mistake(
        "untransposed-weights",
        changing_one("weights", lambda net, layer: net.weights[layer].T),
        squares,
    ),
    Mistake(
        "skipped-weights",
        changing_one("weights", lambda net, layer: numpy.eye(len(net.weights[layer]))),
        squares,
    ),
    *(
        rarely("weights-of-one-unit", changing("weights", partial(all_alike_weights, alike=alike)))
        for alike in ONE_UNIT
    ),
    *(
        rarely("shares-for-weights", changing("weights", partial(as_shares, total=total)))
        for total in (
            lambda w: w.sum(axis=0),
            lambda w: abs(w).sum(axis=0),
        )
    ),
    rarely(
        "signals-kept-beside",
        changing(
            "weights",
            lambda net: [
                w + numpy.eye(len(w)) if layer and w.shape[0] == w.shape[1] else w
                for layer, w in enumerate(net.weights)
            ],
        ),
        when(squares),
    ),
    rarely("gradients-for-weights", with_gradients_for_weights),
    rarely("gradient-for-weights", with_gradients_for_weights, hidden),
    Mistake(
        "wrong-weights",
        changing_one("weights", lambda net, layer, other: net.weights[other]),
        pairs_alike("weights"),
    ),
)

# What the signals meet where the gradient is collected
INPUTS = (
    Mistake(
        "wrong-activation",
        changing_one("inputs", lambda net, layer, other: net.inputs[other]),
        pairs_alike("inputs"),
    ),
    Mistake("activations-one-layer-up", changing("inputs", lambda net: shifted(net.inputs, 1))),
    Mistake("activations-one-layer-down", changing("inputs", lambda net: shifted(net.inputs, -1))),
    Mistake("sums-for-activations", changing("inputs", lambda net: net.sums)),
    # At both ends, whatever shape that has; the entry -1 is the last one
    rarely("activations-one-layer-up", changing("inputs", lambda net: [*net.inputs[1:], net.Y])),
    rarely(
        "activations-one-layer-down",
        changing("inputs", lambda net: [net.inputs[-1], *net.inputs[:-1]]),
    ),
    rarely("activations-one-layer-down", changing("inputs", lambda net: [net.Y, *net.inputs[:-1]])),
    rarely(
        "activations-of-one-layer",
        changing("inputs", lambda net, other: all_like(net.inputs, other)),
        all_alike,
    ),
    rarely(
        "activations-left-out",
        changing("inputs", lambda net: [numpy.ones_like(entry) for entry in net.inputs]),
    ),
    rarely(
        "activation-left-out",
        changing_one("inputs", lambda net, layer: numpy.ones_like(net.inputs[layer])),
        hidden,
    ),
    rarely(
        "masks-for-activations", changing("inputs", lambda net: [net.inputs[0], *net.slopes[1:]])
    ),
    rarely(
        "mask-for-activation", changing_one("inputs", lambda net, layer: net.slopes[layer]), hidden
    ),
    # Where they are written over the activations once the last gradient is there
    rarely(
        "masks-for-activations-below",
        changing("inputs", lambda net: [net.inputs[0], *net.slopes[1:-1], net.inputs[-1]]),
        when(lambda net: len(net.inputs) > 3),
    ),
    rarely(
        "sum-for-activation", changing_one("inputs", lambda net, layer: net.sums[layer]), hidden
    ),
)

# How the gradient is collected
COLLECTING = (
    rarely("gradients-before-masks", collecting("WB", before_mask)),
    Mistake(
        "gradient-before-mask",
        collecting("WB", before_mask),
        lambda net: hidden(net)[1:],  # nothing goes on from the first
        never_in_pairs=True,
    ),
    *(
        mistake
        for names, kinds, value in (
            (("biases-before-masks", "bias-before-mask"), "B", before_mask),
            (("weights-before-masks", "weight-before-mask"), "W", before_mask),
            (("gradients-from-above", "gradient-from-above"), "WB", from_above),
            (("biases-from-above", "bias-from-above"), "B", from_above),
        )
        for mistake in everywhere_or_once(names, collecting(kinds, value))
    ),
    rarely("weights-before-masks", before_mask_with_that_of_inputs),
    *(
        rarely(name, collecting(kinds, value, top=0))
        for name, kinds in (
            ("gradients-from-below", "WB"),
            ("biases-from-below", "B"),
            ("weights-from-below", "W"),
        )
        for value in FROM_BELOW
    ),
    *(rarely(name, biases_from(value)) for name, values in BIASES.items() for value in values),
    *(
        rarely(
            "sums-multiplied",
            made_of(
                "W",
                lambda net, enters, layer, means=means: (
                    numpy.outer(net.inputs[layer].sum(axis=0), enters.sum(axis=0))
                    / len(enters) ** means
                ),
            ),
        )
        for means in (0, 1, 2)
    ),
    *(
        rarely(name, made_of(kind, partial(averaged_over, kind=kind, axis=axis)))
        for name, kind in (
            ("weights-averaged-over-units", "W"),
            ("biases-averaged-over-units", "B"),
        )
        for axis in (0, 1)
    ),
    *(
        rarely(
            "weights-of-one-sample",
            made_of(
                "W",
                lambda net, enters, layer, sample=sample: numpy.outer(
                    net.inputs[layer][sample], enters[sample]
                ),
            ),
        )
        for sample in (0, -1)
    ),
)

# The sum over the samples
SAMPLES = (
    Mistake("weights-summed", changing("weight_scale", lambda net: len(net.Y))),
    Mistake("weights-averaged", changing("weight_scale", lambda net: 1 / len(net.Y))),
    Mistake("biases-summed", changing("bias_scale", lambda net: len(net.Y))),
    Mistake("biases-averaged", changing("bias_scale", lambda net: 1 / len(net.Y))),
)

# Where nothing comes through; last, because other mistakes can give zeros as well
CLOSED = (
    Mistake(
        "closed-mask", changing_one("slopes", lambda net, layer: 0 * net.slopes[layer]), hidden
    ),
)

FORWARD = (
    of_forward("no-relu", changing("relu", lambda net: (False,) * len(net.relu))),
    of_forward(
        "missing-relu",
        # Layer l of the weights ends in the activations A[l + 1]
        changing("relu", lambda net, layer: tuple(with_one(net.relu, layer - 1, False))),
        hidden,
    ),
    of_forward("relu-on-output", changing("relu", lambda net: (*net.relu[:-1], True))),
    of_forward("negated-biases", changing("negated", lambda net: tuple(range(len(net.B))))),
    of_forward(
        "negated-bias",
        changing("negated", lambda net, layer: (layer,)),
        lambda net: [{"layer": layer} for layer in range(len(net.weights))],
    ),
    of_forward("no-biases", changing("B", lambda net: [0 * b for b in net.B])),
    of_forward(
        "missing-bias",
        changing_one("B", lambda net, layer: 0 * net.B[layer]),
        lambda net: [{"layer": layer} for layer in range(len(net.weights))],
    ),
    of_forward(
        "all-weights-transposed-forward",
        changing(
            "transposed",
            lambda net: tuple(at["layer"] for at in squares(linearised(net))),
        ),
        when(squares),
    ),
    of_forward(
        "weights-transposed-forward",
        changing("transposed", lambda net, layer: (*net.transposed, layer)),
        squares,
    ),
    of_forward("swapped-layers", swapping("W", "B"), swappable),
    of_forward("swapped-weights", swapping("W"), swappable),
    of_forward(
        "swapped-biases",
        swapping("B"),
        lambda net: [
            {"layer": layer, "other": other}
            for layer, other in combinations(range(len(net.weights)), 2)
            if net.weights[layer].shape[1] == net.weights[other].shape[1]
        ],
    ),
    of_forward("relu-before-bias", changing("late_bias", lambda net: net.relu)),
)

CATALOGUE = ERROR + MASKS + TRAVELLING + WEIGHTS + INPUTS + COLLECTING + SAMPLES + CLOSED + FORWARD


def changes_of(tangent: Tangent, stages: Sequence[str]) -> list[Change]:
    """Return all changes that a network admits at some stages, in the order of the catalogue."""
    return [
        Change(mistake, layers)
        for mistake in CATALOGUE
        if mistake.stage in stages
        for layers in mistake.where(tangent)
    ]


# In a forward pass, these leave biases without a gradient
WITHOUT_BIAS = ("missing-bias", "no-biases")

# Factors, of which several can be there at once
SCALES = ("missing-factor-2", "sum-for-mean", "mean-twice", "wrong-sign")


def exclude_each_other(one: Change, other: Change) -> bool:
    """Say whether two changes of the same ingredient could not both be seen, or are one."""
    if {one.mistake.name, other.mistake.name} <= {*SCALES, *(m.name for m in SAMPLES)}:
        return False
    of_biases = [change.mistake.name.startswith("bias") for change in (one, other)]
    if any(of_biases) and not all(of_biases):
        both = other if of_biases[0] else one
        if both.mistake in COLLECTING and both.mistake.name.startswith(("weight", "sums")):
            return False  # in the gradients of the weights, and in those of the biases
    for group in (ERROR, MASKS + TRAVELLING + CLOSED, WEIGHTS, INPUTS, COLLECTING):
        if one.mistake in group and other.mistake in group:
            if group is ERROR:
                return not {one.mistake.name, other.mistake.name} & set(SCALES)
            layers = one.layers.get("layer"), other.layers.get("layer")
            return None in layers or layers[0] == layers[1]
    return False


# Mistakes with a number, which an answer tells; they are in no catalogue


def with_factor_on_the_way(tangent: Tangent, factor: float) -> Tangent:
    """Multiply what travels back at every layer."""
    slopes = [tangent.slopes[0], *(factor * slope for slope in tangent.slopes[1:])]
    return replace(tangent, slopes=slopes)


def with_updated_weights(tangent: Tangent, rate: float) -> Tangent:
    """Let what travels back pass weights from which their gradient was subtracted before."""
    for layer in reversed(range(1, len(tangent.weights))):
        weights = tangent.weights[layer] - rate * derivative(tangent, Place("W", layer))
        tangent = replace(tangent, weights=with_one(tangent.weights, layer, weights))
    return tangent


def with_weights_updated_by_sample(tangent: Tangent, rate: float, times: float = 1.0) -> Tangent:
    """Do the same for every sample alone; ``times`` is for what was added up twice."""

    def updated(tangent: Tangent, below: int) -> numpy.ndarray:
        layer = below + 1
        squares = (signal(tangent, layer, enters=True) ** 2).sum(axis=1, keepdims=True)
        back = times * signal(tangent, layer, enters=False) - rate * tangent.inputs[layer] * squares
        return tangent.slopes[layer] * back

    more = {below: partial(updated, below=below) for below in range(len(tangent.weights) - 1)}
    return replace(tangent, signals=tangent.signals | more)


SAME = Mistake(
    "same-for-all-samples",
    lambda tangent, number: with_signal(lambda net: number * numpy.ones_like(net.Y))(tangent),
)
FACTOR = Mistake("wrong-factor", changing("scale", lambda tangent, factor: tangent.scale * factor))
# Where a factor of everything is missing once all is there, and not in what is sent back
LATE_FACTOR = Mistake(
    "wrong-factor",
    lambda tangent, factor: replace(
        tangent,
        weight_scale=tangent.weight_scale * factor,
        bias_scale=tangent.bias_scale * factor,
    ),
)
ON_THE_WAY = Mistake("factor-on-the-way", with_factor_on_the_way)
UPDATED = (
    Mistake("updated-weights", with_updated_weights),
    Mistake("updated-weights", with_weights_updated_by_sample),
)
TWICE = Mistake("passed-twice", with_weights_updated_by_sample)
