"""Mistakes on the way back: at the units, from layer to layer, and in the weights that are passed.

`with_slopes` takes other slopes of the units, `with_steps` something else that becomes of what
comes back to them, `with_signals` something else that arrives at a layer. The tables hold what
people take for the slopes, the signals and the weights; `MASKS`, `TRAVELLING`, `WEIGHTS` and
`CLOSED` are the rows.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy

from checks.names.activations import OF_SIGMOID, OF_TANH, OFF, sigmoid, sigmoid_slope
from checks.names.mistakes import (
    Mistake,
    MistakeArguments,
    all_alike,
    all_like,
    biases_of,
    changing,
    changing_one,
    every_hidden_layer,
    for_all_layers_or_one,
    is_of_both_signs,
    is_of_one_output,
    made_of_another,
    of_sample,
    pairs_alike,
    rare_mistake,
    rows,
    rows_for_all_layers_or_one,
    samples,
    shifted,
    squares,
    when,
    with_one,
)
from checks.names.mistakes_in_collecting import collecting
from checks.networks import Place, Tangent, derivative, signal

THRESHOLDS = (0.01, 0.1, 0.5, 1.0, 2.0)
# What is taken for the slope of ReLU, from the pre-activations z and the activations a of a layer
SLOPES: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("sigmoid-slopes", "sigmoid-slope"): OF_SIGMOID,
    ("tanh-slopes", "tanh-slope"): OF_TANH,
    ("leaky-slopes", "leaky-slope"): tuple(
        (lambda z, a, off=off: numpy.where(z > 0, 1.0, off)) for off in OFF
    )
    + (lambda z, a: numpy.where(z > 0, 1.0, numpy.exp(numpy.minimum(z, 0))),),
    ("sums-for-masks", "sum-for-mask"): (lambda z, a: z,),
    ("masks-of-one-unit", "mask-of-one-unit"): (
        lambda z, a: numpy.broadcast_to(1.0 * (z[:, :1] > 0), z.shape),
        lambda z, a: numpy.broadcast_to(1.0 * (z[:, -1:] > 0), z.shape),
    ),
    ("signs-for-masks", "sign-for-mask"): (lambda z, a: numpy.where(z > 0, 1.0, -1.0),),
    ("masks-of-means", "mask-of-means"): (
        lambda z, a: numpy.ones_like(z) * (z.mean(axis=0) > 0),
        lambda z, a: numpy.ones_like(z) * (z > 0).mean(axis=0),
        lambda z, a: numpy.ones_like(z) * a.mean(axis=0),
    ),
    ("masks-with-threshold", "mask-with-threshold"): tuple(
        (lambda z, a, least=least: 1.0 * (z > least)) for least in THRESHOLDS
    ),
    ("masks-with-bound", "mask-with-bound"): tuple(
        (lambda z, a, most=most: 1.0 * ((z > 0) & (z < most))) for most in (1.0, 2.0, 6.0)
    ),
    ("other-slopes", "other-slope"): (
        lambda z, a: a**2,
        lambda z, a: 2 * a,
        lambda z, a: numpy.sqrt(a),
        lambda z, a: numpy.clip(a, 0, 1),
        lambda z, a: 1 - a,
        lambda z, a: 1 - z,
        lambda z, a: numpy.exp(z),
        lambda z, a: numpy.exp(-z),
        lambda z, a: sigmoid(z) * (1 + z * (1 - sigmoid(z))),
        lambda z, a: numpy.where(z > 0, 1 / numpy.where(z == 0, 1, z), 0),
        lambda z, a: abs(z),
    ),
}
# What becomes of what travels back, from that, the pre-activations z and the activations a
STEPS: dict[tuple[str, str], tuple[Callable, ...]] = {
    ("guided-signals", "guided-signal"): (lambda back, z, a: back * (back > 0) * (a > 0),),
    ("constants-where-off", "constant-where-off"): tuple(
        (lambda back, z, a, off=off: numpy.where(a > 0, back, off)) for off in (*OFF, 1.0)
    ),
    ("slopes-for-signals", "slope-for-signal"): (
        lambda back, z, a: (a > 0).astype(float),
        # Where the mean is taken later
        lambda back, z, a: (a > 0) / len(back),
    ),
    ("activations-for-signals", "activation-for-signal"): (
        lambda back, z, a: a,
        lambda back, z, a: a / len(back),
    ),
    ("slopes-of-signals-alone", "slope-of-signal-alone"): (
        lambda back, z, a: (back > 0).astype(float),
        lambda back, z, a: (back > 0) / len(back),
        lambda back, z, a: 1 - back**2,
        lambda back, z, a: sigmoid_slope(back),
    ),
    ("slopes-of-signals", "slope-of-signal"): (
        lambda back, z, a: back * (1 - back),
        lambda back, z, a: back**2 * (1 - back),
        lambda back, z, a: back * (1 - back**2),
        lambda back, z, a: back * sigmoid_slope(back),
        lambda back, z, a: back * back,
        lambda back, z, a: back * back * (a > 0),
    ),
    ("slopes-added", "slope-added"): (
        lambda back, z, a: back + (a > 0),
        lambda back, z, a: back + a,
        lambda back, z, a: back - a,
        lambda back, z, a: back - (a > 0),
    ),
    ("signs-lost-on-the-way", "sign-lost-on-the-way"): (
        lambda back, z, a: abs(back) * (a > 0),
        lambda back, z, a: abs(back),
    ),
    ("clipped-on-the-way", "clipped-at-units"): tuple(
        (lambda back, z, a, most=most: back.clip(-most, most) * (a > 0))
        for most in (0.01, 0.1, 0.5, 1.0, 5.0)
    ),
    ("units-alike", "units-of-layer-alike"): tuple(
        alike
        for one in (numpy.sum, numpy.mean, numpy.max)
        for alike in (
            lambda back, z, a, one=one: one(back, axis=1, keepdims=True) * (a > 0),
            lambda back, z, a, one=one: numpy.broadcast_to(
                one(back * (a > 0), axis=1, keepdims=True), back.shape
            ),
        )
    ),
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
# Weights of which one unit's stand for those of all others of a layer
ONE_UNIT: dict[str, tuple[Callable, ...]] = {
    "weights-of-one-unit": (
        lambda w: numpy.repeat(w[:1], len(w), axis=0),
        lambda w: numpy.repeat(w[-1:], len(w), axis=0),
        lambda w: numpy.repeat(w[:, :1], w.shape[1], axis=1),
        lambda w: numpy.repeat(w[:, :1].T, len(w), axis=0) if w.shape[1] in (1, len(w)) else w,
        lambda w: numpy.full(w.shape, w[0, 0]),
    ),
}
# What travels on from a layer in place of the signals, from what leaves its units and has entered
SENT_ON: dict[str, tuple[Callable, ...]] = {
    "weights-sent-back": (lambda leaves, enters: numpy.ones_like(leaves),),
    "activations-sent-back": (lambda leaves, enters: leaves, lambda leaves, enters: enters),
    "slopes-sent-back": (lambda leaves, enters: (leaves > 0) * 1.0,),
}
# What a unit gets back, from its activations, its outgoing weights, and the signals they lead to
OF_OWN: dict[str, tuple[Callable, ...]] = {
    "gradients-sent-back": (lambda own, w, enters: own * enters.sum(axis=1, keepdims=True),),
    "own-products-sent-back": (lambda own, w, enters: own * w.sum(axis=1),),
}


# The changes


def with_slopes(slope: Callable) -> Callable:
    """Return a change of the slopes of one layer, or from the last hidden one down to the first."""

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        for number in reversed(range(1, len(tangent.inputs))) if layer is None else [layer]:
            slopes = with_one(tangent.slopes, number, slope(tangent, number))
            tangent = replace(tangent, slopes=slopes)
        return tangent

    return change


def of_units(function: Callable) -> Callable:
    """Return slopes that follow from the pre-activations of units, and their activations."""
    return lambda tangent, layer: function(tangent.preactivations[layer], tangent.inputs[layer])


def stepped(tangent: Tangent, step: Callable, number: int) -> numpy.ndarray:
    """Return what passes the units of a layer; what comes back has all factors of the error."""
    back = tangent.scale * signal(tangent, number, enters=False)
    return step(back, tangent.preactivations[number], tangent.inputs[number]) / tangent.scale


def with_steps(step: Callable) -> Callable:
    """Return a change of what passes the units of one layer on its way back, or of all."""

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        signals = dict(tangent.signals)
        for number in range(1, len(tangent.inputs)) if layer is None else [layer]:
            signals[number - 1] = partial(stepped, step=step, number=number)
        return replace(tangent, signals=signals)

    return change


def handing_on(tangent: Tangent) -> list[MistakeArguments]:
    """Return the layers whose signal could be taken for that of those below them."""
    arrays = tangent.inputs
    return [
        {"other": other}
        for other in range(2, len(arrays))
        if len({array.shape for array in arrays[1 : other + 1]}) == 1
    ]


def with_signals(taken: Callable) -> Callable:
    """Return a change of what the layers below one take for their signal, or all but the last."""

    def change(tangent: Tangent, other: int | None = None) -> Tangent:
        signals = dict(tangent.signals)
        for layer in range(len(tangent.weights) - 1 if other is None else other - 1):
            signals[layer] = lambda tangent, layer=layer: taken(
                tangent, layer, layer + 1 if other is None else other
            )
        return replace(tangent, signals=signals)

    return change


def arriving(tangent: Tangent, layer: int, above: numpy.ndarray) -> numpy.ndarray:
    """Return what enters the units of a layer if something else came from the layer above it."""
    return signal(replace(tangent, signals={layer + 1: lambda _: above}), layer, enters=True)


def taken_above(value: Callable) -> Callable:
    """Return what arrives if something else than the signals travels on; see `SENT_ON`."""

    def taken(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
        leaves = [*tangent.inputs, tangent.Y][above + 1]
        enters = [*tangent.preactivations, tangent.Y][above + 1]
        return arriving(tangent, layer, value(leaves, enters))

    return taken


def added_up(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
    """Return what arrives if a sample finds what those before it have left there."""
    back = numpy.cumsum(signal(tangent, layer + 1, enters=False), axis=0)
    return tangent.slopes[layer + 1] * back


def summed(factor: Callable[[Tangent], float]) -> Callable:
    """Return what arrives if the gradient of the biases travels back, and not the signals."""

    def taken(tangent: Tangent, layer: int, above: int) -> numpy.ndarray:
        enters = signal(tangent, above, enters=True)
        whole = numpy.broadcast_to(factor(tangent) * enters.sum(axis=0), enters.shape)
        return arriving(tangent, layer, whole)

    return taken


def of_own_weights(tangent: Tangent, layer: int, above: int, value: Callable) -> numpy.ndarray:
    """Return what arrives if each unit gets something else back; see `OF_OWN`."""
    enters = signal(tangent, layer + 1, enters=True)
    return tangent.slopes[layer + 1] * value(
        tangent.inputs[layer + 1], tangent.weights[layer + 1], enters
    )


def with_output_signal(tangent: Tangent, layer: int, above: int, meet: Callable) -> numpy.ndarray:
    """Return what arrives if the signal of the output meets it once more at every layer."""
    back = signal(tangent, layer + 1, enters=False)
    return tangent.slopes[layer + 1] * meet(back, signal(tangent, len(tangent.weights) - 1, True))


def with_biases(
    tangent: Tangent, layer: int, above: int, meet: Callable, last: bool
) -> numpy.ndarray:
    """Return what arrives if biases come in: those of the layer, or, if ``last``, the one above."""
    if last:
        enters = signal(tangent, layer + 1, enters=True)
        return arriving(tangent, layer, meet(enters, biases_of(tangent, layer + 1), 1))
    back = signal(tangent, layer + 1, enters=False)
    return meet(back, biases_of(tangent, layer), tangent.slopes[layer + 1])


def masks_in_gradient_only(tangent: Tangent) -> Tangent:
    """Let what travels back pass all units, and collect the gradient as if it had not."""
    slopes = tangent.slopes
    masked = collecting(
        "WB", lambda tangent, layer: slopes[layer + 1] * signal(tangent, layer, enters=True)
    )
    return masked(replace(tangent, slopes=[numpy.ones_like(slope) for slope in slopes]))


def changed_by(tangent: Tangent, function: Callable) -> list[MistakeArguments]:
    """Return the hidden layers of whose weights a function makes others, but not only zeros."""
    made = [(at, tangent.weights[at["layer"]]) for at in every_hidden_layer(tangent)]
    return [at for at, w in made if function(w).any() and (function(w) != w).any()]


def all_alike_weights(tangent: Tangent, alike: Callable) -> list:
    """Let all units of a layer have the same weights on the way back."""
    first, *others = tangent.weights

    def of(weights: numpy.ndarray) -> numpy.ndarray:
        made = alike(weights)
        return numpy.broadcast_to(made[:, : weights.shape[1]], weights.shape)

    return [first, *map(of, others)]


def as_shares(tangent: Tangent, total: Callable) -> list:
    """Divide the weights on the way back by their sum, where it is not zero."""
    first, *others = tangent.weights
    return [first, *(w / numpy.where(total(w) == 0, 1, total(w)) for w in others)]


def with_gradients_for_weights(tangent: Tangent, layer: int | None = None) -> Tangent:
    """Let what travels back pass the gradient of weights in their place, in one layer or in all."""
    for number in reversed(range(1, len(tangent.weights))) if layer is None else [layer]:
        weights = derivative(tangent, Place("W", number))
        tangent = replace(tangent, weights=with_one(tangent.weights, number, weights))
    return tangent


def with_squares(function: Callable) -> Callable:
    """Return a change of the weights that are square, in one layer or in all."""

    def change(tangent: Tangent, layer: int | None = None) -> Tangent:
        layers = [at["layer"] for at in squares(tangent)] if layer is None else [layer]
        weights = [function(w) if n in layers else w for n, w in enumerate(tangent.weights)]
        return replace(tangent, weights=weights)

    return change


def without_weights(tangent: Tangent) -> Tangent:
    """Let what travels back pass no weights, but to all units from one alike."""
    first, *others = tangent.weights
    return replace(
        tangent,
        weights=[first, *(numpy.eye(*w.shape) if min(w.shape) > 1 else w**0 for w in others)],
    )


# The rows; what a network is here, or its tangent, is called net


MASKS = (
    *for_all_layers_or_one(
        ("missing-masks", "missing-mask"),
        with_slopes(lambda net, layer: numpy.ones_like(net.slopes[layer])),
        is_rare=False,
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
    *for_all_layers_or_one(
        ("inverted-masks", "inverted-mask"),
        with_slopes(lambda net, layer: 1 - net.slopes[layer]),
        is_rare=False,
    ),
    *for_all_layers_or_one(
        ("activations-for-masks", "activation-for-mask"),
        with_slopes(lambda net, layer: net.inputs[layer]),
        is_rare=False,
    ),
    *for_all_layers_or_one(
        ("signals-for-masks", "signal-for-mask"),
        with_slopes(lambda net, layer: (signal(net, layer, enters=False) > 0) * 1.0),
        is_rare=False,
    ),
    *rows_for_all_layers_or_one(SLOPES, lambda slope: with_slopes(of_units(slope))),
    *rows_for_all_layers_or_one(STEPS, with_steps),
    rare_mistake(
        "masks-of-one-sample",
        changing("slopes", lambda net, sample: [of_sample(slope, sample) for slope in net.slopes]),
        samples,
    ),
    rare_mistake(
        "mask-of-one-sample",
        changing_one("slopes", lambda net, layer, sample: of_sample(net.slopes[layer], sample)),
        lambda net: [at | of for at in every_hidden_layer(net) for of in samples(net)],
    ),
    rare_mistake(
        "masks-reversed",
        changing("slopes", lambda net: [net.slopes[0], *net.slopes[:0:-1]]),
        when(all_alike),
    ),
    # There is a layer above the last hidden one, too, and one below the first
    rare_mistake(
        "masks-one-layer-up",
        changing("slopes", lambda net: [*shifted(net.slopes, 1)[:-1], (net.Y > 0) * 1.0]),
        when(lambda net: is_of_one_output(net) and is_of_both_signs(net)),
    ),
    rare_mistake(
        "masks-one-layer-up",
        changing(
            "slopes", lambda net: [*shifted(net.slopes, 1)[:-1], numpy.ones_like(net.slopes[-1])]
        ),
    ),
)
TRAVELLING = (
    rare_mistake(
        "kept-signal",
        with_signals(
            lambda net, layer, other: arriving(net, layer, signal(net, other, enters=True))
        ),
        handing_on,
    ),
    rare_mistake(
        "kept-signal",
        with_signals(
            lambda net, layer, other: net.slopes[layer + 1] * signal(net, other, enters=False)
        ),
        handing_on,
    ),
    rare_mistake("summed-signals", with_signals(summed(lambda net: 1))),
    rare_mistake("summed-signals", with_signals(summed(lambda net: 1 / len(net.Y)))),
    rare_mistake("masks-in-gradient-only", masks_in_gradient_only),
    *rows(SENT_ON, lambda value: with_signals(taken_above(value))),
    *rows(OF_OWN, lambda value: with_signals(partial(of_own_weights, value=value))),
    rare_mistake("all-weights-skipped", without_weights),
    rare_mistake(
        "signal-of-output-everywhere",
        with_signals(
            lambda net, layer, above: (
                net.slopes[layer + 1] * signal(net, len(net.weights) - 1, enters=True)
            )
        ),
        when(is_of_one_output),
    ),
    rare_mistake("signals-added-up", with_signals(added_up)),
    *(
        rare_mistake(
            name, with_signals(partial(with_output_signal, meet=meet)), when(is_of_one_output)
        )
        for name, meet in (
            ("error-multiplied-again", numpy.multiply),
            ("error-added-again", numpy.add),
            # By the difference of Y and T alone
            ("error-multiplied-again", lambda back, sent: back * sent * sent.size / 2),
        )
    ),
    *(
        rare_mistake("biases-on-the-way", with_signals(partial(with_biases, meet=meet, last=last)))
        for last in (False, True)
        for meet in (
            lambda back, biases, slopes: (back + biases) * slopes,
            lambda back, biases, slopes: (back - biases) * slopes,
            lambda back, biases, slopes: back * biases * slopes,
            lambda back, biases, slopes: numpy.maximum(0, back + biases),
        )
    ),
)
WEIGHTS = (
    *for_all_layers_or_one(
        ("all-weights-untransposed", "untransposed-weights"),
        with_squares(numpy.transpose),
        where=squares,
        is_rare=False,
    ),
    Mistake("skipped-weights", with_squares(lambda w: numpy.eye(len(w))), squares),
    *rows(ONE_UNIT, lambda alike: changing("weights", partial(all_alike_weights, alike=alike))),
    *rows(
        {"shares-for-weights": (lambda w: w.sum(axis=0), lambda w: abs(w).sum(axis=0))},
        lambda total: changing("weights", partial(as_shares, total=total)),
    ),
    rare_mistake(
        "signals-kept-beside", with_squares(lambda w: w + numpy.eye(len(w))), when(squares)
    ),
    *made_of_another(
        "weights",
        OF_WEIGHTS,
        lambda function: partial(changed_by, function=function),
        first=1,
    ),
    *for_all_layers_or_one(
        ("gradients-for-weights", "gradient-for-weights"), with_gradients_for_weights
    ),
    Mistake(
        "wrong-weights",
        changing_one("weights", lambda net, layer, other: net.weights[other]),
        pairs_alike("weights"),
    ),
)
# Where nothing comes through; last, because other mistakes can give zeros as well
CLOSED = (
    Mistake(
        "closed-mask",
        changing_one("slopes", lambda net, layer: 0 * net.slopes[layer]),
        every_hidden_layer,
    ),
)
