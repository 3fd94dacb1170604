"""The usual mistakes, as changes of the function whose gradient is computed.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the function, one row of the table `CATALOGUE`, which a reader can extend. What the student
reads of it stands in `checks.sentences` under the same name.
"""

from dataclasses import replace
from itertools import combinations

import numpy

from checks import network_changes as of
from checks.network_changes import Change, Mistake
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


@numpy.errstate(all="ignore")
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
    Mistake("missing-factor-2", of.scaled(lambda tangent: 1 / 2), stage="error"),
    Mistake("sum-for-mean", of.scaled(lambda tangent: tangent.T.size), stage="error"),
    Mistake("mean-twice", of.scaled(lambda tangent: 1 / tangent.T.size), stage="error"),
    Mistake("wrong-sign", of.scaled(lambda tangent: -1), stage="error"),
    Mistake(
        "root-of-error",
        lambda tangent: replace(tangent, error=of.tangent_of_root(tangent)),
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
    Mistake("last-sample", lambda tangent: replace(tangent, error=of.of_sample(-1)), stage="error"),
    Mistake("first-sample", lambda tangent: replace(tangent, error=of.of_sample(0)), stage="error"),
    Mistake(
        "flat-targets",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, T.reshape(-1))),
        of.single_output,
        stage="error",
    ),
)

ERROR += (
    Mistake(
        "mask-at-output",
        of.with_output_slope(lambda sums, outputs: (outputs > 0) * 1.0),
        of.outputs_of_both_signs,
        rare=True,
    ),
    Mistake(
        "cross-entropy",
        lambda tangent: of.sent_back(tangent, lambda Y, T: (Y - T) / (Y * (1 - Y))),
        rare=True,
    ),
    Mistake(
        "cross-entropy",
        lambda tangent: of.sent_back(tangent, lambda Y, T: -T / Y),
        rare=True,
    ),
    Mistake(
        "error-itself",
        lambda tangent: of.sent_back(
            tangent, lambda Y, T: tangent.error(tangent.Y, T) * numpy.ones_like(Y)
        ),
        rare=True,
    ),
    *(
        Mistake(name, of.with_output_slope(slope), rare=True)
        for name, slopes in {
            "sigmoid-at-output": of.OF_SIGMOID[:2],
            "tanh-at-output": of.OF_TANH[:2],
            "output-at-output": (lambda sums, outputs: outputs,),
        }.items()
        for slope in slopes
    ),
)


def everywhere_or_once(all_layers, one_layer, changes):
    """Return the mistakes that are made at all hidden layers, and those at one of them."""
    for change in changes:
        yield Mistake(all_layers, change, rare=True)
        yield Mistake(one_layer, change, of.hidden, rare=True)


# ReLU on the way back
MASKS = (
    Mistake("missing-masks", lambda tangent: replace(tangent, slopes=of.all_ones(tangent.slopes))),
    Mistake(
        "missing-mask",
        lambda tangent, layer: of.with_slope(
            tangent, layer, numpy.ones_like(tangent.slopes[layer])
        ),
        of.hidden,
    ),
    Mistake(
        "masks-one-layer-up",
        lambda tangent: replace(tangent, slopes=of.shifted(tangent.slopes, 1)),
    ),
    Mistake(
        "masks-one-layer-down",
        lambda tangent: replace(tangent, slopes=of.shifted(tangent.slopes, -1)),
    ),
    Mistake(
        "wrong-mask",
        lambda tangent, layer, other: of.with_slope(tangent, layer, tangent.slopes[other]),
        lambda tangent: of.pairs_alike(tangent.slopes),
    ),
    Mistake(
        "masks-of-one-layer",
        lambda tangent, other: replace(tangent, slopes=of.all_like(tangent.slopes, other)),
        of.all_alike,
    ),
    Mistake("inverted-masks", lambda tangent: replace(tangent, slopes=of.inverted(tangent.slopes))),
    Mistake(
        "inverted-mask",
        lambda tangent, layer: of.with_slope(tangent, layer, 1 - tangent.slopes[layer]),
        of.hidden,
    ),
    Mistake("activations-for-masks", lambda tangent: replace(tangent, slopes=tangent.inputs)),
    Mistake(
        "activation-for-mask",
        lambda tangent, layer: of.with_slope(tangent, layer, tangent.inputs[layer]),
        of.hidden,
    ),
    Mistake(
        "signals-for-masks",
        lambda tangent: of.by_signal(tangent, *range(1, len(tangent.weights))),
    ),
    Mistake("signal-for-mask", lambda tangent, layer: of.by_signal(tangent, layer), of.hidden),
)

