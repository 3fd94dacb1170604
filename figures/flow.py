"""The gradient in the network."""

import numpy
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from figures.drawing import (
    BLUE,
    INK,
    OFF,
    Drawing,
    draw_code,
    draw_scale,
    inch_axes,
    largest,
    to_colours,
)
from figures.networks import (
    MARGIN,
    draw_first_weight,
    draw_network,
    extent,
    layer_name,
    layer_sizes,
    unit_names,
)

_FOOT, _HEAD = 0.75, 0.75  # the room below and above the units for the scale and the names


def gradient_flow(W, A, Y, DW, DB):
    """Draw one sample's way forward and, beside it, the way of its error backward.

    Parameters
    ----------
    W : list of numpy.ndarray
        The weights, shape (inputs, outputs) each.
    A : list of numpy.ndarray
        The input of every layer for the sample, shape (1, units) each.
    Y : numpy.ndarray
        The outputs for the sample, shape (1, outputs).
    DW, DB : lists of numpy.ndarray
        The gradient of the error of this sample alone. For a single sample, ``DB`` is the error
        signal that reaches the units.

    Returns
    -------
    Drawing
    """
    sizes = layer_sizes(W)
    gap = max(0.92, 1.8 / len(W))  # a shallow network is stretched to make room for the titles
    width, height = extent(sizes, gap)
    height += _FOOT + _HEAD
    alternative = (
        "The network twice, for one sample: the activations of its units on the way forward, and "
        "the error signals of its units with the gradient of its weights on the way back."
    )
    figure = Drawing(2 * width, height, alternative)

    values = [a.ravel() for a in [*A, Y]]
    marks = [unit_names(layer, sizes) for layer in range(len(sizes))]
    for layer in range(1, len(A)):
        marks[layer] = ["relu" if value else "×" for value in values[layer]]
    axes = inch_axes(figure, 0, 0, width, height)
    scale = largest(values)
    colours = [to_colours(value, scale) for value in values]
    for layer in range(1, len(A)):
        colours[layer][values[layer] == 0] = to_rgba(OFF)
    centres = draw_network(axes, W, gap, _FOOT, colours, marks)
    for layer, live in enumerate(live_paths(W, values)):
        segments = [(centres[layer][i], centres[layer + 1][j]) for i, j in numpy.argwhere(live)]
        axes.add_collection(LineCollection(segments, color=INK, linewidth=1.6, zorder=2))
    _name_layers(axes, sizes, gap, height, "forward: the paths of W[0][0, 0]")
    draw_scale(figure, 0, width, scale, "activation of the unit (grey, ×: off)")

    scale = largest([*DW, *DB])
    signals = [numpy.zeros(sizes[0]), *DB]
    marks = [marks[0]] + [[_sign(value) for value in signal] for signal in DB]
    axes = inch_axes(figure, width, 0, width, height)
    colours = [to_colours(signal, scale) for signal in signals]
    centres = draw_network(axes, W, gap, _FOOT, colours, marks, [dw / scale for dw in DW])
    own_width = 5 * abs(DW[0][0, 0]) / scale
    draw_first_weight(axes, centres, f"W[0][0, 0]: {DW[0][0, 0]:+.2f}", INK, own_width + 3)
    _name_layers(axes, sizes, gap, height, "backward: the gradient")
    draw_scale(figure, width, width, scale, "error signal of the unit, gradient of the weight")
    return figure


def live_paths(W, values):
    """Find the connections on the paths from the first weight to the outputs.

    Parameters
    ----------
    W : list of numpy.ndarray
        The weights, shape (inputs, outputs) each.
    values : list of numpy.ndarray
        The activations of all layers for one sample, from the inputs to the outputs.

    Returns
    -------
    list of numpy.ndarray
        dtype bool, shapes as in ``W``. A path is live if all its units are on.
    """
    on = [value != 0 for value in values[1:-1]] + [numpy.ones(len(values[-1]), bool)]
    live = [(w != 0) & units for w, units in zip(W, on, strict=True)]
    first = numpy.zeros_like(live[0])
    first[0, 0] = on[0][0]
    live[0] = first
    for layer in range(1, len(W)):  # what the first weight reaches
        live[layer] &= live[layer - 1].any(axis=0)[:, None]
    for layer in range(len(W) - 1, 0, -1):  # what reaches the outputs
        live[layer - 1] &= live[layer].any(axis=1)
    return live


def _sign(value):
    return "0" if value == 0 else "+" if value > 0 else "−"


def _name_layers(axes, sizes, gap, height, title):
    x = MARGIN + gap * (len(sizes) - 1) / 2
    axes.text(x, height - 0.25, title, ha="center", fontsize=12, color=INK)
    for layer in range(len(sizes)):
        name = layer_name(layer, len(sizes))
        draw_code(axes, MARGIN + gap * layer, height - 0.55, name, color=BLUE, weight="bold")
