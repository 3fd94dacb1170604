"""The gradient in the network."""

import numpy
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from figures.colours import BLUE, INK, OFF
from figures.drawing import (
    Drawing,
    default_style,
    draw_code,
    draw_scale,
    inch_axes,
    largest,
    to_colours,
)
from figures.network import (
    MARGIN,
    draw_first_weight,
    draw_network,
    extent,
    layer_name,
    layer_sizes,
    unit_names,
)

_FOOT, _HEAD = 1.0, 0.75  # the room below and above the units for the scale and the names


@default_style
def gradient_flow(
    W: list[numpy.ndarray],
    A: list[numpy.ndarray],
    Y: numpy.ndarray,
    DW: list[numpy.ndarray],
    DB: list[numpy.ndarray],
) -> Drawing:
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
        The gradient of the error of this sample alone. For a single sample, ``DB`` holds the
        signals: how the error changes with the pre-activations of the units.

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
        "the signals of its units with the gradient of its weights on the way back. Bars mark the "
        "units where a signal is stopped."
    )
    figure = Drawing(2 * width, height, alternative)

    values = [a.ravel() for a in [*A, Y]]
    _draw_forward(figure, inch_axes(figure, 0, 0, width, height), W, values, gap)
    off = [value == 0 for value in values[1:-1]]
    _draw_backward(figure, inch_axes(figure, width, 0, width, height), W, off, DW, DB, gap)
    return figure


def _draw_forward(
    figure: Drawing, axes: Axes, W: list[numpy.ndarray], values: list[numpy.ndarray], gap: float
) -> None:
    """Draw the activations, and the paths of the first weight."""
    sizes = layer_sizes(W)
    scale = largest(values)
    colours = [to_colours(value, scale) for value in values]
    marks = [unit_names(layer, sizes) for layer in range(len(sizes))]
    for layer in range(1, len(W)):
        colours[layer][values[layer] == 0] = to_rgba(OFF)
        marks[layer] = ["relu" if value else "×" for value in values[layer]]
    centres = draw_network(axes, W, gap, _FOOT, colours, marks)
    for layer, live in enumerate(live_paths(W, values)):
        segments = [(centres[layer][i], centres[layer + 1][j]) for i, j in numpy.argwhere(live)]
        axes.add_collection(LineCollection(segments, color=INK, linewidth=1.6, zorder=2))
    names = [layer_name(layer, len(sizes)) for layer in range(len(sizes))]
    _write_titles(axes, gap, "forward: the paths of W[0][0, 0]", names)
    draw_scale(figure, 0, axes.get_xlim()[1], scale, "activation of the unit (grey, ×: off)")


def _draw_backward(
    figure: Drawing,
    axes: Axes,
    W: list[numpy.ndarray],
    off: list[numpy.ndarray],
    DW: list[numpy.ndarray],
    DB: list[numpy.ndarray],
    gap: float,
) -> None:
    """Draw the signals, where they are stopped, and the gradient of the weights."""
    sizes, width = layer_sizes(W), axes.get_xlim()[1]
    scale = largest([*DW, *DB])
    colours = [to_colours(signal, scale) for signal in [numpy.zeros(sizes[0]), *DB]]
    marks = [unit_names(0, sizes)] + [[_sign(value) for value in signal] for signal in DB]
    for layer, units in enumerate(off, start=1):
        colours[layer][units] = to_rgba(OFF)
        marks[layer] = [
            "×" if is_off else mark for is_off, mark in zip(units, marks[layer], strict=True)
        ]
    centres = draw_network(axes, W, gap, _FOOT, colours, marks, [dw / scale for dw in DW])
    for layer, unit in stopped(W, off, DB):
        x, y = centres[layer][unit]
        axes.plot([x + 0.25] * 2, [y - 0.16, y + 0.16], color=INK, linewidth=4, zorder=4)
    own_width = 5 * abs(DW[0][0, 0]) / scale
    draw_first_weight(axes, centres, f"W[0][0, 0]: {DW[0][0, 0]:+.2f}", INK, own_width + 3)
    names = [f"$\\partial\\,$err$/\\partial Z_{layer}$" for layer in range(1, len(sizes) - 1)]
    names = ["X", *names, "$\\partial\\,$err$/\\partial Y$"]
    _write_titles(axes, gap, "backward: the gradient", names)
    legend = "dashed: negative" + ("; bar: stopped at a unit that is off" if off else "")
    axes.text(width / 2, 0.8, legend, ha="center", fontsize=9, color=INK)
    draw_scale(figure, width, width, scale, "signal of the unit, gradient of the weight")


def stopped(
    W: list[numpy.ndarray], off: list[numpy.ndarray], signals: list[numpy.ndarray]
) -> list[tuple[int, int]]:
    """Return the units that are off while something comes back to them: layer, from 1, and number.

    Which units are off is given for each hidden layer, and what the units pass on for all layers
    from the first hidden one on.
    """
    found = []
    for layer, units in enumerate(off, start=1):
        reached = ((W[layer] != 0) & (signals[layer] != 0)).any(axis=1)
        found += [(layer, int(unit)) for unit in numpy.flatnonzero(units & reached)]
    return found


def live_paths(W: list[numpy.ndarray], values: list[numpy.ndarray]) -> list[numpy.ndarray]:
    """Return which connections lie on paths from the first weight to the outputs; all units are on.

    The values are the activations of all layers for one sample, from the inputs to the outputs.
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


def _sign(value: float) -> str:
    return "0" if value == 0 else "+" if value > 0 else "−"


def _write_titles(axes: Axes, gap: float, title: str, names: list[str]) -> None:
    """Write the title, and a name above each layer."""
    height = axes.get_ylim()[1]
    x = MARGIN + gap * (len(names) - 1) / 2
    axes.text(x, height - 0.25, title, ha="center", fontsize=12, color=INK)
    for layer, name in enumerate(names):
        draw_code(axes, MARGIN + gap * layer, height - 0.55, name, color=BLUE, weight="bold")