for names, slopes in {
    ("sigmoid-slopes", "sigmoid-slope"): of.OF_SIGMOID,
    ("tanh-slopes", "tanh-slope"): of.OF_TANH,
    ("leaky-slopes", "leaky-slope"): of.OF_LEAKY,
    ("sums-for-masks", "sum-for-mask"): (lambda sums, activations: sums,),
}.items():
    MASKS += tuple(everywhere_or_once(*names, map(of.with_slopes, slopes)))
for names, steps in {
    ("guided-signals", "guided-signal"): of.GUIDED,
    ("constants-where-off", "constant-where-off"): of.CONSTANT,
    ("slopes-for-signals", "slope-for-signal"): of.SLOPES_ALONE,
    ("slopes-of-signals", "slope-of-signal"): of.OF_SIGNALS,
}.items():
    MASKS += tuple(everywhere_or_once(*names, map(of.with_steps, steps)))
MASKS += (
    # There is a layer above the last hidden one, too, and one below the first
    Mistake(
        "masks-one-layer-up",
        lambda tangent: replace(
            tangent, slopes=[*of.shifted(tangent.slopes, 1)[:-1], (tangent.Y > 0) * 1.0]
        ),
        of.single_output_of_both_signs,
        rare=True,
    ),
    Mistake(
        "masks-one-layer-up",
        lambda tangent: replace(
            tangent,
            slopes=[*of.shifted(tangent.slopes, 1)[:-1], numpy.ones_like(tangent.slopes[-1])],
        ),
        rare=True,
    ),
)

# What travels back
TRAVELLING = (
    Mistake(
        "kept-signal",
        of.keep_signal,
        of.handing_on,
        rare=True,
    ),
    Mistake(
        "kept-signal",
        of.keep_back,
        of.handing_on,
        rare=True,
    ),
    Mistake("summed-signals", of.summed_signals(lambda tangent: 1), rare=True),
    Mistake("summed-signals", of.summed_signals(lambda tangent: 1 / len(tangent.Y)), rare=True),
    Mistake("masks-in-gradient-only", of.masks_in_gradient_only, rare=True),
)

# The weights on the way back
WEIGHTS = (
    Mistake(
        "all-weights-untransposed",
        lambda tangent: replace(tangent, weights=of.transposed(tangent.weights)),
    ),
    Mistake(
        "untransposed-weights",
        lambda tangent, layer: of.with_weight(tangent, layer, tangent.weights[layer].T),
        of.squares,
    ),
    Mistake(
        "skipped-weights",
        lambda tangent, layer: of.with_weight(
            tangent, layer, numpy.eye(len(tangent.weights[layer]))
        ),
        of.squares,
    ),
    Mistake(
        "wrong-weights",
        lambda tangent, layer, other: of.with_weight(tangent, layer, tangent.weights[other]),
        lambda tangent: of.pairs_alike(tangent.weights),
    ),
)

# What the signals meet where the gradient is collected
INPUTS = (
    Mistake(
        "wrong-activation",
        lambda tangent, layer, other: of.with_input(tangent, layer, tangent.inputs[other]),
        lambda tangent: of.pairs_alike(tangent.inputs),
    ),
    Mistake(
        "activations-one-layer-up",
        lambda tangent: replace(tangent, inputs=of.shifted(tangent.inputs, 1)),
    ),
    Mistake(
        "activations-one-layer-down",
        lambda tangent: replace(tangent, inputs=of.shifted(tangent.inputs, -1)),
    ),
    Mistake("sums-for-activations", lambda tangent: replace(tangent, inputs=tangent.sums)),
)

