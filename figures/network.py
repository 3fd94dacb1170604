"""The network: its layers, units, connections and names."""

from collections.abc import Sequence

import numpy
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from figures.colours import BLUE, FAINT, HIDDEN_COLOUR, INK, INPUT_COLOUR, LINE, VERMILION
from figures.drawing import Drawing, default_style, draw_code, inch_axes, to_colours
from figures.svg import Point

MARGIN = 0.8  # from the edge of the picture to the centre of the outermost layers, in inches
_UNIT_GAP, _RADIUS = 0.52, 0.19  # in inches


@default_style
def network(W: list[numpy.ndarray], B: list[numpy.ndarray]) -> Drawing:
    """Draw a network of ReLU layers with a linear output: layers, units, connections, names.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each, of
        one or more layers.

    Returns
    -------
    Drawing
    """
    sizes = layer_sizes(W)
    gap = 1.6
    width, height = extent(sizes, gap)
    height += 1.28
    figure = Drawing(width, height, "The network: its layers, units, connections and names.")
    axes = inch_axes(figure, 0, 0, width, height)
    centres = draw_network(axes, W, gap, bottom=0.72)
    draw_first_weight(axes, centres, "W[0][0, 0]", VERMILION)

    for layer, size in enumerate(sizes):
        x = MARGIN + gap * layer
        name = layer_name(layer, len(sizes))
        title = {"X": "inputs", "Y": "linear output"}.get(name, "ReLU")
        axes.text(x, height - 0.22, title, ha="center", fontsize=10, color=INK)
        draw_code(axes, x, height - 0.42, f"{name} (N, {size})", color=BLUE, weight="bold")
    for layer, (w, b) in enumerate(zip(W, B, strict=True)):
        x = MARGIN + gap * (layer + 0.5)
        draw_code(axes, x, 0.4, f"W[{layer}] {w.shape}")
        draw_code(axes, x, 0.19, f"B[{layer}] {b.shape}")
    return figure


def draw_network(
    axes: Axes,
    W: list[numpy.ndarray],
    gap: float,
    bottom: float,
    colours: Sequence | None = None,
    marks: Sequence[Sequence[str]] | None = None,
    connections: list[numpy.ndarray] | None = None,
) -> list[list[Point]]:
    """Draw units and connections into axes whose units are inches; return the centres of the units.

    Of the weights, only the shapes count here. The units of a layer may have colours of their own,
    and marks, of which "relu" draws the graph of ReLU. Each connection may have a number between -1
    and 1, which is drawn as colour and width, dashed if negative, and faint if it is zero.
    """
    sizes = layer_sizes(W)
    marks = marks or [unit_names(layer, sizes) for layer in range(len(sizes))]
    middle = bottom + _UNIT_GAP * max(sizes) / 2
    centres = [
        [
            (MARGIN + gap * layer, middle + _UNIT_GAP * ((size - 1) / 2 - unit))
            for unit in range(size)
        ]
        for layer, size in enumerate(sizes)
    ]
    for layer in range(len(W)):
        values = connections[layer] if connections else None
        _draw_connections(axes, centres[layer : layer + 2], values)

    for layer, layer_centres in enumerate(centres):
        hidden = layer_name(layer, len(sizes)).startswith("A")
        # Units are drawn as markers, whose size is an area in points, so they stay round
        axes.scatter(
            *zip(*layer_centres, strict=True),
            s=(2 * _RADIUS * 72) ** 2,
            color=colours[layer] if colours else HIDDEN_COLOUR if hidden else INPUT_COLOUR,
            edgecolor=INK,
            linewidth=1.1,
            zorder=3,
        )
        for centre, mark in zip(layer_centres, marks[layer], strict=True):
            _draw_mark(axes, *centre, mark)
    return centres


def layer_sizes(W: list[numpy.ndarray]) -> list[int]:
    """Return the numbers of units of all layers, from the inputs to the outputs."""
    return [w.shape[0] for w in W] + [W[-1].shape[1]]


def extent(sizes: list[int], gap: float) -> tuple[float, float]:
    """Return the width and height in inches that the layers take."""
    return gap * (len(sizes) - 1) + 2 * MARGIN, _UNIT_GAP * max(sizes)


def layer_name(layer: int, layers: int) -> str:
    """Return the name of the array that holds the values of a layer."""
    return "X" if layer == 0 else "Y" if layer == layers - 1 else f"A{layer}"


def unit_names(layer: int, sizes: list[int]) -> list[str]:
    """Return what is written on the units of a layer unless other marks are given."""
    size = sizes[layer]
    name = layer_name(layer, len(sizes))
    if name == "X":
        return [f"$x_{unit}$" for unit in range(size)]
    if name == "Y":
        return ["$y$"] if size == 1 else [f"$y_{unit}$" for unit in range(size)]
    return ["relu"] * size


def _draw_connections(axes: Axes, centres: list[list[Point]], values: numpy.ndarray | None) -> None:
    below, above = centres
    segments = [(source, target) for source in below for target in above]
    colour = LINE if values is None else FAINT
    axes.add_collection(LineCollection(segments, color=colour, linewidth=0.7, zorder=1))
    if values is None:
        return
    values = values.ravel()
    axes.add_collection(
        LineCollection(
            segments,
            color=to_colours(values, 1),
            linewidth=5 * abs(values),
            # Dashes show the sign in black-and-white print, too
            linestyle=["--" if value < 0 else "-" for value in values],
            zorder=2,
        )
    )


def _draw_mark(axes: Axes, x: float, y: float, mark: str) -> None:
    if mark != "relu":
        axes.text(x, y, mark, ha="center", va="center_baseline", fontsize=12, color=INK, zorder=4)
        return
    bend = _RADIUS * 0.6
    axes.plot(
        [x - bend, x, x + bend],
        [y - bend / 2, y - bend / 2, y + bend * 0.7],
        color=INK,
        linewidth=1.6,
        solid_capstyle="round",
        zorder=4,
    )


def draw_first_weight(
    axes: Axes, centres: list[list[Point]], label: str, colour: str, linewidth: float = 2.4
) -> None:
    """Highlight the connection of the first weight, and write a label beside it."""
    (x1, y1), (x2, y2) = centres[0][0], centres[1][0]
    axes.plot([x1, x2], [y1, y2], color=colour, linewidth=linewidth, zorder=1.5)
    # Above the line and above the unit
    y = max((y1 + y2) / 2 + 0.1, y1 + _RADIUS + 0.05)
    draw_code(axes, (x1 + x2) / 2, y, label, ha="right", fontsize=9, color=colour, weight="bold")
