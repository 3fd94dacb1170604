"""The usual mistakes, as changes of the function whose gradient is computed.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the function, one row of the table `CATALOGUE`, which a reader can extend. What the student
reads of it stands in `checks.sentences` under the same name.
"""

from dataclasses import replace
from itertools import combinations

import numpy

from checks.ingredients import (
    Change,
    Mistake,
    all_alike,
    all_layers,
    all_like,
    all_ones,
    by_signal,
    exchanged,
    hidden,
    inverted,
    of_sample,
    pairs_alike,
    scaled,
    shifted,
    single_output,
    squares,
    swappable,
    tangent_of_root,
    transposed,
    with_input,
    with_one,
    with_slope,
    with_weight,
)
from checks.networks import linearised, mean_squared_error


def changes_of(tangent, stages):
    """Return all changes that a network admits at some stages, in the order of the catalogue.

    Parameters
    ----------
    tangent : Tangent
        That of the network.
    stages : sequence of str
        See `Mistake`.

    Returns
    -------
    list of Change
    """
    return [
        Change(mistake, layers)
        for mistake in CATALOGUE
        if mistake.stage in stages
        for layers in mistake.where(tangent)
    ]


def changed(network, tangent, changes):
    """Return the tangent of a network in which some mistakes are made; ``tangent`` is without."""
    forward = [change for change in changes if change.mistake.stage == "forward"]
    for change in forward:
        network = change.mistake.change(network, **change.layers)
    if forward:
        tangent = linearised(network)
    for change in changes:
        if change.mistake.stage != "forward":
            tangent = change.mistake.change(tangent, **change.layers)
    return tangent


ERROR = (
    Mistake("missing-factor-2", scaled(lambda tangent: 1 / 2), stage="error"),
    Mistake("sum-for-mean", scaled(lambda tangent: tangent.T.size), stage="error"),
    Mistake("mean-twice", scaled(lambda tangent: 1 / tangent.T.size), stage="error"),
    Mistake("wrong-sign", scaled(lambda tangent: -1), stage="error"),
    Mistake(
        "root-of-error",
        lambda tangent: replace(tangent, error=tangent_of_root(tangent)),
        lambda tangent: [{}] if tangent.error(tangent.Y, tangent.T) else [],
        stage="error",
    ),
    Mistake(
        "mean-before-square",
        lambda tangent: replace(
            tangent,
            error=lambda Y, T: (Y - T).mean(axis=(-2, -1)) ** 2,
        ),
        stage="error",
    ),
    Mistake(
        "targets-ignored",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, 0)),
        stage="error",
    ),
    Mistake(
        "output-for-error",
        lambda tangent: replace(tangent, error=lambda Y, T: Y.mean(axis=(-2, -1))),
        stage="error",
    ),
    Mistake(
        "error-not-differentiated",
        lambda tangent: replace(
            tangent, error=lambda Y, T: ((tangent.Y - T) ** 2 * Y).mean(axis=(-2, -1))
        ),
        stage="error",
    ),
    Mistake(
        "absolute-error",
        lambda tangent: replace(
            tangent, error=lambda Y, T: (numpy.sign(tangent.Y - T) * (Y - T)).mean(axis=(-2, -1))
        ),
        stage="error",
    ),
    Mistake(
        "targets-added",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, -T)),
        stage="error",
    ),
    Mistake("last-sample", lambda tangent: replace(tangent, error=of_sample(-1)), stage="error"),
    Mistake("first-sample", lambda tangent: replace(tangent, error=of_sample(0)), stage="error"),
    Mistake(
        "flat-targets",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, T.reshape(-1))),
        single_output,
        stage="error",
    ),
)

# ReLU on the way back
MASKS = (
    Mistake("missing-masks", lambda tangent: replace(tangent, slopes=all_ones(tangent.slopes))),
    Mistake(
        "missing-mask",
        lambda tangent, layer: with_slope(tangent, layer, numpy.ones_like(tangent.slopes[layer])),
        hidden,
    ),
    Mistake(
        "masks-one-layer-up",
        lambda tangent: replace(tangent, slopes=shifted(tangent.slopes, 1)),
    ),
    Mistake(
        "masks-one-layer-down",
        lambda tangent: replace(tangent, slopes=shifted(tangent.slopes, -1)),
    ),
    Mistake(
        "wrong-mask",
        lambda tangent, layer, other: with_slope(tangent, layer, tangent.slopes[other]),
        lambda tangent: pairs_alike(tangent.slopes),
    ),
    Mistake(
        "masks-of-one-layer",
        lambda tangent, other: replace(tangent, slopes=all_like(tangent.slopes, other)),
        all_alike,
    ),
    Mistake("inverted-masks", lambda tangent: replace(tangent, slopes=inverted(tangent.slopes))),
    Mistake(
        "inverted-mask",
        lambda tangent, layer: with_slope(tangent, layer, 1 - tangent.slopes[layer]),
        hidden,
    ),
    Mistake("activations-for-masks", lambda tangent: replace(tangent, slopes=tangent.inputs)),
    Mistake(
        "activation-for-mask",
        lambda tangent, layer: with_slope(tangent, layer, tangent.inputs[layer]),
        hidden,
    ),
    Mistake(
        "signals-for-masks",
        lambda tangent: by_signal(tangent, *range(1, len(tangent.weights))),
    ),
    Mistake("signal-for-mask", lambda tangent, layer: by_signal(tangent, layer), hidden),
)