INPUTS += (
    Mistake(
        "activations-of-one-layer",
        lambda tangent, other: replace(tangent, inputs=of.all_like(tangent.inputs, other)),
        of.all_alike,
        rare=True,
    ),
    Mistake(
        "masks-for-activations",
        lambda tangent: replace(tangent, inputs=[tangent.inputs[0], *tangent.slopes[1:]]),
        rare=True,
    ),
    Mistake(
        "sum-for-activation",
        lambda tangent, layer: of.with_input(tangent, layer, tangent.sums[layer]),
        of.hidden,
        rare=True,
    ),
)

# How the gradient is collected
COLLECTING = (
    Mistake("gradients-before-masks", of.collecting("WB", of.before_mask), rare=True),
    Mistake(
        "gradient-before-mask",
        of.collecting("WB", of.before_mask),
        lambda tangent: of.hidden(tangent)[1:],  # nothing goes on from the first
        rare=True,
    ),
    *everywhere_or_once(
        "biases-before-masks", "bias-before-mask", [of.collecting("B", of.before_mask)]
    ),
    *everywhere_or_once(
        "weights-before-masks", "weight-before-mask", [of.collecting("W", of.before_mask)]
    ),
    *everywhere_or_once(
        "gradients-from-above", "gradient-from-above", [of.collecting("WB", of.from_above)]
    ),
    *everywhere_or_once(
        "biases-from-above", "bias-from-above", [of.collecting("B", of.from_above)]
    ),
    *(
        Mistake(name, of.biases_from(value), rare=True)
        for name, values in {
            "biases-from-weights": of.FROM_WEIGHTS,
            "biases-over-units": of.OVER_UNITS,
            "biases-over-all": of.OVER_ALL,
            "biases-of-one-sample": of.OF_ONE_SAMPLE,
        }.items()
        for value in values
    ),
    Mistake("sums-multiplied", of.of_sums, rare=True),
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
        lambda tangent, layer: of.with_slope(tangent, layer, 0 * tangent.slopes[layer]),
        of.hidden,
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
            network, relu=tuple(of.with_one(network.relu, layer - 1, False))
        ),
        of.hidden,
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
        lambda network, layer: replace(
            network, B=of.with_one(network.B, layer, 0 * network.B[layer])
        ),
        of.all_layers,
        stage="forward",
    ),
    Mistake(
        "all-weights-transposed-forward",
        lambda network: replace(
            network,
            transposed=tuple(layers["layer"] for layers in of.squares(linearised(network))),
        ),
        lambda tangent: [{}] if of.squares(tangent) else [],
        stage="forward",
    ),
    Mistake(
        "weights-transposed-forward",
        lambda network, layer: replace(network, transposed=(*network.transposed, layer)),
        of.squares,
        stage="forward",
    ),
)

FORWARD += (
    Mistake(
        "swapped-layers",
        lambda network, layer, other: replace(
            network,
            W=of.exchanged(network.W, layer, other),
            B=of.exchanged(network.B, layer, other),
            weight_positions=tuple(of.exchanged(range(len(network.W)), layer, other)),
            bias_positions=tuple(of.exchanged(range(len(network.W)), layer, other)),
        ),
        of.swappable,
        stage="forward",
    ),
    Mistake(
        "swapped-weights",
        lambda network, layer, other: replace(
            network,
            W=of.exchanged(network.W, layer, other),
            weight_positions=tuple(of.exchanged(range(len(network.W)), layer, other)),
        ),
        of.swappable,
        stage="forward",
    ),
    Mistake(
        "swapped-biases",
        lambda network, layer, other: replace(
            network,
            B=of.exchanged(network.B, layer, other),
            bias_positions=tuple(of.exchanged(range(len(network.B)), layer, other)),
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
    for group in (ERROR, MASKS + TRAVELLING + CLOSED, WEIGHTS, INPUTS, COLLECTING):
        if one.mistake in group and other.mistake in group:
            if group is ERROR:
                return not {one.mistake.name, other.mistake.name} & set(SCALES)
            layers = one.layers.get("layer"), other.layers.get("layer")
            return None in layers or layers[0] == layers[1]
    return False


CATALOGUE = ERROR + MASKS + TRAVELLING + WEIGHTS + INPUTS + COLLECTING + SAMPLES + CLOSED + FORWARD
