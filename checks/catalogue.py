"""The catalogue of the usual mistakes: a row for each, to which a reader can add.

What a row changes, the functions of `checks.mistakes` say. What the student reads of it stands in
`checks.sentences` under the same name.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

import numpy

from checks.mistakes import (
    FROM_BELOW,
    ONE_UNIT,
    Change,
    Mistake,
    added_up,
    all_activated,
    all_alike,
    all_alike_weights,
    all_like,
    all_made_of,
    arriving,
    as_shares,
    before_mask,
    before_mask_with_that_of_inputs,
    biases_of,
    changed_by,
    changing,
    changing_one,
    collecting,
    every_layer,
    from_above,
    handing_on,
    hidden,
    input_made_of,
    inputs_made_of,
    is_of_both_signs,
    is_of_one_output,
    made_of,
    masks_in_gradient_only,
    of_loss,
    of_other_outputs,
    of_other_targets,
    of_sample,
    of_some_samples,
    of_units,
    one_activated,
    one_made_of,
    pairs_alike,
    parts_of_samples,
    reversed_signal,
    root_of_error,
    samples,
    sent_back,
    shifted,
    signal_of_sample,
    squares,
    summed,
    swappable,
    swapping,
    taken_above,
    times_difference,
    weighted,
    when,
    with_activation,
    with_biases,
    with_error,
    with_factor,
    with_gradients_for_weights,
    with_one,
    with_output_signal,
    with_output_slope,
    with_signal,
    with_signals,
    with_slopes,
    with_some_samples,
    with_steps,
    without_weights,
)
from checks.networks import (
    LINEAR,
    RELU,
    Activation,
    Place,
    Tangent,
    derivative,
    linearised,
    mean_squared_error,
    signal,
)

# The slopes of other activations, from the pre-activations and the activations of ReLU units


def squashed(values: numpy.ndarray) -> numpy.ndarray:
    """Return the sigmoid of values."""
    return 1 / (1 + numpy.exp(-numpy.clip(values, -500, 500)))


def of_sigmoid(values: numpy.ndarray) -> numpy.ndarray:
    """Return the slope of the sigmoid."""
    return squashed(values) * (1 - squashed(values))


def leaky(off: float) -> Activation:
    """Return a ReLU that lets a part pass where it is off."""
    return Activation(
        lambda sums: numpy.where(sums > 0, sums, off * sums),
        lambda sums: numpy.where(sums > 0, 1.0, off),
    )


def bounded(most: float) -> Activation:
    """Return a ReLU that goes no higher than some number."""
    return Activation(
        lambda sums: sums.clip(0, most), lambda sums: 1.0 * ((sums > 0) & (sums < most))
    )


def of_normal(values: numpy.ndarray) -> numpy.ndarray:
    """Return how probable it is that a normal variable is smaller."""
    return numpy.vectorize(math.erfc)(-values / math.sqrt(2)) / 2


def density(values: numpy.ndarray) -> numpy.ndarray:
    """Return the density of a normal variable."""
    return numpy.exp(-(values**2) / 2) / math.sqrt(2 * math.pi)


ELU = Activation(
    lambda sums: numpy.where(sums > 0, sums, numpy.expm1(numpy.minimum(sums, 0))),
    lambda sums: numpy.where(sums > 0, 1.0, numpy.exp(numpy.minimum(sums, 0))),
)
GELU = Activation(
    lambda sums: sums * of_normal(sums), lambda sums: of_normal(sums) + sums * density(sums)
)
SILU = Activation(
    lambda sums: sums * squashed(sums),
    lambda sums: squashed(sums) * (1 + sums * (1 - squashed(sums))),
)
SOFTPLUS = Activation(lambda sums: numpy.logaddexp(0, sums), squashed)
OF_SIGMOID: tuple[Callable, ...] = (
    lambda sums, activations: activations * (1 - activations),
    lambda sums, activations: of_sigmoid(sums),
    lambda sums, activations: of_sigmoid(activations),
    lambda sums, activations: sums * (1 - sums),
    lambda sums, activations: squashed(sums),
    lambda sums, activations: squashed(activations),
)
OF_TANH: tuple[Callable, ...] = (
    lambda sums, activations: 1 - activations**2,
    lambda sums, activations: 1 - numpy.tanh(sums) ** 2,
    lambda sums, activations: 1 - numpy.tanh(activations) ** 2,
    lambda sums, activations: 1 - sums**2,
)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5)  # what units that are off let pass
THRESHOLDS = (0.01, 0.1, 0.5, 1.0, 2.0)
SLOPES: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("sigmoid-slopes", "sigmoid-slope"): OF_SIGMOID,
    ("tanh-slopes", "tanh-slope"): OF_TANH,
    ("leaky-slopes", "leaky-slope"): tuple(
        (lambda sums, activations, off=off: numpy.where(sums > 0, 1.0, off)) for off in OFF
    )
    + (lambda sums, activations: numpy.where(sums > 0, 1.0, numpy.exp(numpy.minimum(sums, 0))),),
    ("sums-for-masks", "sum-for-mask"): (lambda sums, activations: sums,),
    ("masks-of-one-unit", "mask-of-one-unit"): (
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[:, :1] > 0), sums.shape),
        lambda sums, activations: numpy.broadcast_to(1.0 * (sums[:, -1:] > 0), sums.shape),
    ),
    ("signs-for-masks", "sign-for-mask"): (
        lambda sums, activations: numpy.where(sums > 0, 1.0, -1.0),
    ),
    ("masks-of-means", "mask-of-means"): (
        lambda sums, activations: numpy.ones_like(sums) * (sums.mean(axis=0) > 0),
        lambda sums, activations: numpy.ones_like(sums) * (sums > 0).mean(axis=0),
        lambda sums, activations: numpy.ones_like(sums) * activations.mean(axis=0),
    ),
    ("masks-with-threshold", "mask-with-threshold"): tuple(
        (lambda sums, activations, least=least: 1.0 * (sums > least)) for least in THRESHOLDS
    ),
    ("masks-with-bound", "mask-with-bound"): tuple(
        (lambda sums, activations, most=most: 1.0 * ((sums > 0) & (sums < most)))
        for most in (1.0, 2.0, 6.0)
    ),
    ("other-slopes", "other-slope"): (
        lambda sums, activations: activations**2,
        lambda sums, activations: 2 * activations,
        lambda sums, activations: numpy.sqrt(activations),
        lambda sums, activations: numpy.clip(activations, 0, 1),
        lambda sums, activations: 1 - activations,
        lambda sums, activations: 1 - sums,
        lambda sums, activations: numpy.exp(sums),
        lambda sums, activations: numpy.exp(-sums),
        lambda sums, activations: squashed(sums) * (1 + sums * (1 - squashed(sums))),
        lambda sums, activations: numpy.where(sums > 0, 1 / numpy.where(sums == 0, 1, sums), 0),
        lambda sums, activations: abs(sums),
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
        lambda back, sums, activations: back * back * (activations > 0),
    ),
    ("slopes-added", "slope-added"): (
        lambda back, sums, activations: back + (activations > 0),
        lambda back, sums, activations: back + activations,
        lambda back, sums, activations: back - activations,
        lambda back, sums, activations: back - (activations > 0),
    ),
    ("signs-lost-on-the-way", "sign-lost-on-the-way"): (
        lambda back, sums, activations: abs(back) * (activations > 0),
        lambda back, sums, activations: abs(back),
    ),
    ("clipped-on-the-way", "clipped-at-units"): tuple(
        (lambda back, sums, activations, most=most: back.clip(-most, most) * (activations > 0))
        for most in (0.01, 0.1, 0.5, 1.0, 5.0)
    ),
    ("units-alike", "units-of-layer-alike"): tuple(
        alike
        for one in (numpy.sum, numpy.mean, numpy.max)
        for alike in (
            lambda back, sums, activations, one=one: (
                one(back, axis=1, keepdims=True) * (activations > 0)
            ),
            lambda back, sums, activations, one=one: numpy.broadcast_to(
                one(back * (activations > 0), axis=1, keepdims=True), back.shape
            ),
        )
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
    "biases-of-extremes": (
        lambda enters, weights: enters.max(axis=0),
        lambda enters, weights: enters.min(axis=0),
        lambda enters, weights: numpy.median(enters, axis=0),
        lambda enters, weights: abs(enters).max(axis=0),
    ),
    "biases-without-sign": (
        lambda enters, weights: abs(enters).sum(axis=0),
        lambda enters, weights: abs(enters).mean(axis=0),
        lambda enters, weights: (enters**2).sum(axis=0),
        lambda enters, weights: (enters**2).mean(axis=0),
        lambda enters, weights: numpy.sqrt((enters**2).sum(axis=0)),
        lambda enters, weights: enters.std(axis=0),
    ),
    "biases-of-ones": (
        lambda enters, weights: numpy.ones(enters.shape[1]),
        lambda enters, weights: numpy.full(enters.shape[1], 1.0 * len(enters)),
        lambda enters, weights: numpy.full(enters.shape[1], 1 / len(enters)),
    ),
    "biases-accumulated": (
        lambda enters, weights: enters.sum(axis=0).cumsum(),
        lambda enters, weights: enters.prod(axis=0),
    ),
}
# What the gradient of biases is made of, from the signal, what enters the layer, what leaves it,
# and the biases
BIASES_OF_UNITS: dict[str, tuple[Callable, ...]] = {
    "biases-multiplied": (
        lambda enters, below, above, biases: biases * enters.sum(axis=0),
        lambda enters, below, above, biases: biases * enters.mean(axis=0),
        lambda enters, below, above, biases: (above * enters).sum(axis=0),
        lambda enters, below, above, biases: (above * enters).mean(axis=0),
    ),
    "biases-from-activations": (
        lambda enters, below, above, biases: above.sum(axis=0),
        lambda enters, below, above, biases: above.mean(axis=0),
        lambda enters, below, above, biases: (above > 0).sum(axis=0) * 1.0,
        lambda enters, below, above, biases: (above > 0).mean(axis=0),
        lambda enters, below, above, biases: numpy.full(len(biases), below.sum()),
        lambda enters, below, above, biases: numpy.full(len(biases), below.mean()),
    ),
}
# What is made of the outputs before the difference to the targets is taken
OF_OUTPUTS: dict[str, tuple[Callable, ...]] = {
    "other-outputs": (
        lambda Y: numpy.maximum(0, Y),
        squashed,
        numpy.tanh,
        lambda Y: numpy.exp(Y) / numpy.exp(Y).sum(axis=1, keepdims=True),
        numpy.sign,
        abs,
    ),
    "outputs-of-other-samples": (
        lambda Y: Y[::-1],
        lambda Y: Y[:1] + 0 * Y,
        lambda Y: Y[-1:] + 0 * Y,
        lambda Y: Y.mean(axis=0) + 0 * Y,
        lambda Y: numpy.roll(Y, 1, axis=0),
        lambda Y: numpy.roll(Y, -1, axis=0),
    ),
}
OF_TARGETS: dict[str, tuple[Callable, ...]] = {
    "targets-of-other-samples": (
        lambda T: T[::-1],
        lambda T: T[:1],
        lambda T: T[-1:],
        lambda T: numpy.roll(T, 1, axis=0),
        lambda T: numpy.roll(T, -1, axis=0),
    ),
    "targets-rounded": (numpy.trunc, numpy.round, numpy.floor),
    "targets-scaled": (
        lambda T: (T - T.mean(axis=0)) / T.std(axis=0),
        lambda T: (T - T.mean(axis=0)) / T.std(axis=0, ddof=1),
        lambda T: T / abs(T).max(),
        numpy.sign,
    ),
}
# Other errors: what each pair of output and target contributes to the mean, and how that changes
# with the output
ERRORS: dict[str, tuple[tuple[Callable, Callable], ...]] = {
    "huber-error": tuple(
        (
            lambda Y, T, most=most: numpy.where(
                abs(Y - T) < most, (Y - T) ** 2 / 2, most * (abs(Y - T) - most / 2)
            ),
            lambda Y, T, most=most: (Y - T).clip(-most, most),
        )
        for most in (1.0, 0.5, 0.1, 2.0)
    ),
    "cross-entropy": (
        (
            lambda Y, T: numpy.logaddexp(0, Y) - T * Y,
            lambda Y, T: squashed(Y) - T,
        ),
    ),
    "other-power": (
        (lambda Y, T: (Y - T) ** 3, lambda Y, T: 3 * (Y - T) ** 2),
        (lambda Y, T: (Y - T) ** 4, lambda Y, T: 4 * (Y - T) ** 3),
        (lambda Y, T: abs(Y - T) ** 3, lambda Y, T: 3 * (Y - T) * abs(Y - T)),
        (lambda Y, T: abs(Y - T) ** 0.5, lambda Y, T: numpy.sign(Y - T) * abs(Y - T) ** -0.5 / 2),
    ),
    "relative-error": (
        (lambda Y, T: ((Y - T) / T) ** 2, lambda Y, T: 2 * (Y - T) / T**2),
        (lambda Y, T: abs((Y - T) / T), lambda Y, T: numpy.sign(Y - T) / abs(T)),
    ),
    "squares-before-difference": (
        (lambda Y, T: (Y**2 - T**2) ** 2, lambda Y, T: 4 * Y * (Y**2 - T**2)),
    ),
}
# What else is sent back for each output, N times as much
SENT: dict[str, tuple[Callable, ...]] = {
    "cross-entropy": (
        lambda Y, T: (Y - T) / (Y * (1 - Y)),
        lambda Y, T: -T / Y,
        lambda Y, T: numpy.exp(Y) / numpy.exp(Y).sum(axis=1, keepdims=True) - T,
    ),
    "difference-without-sign": (
        lambda Y, T: 2 * abs(Y - T),
        lambda Y, T: 2 * numpy.maximum(Y - T, 0),
        lambda Y, T: 2 * numpy.minimum(Y - T, 0),
    ),
    "other-power": (
        lambda Y, T: (Y - T) ** 3,
        lambda Y, T: 2 * (Y - T) ** 3,
        lambda Y, T: (Y - T) * abs(Y - T),
        lambda Y, T: 2 * (Y - T) * abs(Y - T),
        lambda Y, T: numpy.exp(Y - T),
        lambda Y, T: 2 * numpy.log(abs(Y / T)),
    ),
    "relative-error": (
        lambda Y, T: 2 * (Y - T) / T,
        lambda Y, T: 2 * (Y - T) / Y,
        lambda Y, T: (Y - T) / abs(Y - T).sum(),
        lambda Y, T: 2 * (Y - T) * T,
    ),
    "squares-before-difference": (
        lambda Y, T: 2 * (Y**2 - T**2),
        lambda Y, T: Y**2 - T**2,
        lambda Y, T: 2 * (Y**2 - T),
    ),
    "huber-error": tuple(
        (lambda Y, T, most=most: 2 * (Y - T).clip(-most, most)) for most in (1.0, 0.5)
    ),
    "product-of-both": (lambda Y, T: 2 * Y * T, lambda Y, T: Y * T),
}
# What is passed on the way back in place of the weights
OF_WEIGHTS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("weights-without-sign", "weights-without-sign-of-layer"): (abs, lambda w: numpy.maximum(0, w)),
    ("weights-squared", "weights-squared-of-layer"): (lambda w: w**2,),
    ("signs-for-weights", "signs-for-weights-of-layer"): (numpy.sign, lambda w: 1.0 * (w > 0)),
    ("ones-for-weights", "ones-for-weights-of-layer"): (numpy.ones_like,),
    ("inverse-for-weights", "inverse-for-weights-of-layer"): (lambda w: numpy.linalg.pinv(w).T,),
    ("sums-for-weights", "sums-for-weights-of-layer"): tuple(
        of
        for one in (numpy.sum, numpy.mean)
        for of in (
            lambda w, one=one: (
                numpy.eye(*w.shape) * one(w, axis=0)
                if w.shape[0] == w.shape[1]
                else one(w, axis=0) * numpy.ones_like(w)
            ),
            lambda w, one=one: (
                numpy.eye(*w.shape) * one(w, axis=1) if w.shape[0] == w.shape[1] else w
            ),
            lambda w, one=one: one(w, axis=1, keepdims=True) * numpy.ones_like(w),
            lambda w, one=one: one(w, axis=0, keepdims=True) * numpy.ones_like(w),
        )
    ),
    ("diagonal-of-weights", "diagonal-of-weights-of-layer"): (
        lambda w: w * numpy.eye(*w.shape) if w.shape[0] == w.shape[1] else w,
    ),
    ("weights-changed", "weights-changed-of-layer"): (
        lambda w: w + 1,
        lambda w: 1 - w,
        lambda w: w - w.mean(),
        lambda w: numpy.exp(w) / numpy.exp(w).sum(axis=0),
        lambda w: numpy.exp(w) / numpy.exp(w).sum(axis=1, keepdims=True),
        lambda w: w * (1 - w),
        lambda w: 1 / numpy.where(w == 0, 1, w) * (w != 0),
        lambda w: w[::-1],
        lambda w: w[:, ::-1],
    ),
}
# What the signals meet where the gradient is collected, in place of the activations
OF_INPUTS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("other-activations", "other-activations-in-layer"): (
        lambda a: a**2,
        abs,
        lambda a: numpy.maximum(0, a),
        numpy.tanh,
        squashed,
        lambda a: a * (1 - a),
        lambda a: 1 - a**2,
        lambda a: 1 - a,
        lambda a: a + 1,
    ),
    ("scaled-activations", "scaled-activations-in-layer"): (
        lambda a: (a - a.mean(axis=0)) / numpy.where(a.std(axis=0) == 0, 1, a.std(axis=0)),
        lambda a: (a - a.mean(axis=0)) / (a.std(axis=0) + 1e-8),
        lambda a: a - a.mean(axis=0),
        lambda a: a - a.mean(),
        lambda a: (a - a.mean()) / a.std(),
        lambda a: a / numpy.maximum(numpy.linalg.norm(a, axis=1, keepdims=True), 1e-12),
        lambda a: (a - a.min(axis=0)) / numpy.maximum(numpy.ptp(a, axis=0), 1e-12),
    ),
    ("activations-of-other-samples", "activations-of-other-samples-in-layer"): (
        lambda a: a[::-1],
        lambda a: numpy.roll(a, 1, axis=0),
        lambda a: numpy.roll(a, -1, axis=0),
    ),
}
# What a forward pass may make of the pre-activations in place of ReLU
SIGMOID = Activation(squashed, of_sigmoid)
TANH = Activation(numpy.tanh, lambda sums: 1 - numpy.tanh(sums) ** 2)
OTHER_ACTIVATIONS: dict[tuple[str, str], tuple[Activation, ...]] = {
    ("sigmoids-for-relus", "sigmoids-for-relu"): (SIGMOID,),
    ("tanhs-for-relus", "tanhs-for-relu"): (TANH,),
    ("leaky-relus", "leaky-relu"): tuple(leaky(off) for off in OFF) + (ELU,),
    ("smooth-relus", "smooth-relu"): (GELU, SILU, SOFTPLUS),
    ("bounded-relus", "bounded-relu"): tuple(bounded(most) for most in (1.0, 6.0, 2.0)),
    ("other-relus", "other-relu"): (
        Activation(abs, numpy.sign),
        Activation(lambda sums: numpy.minimum(0, sums), lambda sums: 1.0 * (sums < 0)),
        Activation(lambda sums: -numpy.maximum(0, sums), lambda sums: -1.0 * (sums > 0)),
        Activation(lambda sums: numpy.maximum(0, -sums), lambda sums: -1.0 * (sums < 0)),
        Activation(lambda sums: sums**2, lambda sums: 2 * sums),
        Activation(lambda sums: sums.clip(-1, 1), lambda sums: 1.0 * (abs(sums) < 1)),
        Activation(lambda sums: 1.0 * (sums > 0), numpy.zeros_like),
        Activation(numpy.sin, numpy.cos),
    ),
}
# What may have been done to the inputs
OF_X: dict[str, tuple[Callable, ...]] = {
    "inputs-scaled": (
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
        lambda X: (X - X.mean()) / X.std(),
        lambda X: (X - X.mean()) / X.std(ddof=1),
        lambda X: X - X.mean(axis=0),
        lambda X: (X - X.min(axis=0)) / numpy.ptp(X, axis=0),
        lambda X: X / abs(X).max(),
        lambda X: X / X.max(),
        lambda X: X / abs(X).max(axis=0),
        lambda X: X / numpy.linalg.norm(X, axis=1, keepdims=True),
        lambda X: X / 2,
        lambda X: X / 255,
    ),
    "relu-on-inputs": (lambda X: numpy.maximum(0, X), abs),
    "inputs-in-another-order": (lambda X: X[::-1], lambda X: X[:, ::-1]),
}


# What the gradients of the weights are made of, from a tangent, the signal, and the layer
OF_PRODUCTS: dict[str, tuple[Callable, ...]] = {
    "weights-for-activations": (
        lambda net, enters, layer: net.weights[layer] * enters.sum(axis=0),
        lambda net, enters, layer: net.weights[layer] * enters.mean(axis=0),
    ),
    "products-with-weights": (
        lambda net, enters, layer: net.weights[layer] * (of_each(net, enters, layer).sum(axis=0)),
    ),
    "columns-alike": tuple(
        (
            lambda net, enters, layer, one=one: of_each(
                net, one(enters, axis=1, keepdims=True) + 0 * enters, layer
            ).sum(axis=0)
        )
        for one in (numpy.sum, numpy.mean, numpy.max)
    ),
    "errors-of-own-units": (
        lambda net, enters, layer: own_errors(net, layer, net.slopes[layer]),
        lambda net, enters, layer: own_errors(net, layer, net.inputs[layer] > 0),
        lambda net, enters, layer: own_errors(net, layer, 1.0),
    ),
    "signals-left-out": (
        lambda net, enters, layer: net.inputs[layer].sum(axis=0)[:, None] + 0 * net.weights[layer],
        lambda net, enters, layer: net.inputs[layer].mean(axis=0)[:, None] + 0 * net.weights[layer],
    ),
    "largest-of-samples": (
        lambda net, enters, layer: of_each(net, enters, layer).max(axis=0),
        lambda net, enters, layer: of_each(net, enters, layer).min(axis=0),
        lambda net, enters, layer: numpy.median(of_each(net, enters, layer), axis=0),
    ),
    "samples-without-sign": (
        lambda net, enters, layer: abs(of_each(net, enters, layer)).sum(axis=0),
        lambda net, enters, layer: (of_each(net, enters, layer) ** 2).sum(axis=0),
        lambda net, enters, layer: (of_each(net, enters, layer) ** 2).mean(axis=0),
        lambda net, enters, layer: abs(net.inputs[layer]).T @ abs(enters),
    ),
    "added-to-inputs": (
        lambda net, enters, layer: net.inputs[layer].sum(axis=0)[:, None] + enters.sum(axis=0),
    ),
    "rows-alike": (
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0))[:1] + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0))[-1:] + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0)).sum(axis=0) + 0 * net.weights[layer]
        ),
        lambda net, enters, layer: (
            (of_each(net, enters, layer).sum(axis=0)).mean(axis=0) + 0 * net.weights[layer]
        ),
    ),
}


def own_errors(tangent: Tangent, layer: int, slopes: Any) -> numpy.ndarray:
    """Return what weights would get from the units that they come from."""
    back = tangent.scale * slopes * signal(tangent, layer, enters=False)
    return (tangent.inputs[layer] * back).sum(axis=0)[:, None] + 0 * tangent.weights[layer]


def of_each(tangent: Tangent, enters: numpy.ndarray, layer: int) -> numpy.ndarray:
    """Return what each sample contributes to a gradient of weights."""
    return tangent.inputs[layer][:, :, None] * enters[:, None, :]


def product_of_sample(
    tangent: Tangent, enters: numpy.ndarray, layer: int, sample: int
) -> numpy.ndarray:
    """Return what one sample contributes to a gradient of weights."""
    return numpy.outer(tangent.inputs[layer][sample], enters[sample])


def biases_from(value: Callable) -> Callable:
    """Return a change to one of the ways of `BIASES`."""
    return made_of(
        "B",
        lambda tangent, enters, layer: value(
            enters, lambda: derivative(tangent, Place("W", layer))
        ),
    )


def biases_of_units(value: Callable) -> Callable:
    """Return a change to one of the ways of `BIASES_OF_UNITS`."""

    def made(tangent: Tangent, enters: numpy.ndarray, layer: int) -> numpy.ndarray:
        above = [*tangent.inputs, tangent.Y][layer + 1]
        return value(enters, tangent.inputs[layer], above, biases_of(tangent, layer))

    return made_of("B", made)


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
    rarely("error-itself", with_signal(lambda net: net.error(net.Y, net.T) + 0 * net.Y)),
    *(
        rarely(name, with_signal(partial(sent_back, value=value)))
        for name, values in SENT.items()
        for value in values
    ),
    *(
        of_error(name, with_error(partial(of_loss, loss=loss, slope=slope)), never_in_pairs=True)
        for name, losses in ERRORS.items()
        for loss, slope in losses
    ),
    *(
        rarely(name, with_signal(partial(of_other_outputs, value=value)))
        for name, values in OF_OUTPUTS.items()
        for value in values
    ),
    *(
        of_error(name, with_error(partial(of_other_targets, value=value)), never_in_pairs=True)
        for name, values in OF_TARGETS.items()
        for value in values
    ),
    of_error(
        "sample-alone",
        lambda net, sample: with_error(partial(of_some_samples, which=slice(sample, sample + 1)))(
            net
        ),
        lambda net: [{"sample": sample} for sample in range(1, len(net.T) - 1)],
        never_in_pairs=True,
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
    rarely(
        "masks-of-one-sample",
        changing("slopes", lambda net, sample: [of_sample(slope, sample) for slope in net.slopes]),
        samples,
    ),
    rarely(
        "mask-of-one-sample",
        changing_one("slopes", lambda net, layer, sample: of_sample(net.slopes[layer], sample)),
        lambda net: [at | of for at in hidden(net) for of in samples(net)],
    ),
    rarely(
        "masks-reversed",
        changing("slopes", lambda net: [net.slopes[0], *net.slopes[:0:-1]]),
        when(all_alike),
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
    *(
        rarely(name, with_signals(partial(with_output_signal, meet=meet)), when(is_of_one_output))
        for name, meet in (
            ("error-multiplied-again", numpy.multiply),
            ("error-added-again", numpy.add),
        )
    ),
    rarely(
        "error-multiplied-again",
        with_signals(partial(with_output_signal, meet=times_difference)),
        when(is_of_one_output),
    ),
    *(
        rarely("biases-on-the-way", with_signals(partial(with_biases, meet=meet, last=last)))
        for last in (False, True)
        for meet in (
            lambda back, biases, slopes: (back + biases) * slopes,
            lambda back, biases, slopes: (back - biases) * slopes,
            lambda back, biases, slopes: back * biases * slopes,
            lambda back, biases, slopes: numpy.maximum(0, back + biases),
        )
    ),
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
    *(
        mistake
        for (everywhere, once), functions in OF_WEIGHTS.items()
        for function in functions
        for mistake in (
            rarely(everywhere, changing("weights", partial(all_made_of, function=function))),
            rarely(
                once,
                changing_one("weights", partial(one_made_of, function=function)),
                partial(changed_by, function=function),
            ),
        )
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
    *(
        rarely(
            "masks-for-activations",
            changing("inputs", lambda net, mask=mask: [mask(net.inputs[0]), *net.slopes[1:]]),
        )
        for mask in (numpy.sign, lambda X: (X > 0) * 1.0)
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
    rarely("activations-reversed", changing("inputs", lambda net: net.inputs[::-1])),
    rarely(
        "activations-of-one-sample",
        changing("inputs", lambda net, sample: [of_sample(a, sample) for a in net.inputs]),
        samples,
    ),
    *(
        mistake
        for (everywhere, once), functions in OF_INPUTS.items()
        for function in functions
        for mistake in (
            rarely(everywhere, changing("inputs", partial(inputs_made_of, function=function))),
            rarely(
                once,
                changing_one("inputs", partial(input_made_of, function=function)),
                every_layer,
            ),
        )
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
    rarely("signals-reversed", collecting("WB", reversed_signal, top=0)),
    rarely("signals-reversed-in-weights", collecting("W", reversed_signal, top=0)),
    rarely(
        "signals-of-one-sample",
        lambda net, sample: collecting("WB", partial(signal_of_sample, sample=sample), top=0)(net),
        samples,
    ),
    *(rarely(name, biases_from(value)) for name, values in BIASES.items() for value in values),
    *(
        rarely(name, biases_of_units(value))
        for name, values in BIASES_OF_UNITS.items()
        for value in values
    ),
    rarely(
        "biases-of-one-sample",
        lambda net, sample: made_of("B", lambda net, enters, layer: enters[sample])(net),
        samples,
    ),
    rarely(
        "weights-of-one-sample",
        lambda net, sample: made_of("W", partial(product_of_sample, sample=sample))(net),
        samples,
    ),
    *(
        rarely(name, made_of("W", value))
        for name, values in OF_PRODUCTS.items()
        for value in values
    ),
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
    of_forward("no-relu", changing("activations", lambda net: (LINEAR,) * len(net.activations))),
    of_forward(
        "missing-relu",
        # Layer l of the weights ends in the activations A[l + 1]
        changing("activations", lambda net, layer: with_activation(net, layer, LINEAR)),
        hidden,
    ),
    of_forward(
        "relu-on-output",
        changing("activations", lambda net: (*net.activations[:-1], RELU)),
    ),
    *(
        of_forward(
            name,
            changing("activations", lambda net, other=other: (*net.activations[:-1], other)),
            never_in_pairs=True,
        )
        for name, other in (
            ("sigmoid-on-output", SIGMOID),
            ("tanh-on-output", TANH),
            ("other-on-output", Activation(abs, numpy.sign)),
            *(("other-on-output", leaky(off)) for off in OFF),
        )
    ),
    *(
        mistake
        for (everywhere, once), others in OTHER_ACTIVATIONS.items()
        for other in others
        for mistake in (
            of_forward(everywhere, partial(all_activated, other=other), never_in_pairs=True),
            of_forward(once, partial(one_activated, other=other), hidden, never_in_pairs=True),
        )
    ),
    *(
        mistake
        for (everywhere, once), factor in (
            (("negated-biases", "negated-bias"), -1),
            (("biases-twice", "bias-twice"), 2),
        )
        for mistake in (
            of_forward(
                everywhere,
                changing("bias_factors", lambda net, by=factor: (by,) * len(net.B)),
                never_in_pairs=factor == 2,
            ),
            of_forward(
                once,
                changing(
                    "bias_factors",
                    lambda net, layer, by=factor: tuple(with_one([1] * len(net.B), layer, by)),
                ),
                every_layer,
                never_in_pairs=factor == 2,
            ),
        )
    ),
    of_forward("no-biases", changing("B", lambda net: [0 * b for b in net.B])),
    of_forward("missing-bias", changing_one("B", lambda net, layer: 0 * net.B[layer]), every_layer),
    *(
        of_forward(name, changing("X", lambda net, value=value: value(net.X)), never_in_pairs=True)
        for name, values in OF_X.items()
        for value in values
    ),
    # On the way back, with one output, these are the numbers of Y - T with all pairs
    of_forward(
        "targets-averaged",
        changing("T", lambda net: numpy.full(net.T.shape, net.T.mean())),
        never_in_pairs=True,
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
    of_forward(
        "relu-before-bias",
        changing("late_bias", lambda net: (True,) * (len(net.B) - 1) + (False,)),
    ),
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
