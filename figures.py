"""The drawings of the exercise series.

Run as a program, this module writes ``net.svg.png``, the picture of the network.
"""

from itertools import cycle, pairwise
from pathlib import Path

import numpy
from matplotlib.figure import Figure

import utils

# From the palette of Okabe and Ito, which colour-blind readers can tell apart
BLUE, ORANGE, VERMILION, SKY = "#0072B2", "#E69F00", "#D55E00", "#56B4E9"
INK, LINE = "#222222", "#9a9a9a"

LAYER_GAP, UNIT_GAP, RADIUS = 1.6, 0.52, 0.19  # in inches


def network(W, B):
    """Draw a network of ReLU layers with a linear output: layers, units, connections, names.

    Parameters
    ----------
    W, B : lists of numpy.ndarray
        The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each, of
        one or more layers.

    Returns
    -------
    matplotlib.figure.Figure
    """
    sizes = [w.shape[0] for w in W] + [W[-1].shape[1]]
    width = LAYER_GAP * (len(sizes) - 1) + 1.6
    height = UNIT_GAP * max(sizes) + 1.28
    figure = Figure(figsize=(width, height), dpi=100, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()

    middle = 0.72 + UNIT_GAP * max(sizes) / 2
    centres = [_centres(layer, size, middle) for layer, size in enumerate(sizes)]
    _draw_connections(axes, centres)
    for layer, layer_centres in enumerate(centres):
        _draw_units(axes, layer_centres, _kind(layer, len(sizes)))
    _draw_first_weight(axes, centres)
    _label_activations(axes, sizes, height)
    _label_parameters(axes, W, B)
    return figure


def _centres(layer, size, middle):
    x = 0.8 + LAYER_GAP * layer
    return [(x, middle + UNIT_GAP * ((size - 1) / 2 - unit)) for unit in range(size)]


def _kind(layer, layers):
    if layer == 0:
        return "input"
    return "output" if layer == layers - 1 else "hidden"


def _draw_connections(axes, centres):
    for sources, targets in pairwise(centres):
        for source in sources:
            for target in targets:
                axes.plot(*zip(source, target, strict=True), color=LINE, linewidth=0.7, zorder=1)


def _draw_units(axes, centres, kind):
    colour = {"input": SKY, "hidden": "#FCE3AE", "output": SKY}[kind]
    # Units are drawn as markers, whose size is an area in points, so they stay round
    axes.scatter(
        *zip(*centres, strict=True),
        s=(2 * RADIUS * 72) ** 2,
        facecolor=colour,
        edgecolor=INK,
        linewidth=1.1,
        zorder=2,
    )
    for number, (x, y) in enumerate(centres):
        if kind == "hidden":
            _draw_relu(axes, x, y)
        else:
            name = f"$x_{number}$" if kind == "input" else f"$y_{number}$"
            if kind == "output" and len(centres) == 1:
                name = "$y$"
            axes.text(x, y, name, ha="center", va="center", fontsize=12, color=INK, zorder=3)


def _draw_relu(axes, x, y):
    bend = RADIUS * 0.6
    axes.plot(
        [x - bend, x, x + bend],
        [y - bend / 2, y - bend / 2, y + bend * 0.7],
        color=INK,
        linewidth=1.6,
        solid_capstyle="round",
        zorder=3,
    )


def _draw_first_weight(axes, centres):
    (x1, y1), (x2, y2) = centres[0][0], centres[1][0]
    axes.plot([x1, x2], [y1, y2], color=VERMILION, linewidth=2.4, zorder=1.5)
    axes.text(
        (x1 + x2) / 2,
        max((y1 + y2) / 2 + 0.1, y1 + RADIUS + 0.05),  # above the line and above the unit
        "W[0][0, 0]",
        ha="right",
        family="monospace",
        fontsize=9,
        color=VERMILION,
        weight="bold",
    )


def _label_activations(axes, sizes, height):
    for layer, size in enumerate(sizes):
        kind = _kind(layer, len(sizes))
        name = {"input": "X", "hidden": f"A{layer}", "output": "Y"}[kind]
        title = {"input": "inputs", "hidden": "ReLU", "output": "linear output"}[kind]
        x = 0.8 + LAYER_GAP * layer
        axes.text(x, height - 0.22, title, ha="center", fontsize=10, color=INK)
        axes.text(
            x,
            height - 0.42,
            f"{name} (N, {size})",
            ha="center",
            family="monospace",
            fontsize=10,
            color=BLUE,
            weight="bold",
        )


def _label_parameters(axes, W, B):
    for layer, (w, b) in enumerate(zip(W, B, strict=True)):
        axes.text(
            0.8 + LAYER_GAP * (layer + 0.5),
            0.32,
            f"W[{layer}] {w.shape}\nB[{layer}] {b.shape}",
            ha="center",
            va="center",
            family="monospace",
            fontsize=10,
            color=INK,
            linespacing=1.5,
        )


def cubic_fit(cubics):
    """Draw cubics that were fitted to the sine, and the sine.

    Parameters
    ----------
    cubics : dict
        The four coefficients (a, b, c, d) of a + b x + c x^2 + d x^3, by the number of steps
        after which they were reached.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(7, 4), dpi=100, facecolor="white", layout="constrained")
    axes = figure.add_subplot(xlabel="x", ylabel="y", xlim=(-numpy.pi, numpy.pi), ylim=(-3, 3))
    x = numpy.linspace(-numpy.pi, numpy.pi, 400)
    axes.plot(x, numpy.sin(x), color="#bbbbbb", linewidth=6, label="sin x")
    # Line styles tell the curves apart in print, too
    styles = [(BLUE, ":"), (ORANGE, "-."), (VERMILION, "--"), (INK, "-")]
    for (steps, coefficients), (colour, style) in zip(cubics.items(), cycle(styles)):
        cubic = numpy.polynomial.Polynomial(coefficients)
        axes.plot(x, cubic(x), style, color=colour, linewidth=2, label=f"{steps} steps")
    axes.grid(color="#e5e5e5")
    axes.legend(frameon=False)
    return figure


if __name__ == "__main__":
    path = Path(__file__).with_name("net.svg.png")
    network(*utils.getparams()).savefig(path)
    print(f"wrote {path.name}")
