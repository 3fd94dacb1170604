"""Mistakes in the error and its derivative, where the way back begins.

`with_error` takes another error, which exercise 2 can have as well; `with_signal` sends something
back that belongs to no error. The tables hold what people write in place of the mean of squares,
and `ERROR` the rows.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy

from checks.names.activations import OF_SIGMOID, OF_TANH, sigmoid
from checks.names.mistakes import (
    MistakeArguments,
    changing,
    error_mistake,
    is_of_both_signs,
    is_of_one_output,
    rare_error_mistake,
    rare_mistake,
    rows,
    when,
)
from checks.networks import Tangent, mean_squared_error

# `a * Y - b * T` is sent back, with unlike a and b, as in `2 * Y - T`: functions of T.size, which
# then divides both
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
# What is made of the outputs before the difference to the targets is taken
OF_OUTPUTS: dict[str, tuple[Callable, ...]] = {
    "other-outputs": (
        lambda Y: numpy.maximum(0, Y),
        sigmoid,
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
            lambda Y, T: sigmoid(Y) - T,
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
# The slope of an activation that is taken for one at the output, from the outputs twice
AT_OUTPUT: dict[str, tuple[Callable, ...]] = {
    "sigmoid-at-output": OF_SIGMOID[:2],
    "tanh-at-output": OF_TANH[:2],
    "output-at-output": (lambda z, outputs: outputs,),
}


# The changes


def parts_of_samples(tangent: Tangent) -> list[MistakeArguments]:
    """Return how many samples could be left of all, if it is not one."""
    return [{"count": count} for count in range(2, len(tangent.T))]


def with_factor(factor: Callable[[Tangent], float]) -> Callable:
    """Return a change that multiplies the gradient."""
    return changing("scale", lambda tangent: tangent.scale * factor(tangent))


def with_error(error: Callable) -> Callable:
    """Return a change to another error, from a tangent, outputs and targets."""
    return changing("error", lambda tangent: partial(error, tangent))


def root_of_error(tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray) -> numpy.ndarray:
    """Return the root of the error, as it changes near the outputs as they are."""
    root = tangent.error(tangent.Y, tangent.T) ** 0.5
    return root + (tangent.error(Y, T) - root**2) / (2 * root)


def of_loss(loss_and_slope: tuple[Callable, Callable]) -> Callable:
    """Return a change to another mean, of a function of outputs and targets with some slope."""
    loss, slope = loss_and_slope

    def error(tangent: Tangent, Y: numpy.ndarray, T: numpy.ndarray) -> numpy.ndarray:
        # As it changes near the outputs as they are
        slopes = slope(tangent.Y, T)
        return loss(tangent.Y, T).mean() + (slopes * (Y - tangent.Y)).mean(axis=(-2, -1))

    return with_error(error)


def of_some_samples(which: slice) -> Callable:
    """Return a change to what some of the samples contribute to the error."""
    return with_error(lambda net, Y, T: ((Y - T) ** 2)[..., which, :].sum(axis=(-2, -1)) / T.size)


def with_signal(value: Callable) -> Callable:
    """Return a change of what the outputs send back, from a tangent: N times as much."""

    def change(tangent: Tangent) -> Tangent:
        sent = value(tangent)
        return replace(tangent, error=lambda Y, T: (sent * Y).mean(axis=(-2, -1)))

    return change


def with_two_factors(factors: tuple[Callable, Callable]) -> Callable:
    """Return a change that sends back a difference whose two parts have factors of their own."""
    of_outputs, of_targets = factors
    return with_signal(lambda net: of_outputs(net.T.size) * net.Y - of_targets(net.T.size) * net.T)


def with_output_slope(slope: Callable) -> Callable:
    """Return a change that multiplies what is sent back by a slope of the output."""
    return with_signal(lambda tangent: 2 * (tangent.Y - tangent.T) * slope(tangent.Y, tangent.Y))


# The rows; what a network is here, or its tangent, is called net


ERROR = (
    error_mistake("missing-factor-2", with_factor(lambda net: 1 / 2)),
    error_mistake("sum-for-mean", with_factor(lambda net: net.T.size)),
    error_mistake("mean-twice", with_factor(lambda net: 1 / net.T.size)),
    error_mistake("wrong-sign", with_factor(lambda net: -1)),
    error_mistake(
        "root-of-error", with_error(root_of_error), when(lambda net: net.error(net.Y, net.T))
    ),
    *(
        error_mistake(
            "norm-of-differences",
            with_error(lambda net, Y, T, power=power: root_of_error(net, Y, T) * T.size**power),
            when(lambda net: net.error(net.Y, net.T)),
        )
        for power in (0.5, -0.5)  # of the sum of the squares, divided by their number or not
    ),
    error_mistake(
        "mean-before-square", with_error(lambda net, Y, T: (Y - T).mean(axis=(-2, -1)) ** 2)
    ),
    error_mistake("targets-ignored", with_error(lambda net, Y, T: mean_squared_error(Y, 0))),
    rare_mistake("outputs-ignored", with_signal(lambda net: -2 * net.T)),
    error_mistake("output-for-error", with_signal(lambda net: 1)),
    error_mistake("error-not-differentiated", with_signal(lambda net: (net.Y - net.T) ** 2)),
    error_mistake(
        "absolute-error",
        with_error(lambda net, Y, T: (numpy.sign(net.Y - T) * (Y - T)).mean(axis=(-2, -1))),
    ),
    *rows({"factor-of-one": FACTORS_OF_ONE}, with_two_factors),
    error_mistake("targets-added", with_error(lambda net, Y, T: mean_squared_error(Y, -T))),
    error_mistake("last-sample", of_some_samples(slice(-1, None))),
    error_mistake("first-sample", of_some_samples(slice(0, 1))),
    rare_error_mistake(
        "last-samples",
        lambda net, count: of_some_samples(slice(-count, None))(net),
        parts_of_samples,
    ),
    rare_error_mistake(
        "first-samples",
        lambda net, count: of_some_samples(slice(0, count))(net),
        parts_of_samples,
    ),
    error_mistake(
        "flat-targets",
        with_error(lambda net, Y, T: mean_squared_error(Y, T.reshape(-1))),
        when(is_of_one_output),
    ),
    rare_mistake(
        "mask-at-output",
        with_output_slope(lambda z, outputs: (outputs > 0) * 1.0),
        when(is_of_both_signs),
    ),
    rare_mistake("error-itself", with_signal(lambda net: net.error(net.Y, net.T) + 0 * net.Y)),
    *rows(SENT, lambda value: with_signal(lambda net: value(net.Y, net.T))),
    *rows(ERRORS, of_loss, rare_error_mistake),
    *rows(OF_OUTPUTS, lambda value: with_signal(lambda net: 2 * (value(net.Y) - net.T))),
    *rows(
        OF_TARGETS,
        lambda value: with_error(lambda net, Y, T: mean_squared_error(Y, value(T))),
        rare_error_mistake,
    ),
    rare_error_mistake(
        "sample-alone",
        lambda net, sample: of_some_samples(slice(sample, sample + 1))(net),
        lambda net: [{"sample": sample} for sample in range(1, len(net.T) - 1)],
    ),
    *rows(AT_OUTPUT, with_output_slope),
)