# The weights on the way back
WEIGHTS = (
    Mistake(
        "all-weights-untransposed",
        lambda tangent: replace(tangent, weights=transposed(tangent.weights)),
    ),
    Mistake(
        "untransposed-weights",
        lambda tangent, layer: with_weight(tangent, layer, tangent.weights[layer].T),
        squares,
    ),
    Mistake(
        "skipped-weights",
        lambda tangent, layer: with_weight(tangent, layer, numpy.eye(len(tangent.weights[layer]))),
        squares,
    ),
    Mistake(
        "wrong-weights",
        lambda tangent, layer, other: with_weight(tangent, layer, tangent.weights[other]),
        lambda tangent: pairs_alike(tangent.weights),
    ),
)

# What the signals meet where the gradient is collected
INPUTS = (
    Mistake(
        "wrong-activation",
        lambda tangent, layer, other: with_input(tangent, layer, tangent.inputs[other]),
        lambda tangent: pairs_alike(tangent.inputs),
    ),
    Mistake(
        "activations-one-layer-up",
        lambda tangent: replace(tangent, inputs=shifted(tangent.inputs, 1)),
    ),
    Mistake(
        "activations-one-layer-down",
        lambda tangent: replace(tangent, inputs=shifted(tangent.inputs, -1)),
    ),
    Mistake("sums-for-activations", lambda tangent: replace(tangent, inputs=tangent.sums)),
)

# The sum over the samples
SAMPLES = (
    Mistake("weights-summed", lambda tangent: replace(tangent, weight_scale=len(tangent.Y))),
    Mistake("weights-averaged", lambda tangent: replace(tangent, weight_scale=1 / len(tangent.Y))),
    Mistake("biases-summed", lambda tangent: replace(tangent, bias_scale=len(tangent.Y))),
    Mistake("biases-averaged", lambda tangent: replace(tangent, bias_scale=1 / len(tangent.Y))),
)

# Where nothing comes through; last, because other mistakes can give zeros as well
CLOSED = (
    Mistake(
        "closed-mask",
        lambda tangent, layer: with_slope(tangent, layer, 0 * tangent.slopes[layer]),
        hidden,
    ),
)

FORWARD = (
    Mistake(
        "no-relu",
        lambda network: replace(network, relu=(False,) * len(network.relu)),
        stage="forward",
    ),
    Mistake(
        "missing-relu",
        # Layer l of the weights ends in the activations A[l + 1]
        lambda network, layer: replace(
            network, relu=tuple(with_one(network.relu, layer - 1, False))
        ),
        hidden,
        stage="forward",
    ),
    Mistake(
        "relu-on-output",
        lambda network: replace(network, relu=network.relu[:-1] + (True,)),
        stage="forward",
    ),
    Mistake(
        "no-biases",
        lambda network: replace(network, B=[0 * b for b in network.B]),
        stage="forward",
    ),
    Mistake(
        "missing-bias",
        lambda network, layer: replace(network, B=with_one(network.B, layer, 0 * network.B[layer])),
        all_layers,
        stage="forward",
    ),
    Mistake(
        "all-weights-transposed-forward",
        lambda network: replace(
            network,
            transposed=tuple(layers["layer"] for layers in squares(linearised(network))),
        ),
        lambda tangent: [{}] if squares(tangent) else [],
        stage="forward",
    ),
    Mistake(
        "weights-transposed-forward",
        lambda network, layer: replace(network, transposed=(*network.transposed, layer)),
        squares,
        stage="forward",
    ),
)

FORWARD += (
    Mistake(
        "swapped-layers",
        lambda network, layer, other: replace(
            network,
            W=exchanged(network.W, layer, other),
            B=exchanged(network.B, layer, other),
            weight_positions=tuple(exchanged(range(len(network.W)), layer, other)),
            bias_positions=tuple(exchanged(range(len(network.W)), layer, other)),
        ),
        swappable,
        stage="forward",
    ),
    Mistake(
        "swapped-weights",
        lambda network, layer, other: replace(
            network,
            W=exchanged(network.W, layer, other),
            weight_positions=tuple(exchanged(range(len(network.W)), layer, other)),
        ),
        swappable,
        stage="forward",
    ),
    Mistake(
        "swapped-biases",
        lambda network, layer, other: replace(
            network,
            B=exchanged(network.B, layer, other),
            bias_positions=tuple(exchanged(range(len(network.B)), layer, other)),
        ),
        lambda tangent: [
            {"layer": layer, "other": other}
            for layer, other in combinations(range(len(tangent.weights)), 2)
            if tangent.weights[layer].shape[1] == tangent.weights[other].shape[1]
        ],
        stage="forward",
    ),
    Mistake(
        "relu-before-bias",
        lambda network: replace(network, late_bias=network.relu),
        stage="forward",
    ),
)

# In a forward pass, these leave biases without a gradient
WITHOUT_BIAS = ("missing-bias", "no-biases")

# Factors, of which several can be there at once
SCALES = ("missing-factor-2", "sum-for-mean", "mean-twice", "wrong-sign")


def exclude_each_other(one, other):
    """Say whether two changes of the same ingredient could not both be seen, or are one."""
    if {one.mistake.name, other.mistake.name} <= {*SCALES, *(m.name for m in SAMPLES)}:
        return False
    for group in (ERROR, MASKS + CLOSED, WEIGHTS, INPUTS):
        if one.mistake in group and other.mistake in group:
            if group is ERROR:
                return not {one.mistake.name, other.mistake.name} & set(SCALES)
            layers = one.layers.get("layer"), other.layers.get("layer")
            return None in layers or layers[0] == layers[1]
    return False


CATALOGUE = ERROR + MASKS + WEIGHTS + INPUTS + SAMPLES + CLOSED + FORWARD
