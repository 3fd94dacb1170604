"""Mistakes in the forward pass of exercise 2: changes of the network itself.

The tables hold what people take for ReLU, and what they make of the inputs; `FORWARD` are the rows.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

import numpy

from checks.names.activations import ELU, GELU, OFF, SIGMOID, SILU, SOFTPLUS, TANH, bounded, leaky
from checks.names.mistakes import (
    changing,
    changing_one,
    every_layer,
    for_all_layers_or_one,
    forward_mistake,
    rare_forward_mistake,
    rows,
    rows_for_all_layers_or_one,
    squares,
    swappable,
    when,
    with_one,
)
from checks.networks import LINEAR, RELU, Activation, Network, linearised

OTHER_ACTIVATIONS: dict[tuple[str, str], tuple[Activation, ...]] = {
    ("sigmoids-for-relus", "sigmoids-for-relu"): (SIGMOID,),
    ("tanhs-for-relus", "tanhs-for-relu"): (TANH,),
    ("leaky-relus", "leaky-relu"): (*map(leaky, OFF), ELU),
    ("smooth-relus", "smooth-relu"): (GELU, SILU, SOFTPLUS),
    ("bounded-relus", "bounded-relu"): tuple(map(bounded, (1.0, 6.0, 2.0))),
    ("other-relus", "other-relu"): (
        Activation(abs, numpy.sign),
        Activation(lambda z: numpy.minimum(0, z), lambda z: 1.0 * (z < 0)),
        Activation(lambda z: -numpy.maximum(0, z), lambda z: -1.0 * (z > 0)),
        Activation(lambda z: numpy.maximum(0, -z), lambda z: -1.0 * (z < 0)),
        Activation(lambda z: z**2, lambda z: 2 * z),
        Activation(lambda z: z.clip(-1, 1), lambda z: 1.0 * (abs(z) < 1)),
        Activation(lambda z: 1.0 * (z > 0), numpy.zeros_like),
        Activation(numpy.sin, numpy.cos),
    ),
}
ON_OUTPUT: dict[str, tuple[Activation, ...]] = {
    "sigmoid-on-output": (SIGMOID,),
    "tanh-on-output": (TANH,),
    "other-on-output": (Activation(abs, numpy.sign), *map(leaky, OFF)),
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


# The changes


def activated(network: Network, layer: int | None = None, *, other: Activation) -> Network:
    """Give the units A[layer] another activation, or all hidden units."""
    *own, last = network.activations
    every = [other] * len(own) if layer is None else with_one(own, layer - 1, other)
    return replace(network, activations=(*every, last))


def on_output(activation: Activation) -> Callable:
    """Return a change that gives the outputs an activation."""
    return changing("activations", lambda net: (*net.activations[:-1], activation))


def with_bias_factor(network: Network, layer: int | None = None, *, factor: float) -> Network:
    """Multiply the bias of a layer, or all biases."""
    count = len(network.B)
    factors = [factor] * count if layer is None else with_one([1] * count, layer, factor)
    return replace(network, bias_factors=tuple(factors))


def swapping(*kinds: str) -> Callable:
    """Return a change by which two layers have exchanged their weights, biases, or both."""
    positions = {"W": "weight_positions", "B": "bias_positions"}

    def change(network: Network, layer: int, other: int) -> Network:
        order = list(range(len(network.W)))
        order[layer], order[other] = other, layer
        parts: dict[str, Any] = {kind: [getattr(network, kind)[n] for n in order] for kind in kinds}
        return replace(network, **parts | {positions[kind]: tuple(order) for kind in kinds})

    return change


# The rows; what a network is here, or its tangent, is called net


FORWARD = (
    *for_all_layers_or_one(
        ("no-relu", "missing-relu"),
        partial(activated, other=LINEAR),
        stage="forward",
        is_rare=False,
    ),
    forward_mistake("relu-on-output", on_output(RELU)),
    *rows(ON_OUTPUT, on_output, rare_forward_mistake),
    *rows_for_all_layers_or_one(
        OTHER_ACTIVATIONS, lambda other: partial(activated, other=other), stage="forward"
    ),
    *(
        mistake
        for names, factor, is_rare in (
            (("negated-biases", "negated-bias"), -1, False),
            (("biases-twice", "bias-twice"), 2, True),
        )
        for mistake in for_all_layers_or_one(
            names,
            partial(with_bias_factor, factor=factor),
            where=every_layer,
            stage="forward",
            is_rare=is_rare,
        )
    ),
    forward_mistake("no-biases", changing("B", lambda net: [0 * b for b in net.B])),
    forward_mistake(
        "missing-bias", changing_one("B", lambda net, layer: 0 * net.B[layer]), every_layer
    ),
    *rows(OF_X, lambda value: changing("X", lambda net: value(net.X)), rare_forward_mistake),
    # On the way back, with one output, these are the numbers of Y - T with all pairs
    rare_forward_mistake(
        "targets-averaged", changing("T", lambda net: numpy.full(net.T.shape, net.T.mean()))
    ),
    forward_mistake(
        "all-weights-transposed-forward",
        changing(
            "transposed",
            lambda net: tuple(at["layer"] for at in squares(linearised(net))),
        ),
        when(squares),
    ),
    forward_mistake(
        "weights-transposed-forward",
        changing("transposed", lambda net, layer: (*net.transposed, layer)),
        squares,
    ),
    forward_mistake("swapped-layers", swapping("W", "B"), swappable),
    forward_mistake("swapped-weights", swapping("W"), swappable),
    forward_mistake(
        "swapped-biases",
        swapping("B"),
        lambda net: [
            {"layer": layer, "other": other}
            for layer, other in combinations(range(len(net.weights)), 2)
            if net.weights[layer].shape[1] == net.weights[other].shape[1]
        ],
    ),
    forward_mistake(
        "relu-before-bias",
        changing("late_bias", lambda net: (True,) * (len(net.B) - 1) + (False,)),
    ),
)
