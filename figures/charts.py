"""The charts: the units and gradients of all samples, and the fit of a cubic."""

from collections.abc import Sequence
from itertools import cycle

import numpy
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from figures.colours import BLUE, FAINT, INK, ORANGE, VERMILION
from figures.drawing import Drawing, default_style


@default_style
def activity(A: list[numpy.ndarray], DW: list[numpy.ndarray], DB: list[numpy.ndarray]) -> Drawing:
    """Draw which hidden units are on for which sample, and the size of the gradient per layer.

    Parameters
    ----------
    A : list of numpy.ndarray
        The input of every layer, shape (samples, units) each; the first one is the data.
    DW, DB : lists of numpy.ndarray
        The gradient with respect to the weights and the biases.

    Returns
    -------
    Drawing

    Raises
    ------
    ValueError
        If there are no hidden layers.
    """
    if len(A) < 2:
        raise ValueError("A has only the data, no hidden layers; there are no units to draw.")
    alternative = (
        "A chart of which hidden units are on for which sample, and a bar chart of the norms of "
        "the gradient in each layer."
    )
    figure = Drawing(9.6, 4.2, alternative)
    left, right = _two_charts(figure)
    _draw_units(left, A[1:])
    _draw_norms(right, DW, DB)
    return figure


def _draw_units(axes: Axes, A: list[numpy.ndarray]) -> None:
    """Draw which units of the hidden layers are on."""
    on = numpy.hstack([a > 0 for a in A])
    units = [a.shape[1] for a in A]
    axes.pcolormesh(on, cmap=ListedColormap(["white", BLUE]), vmin=0, vmax=1, ec=FAINT, lw=0.5)
    axes.invert_yaxis()
    ends = numpy.cumsum(units)
    for end in ends[:-1]:
        axes.axvline(end, color=INK, linewidth=2)
    names = [f"A{layer}" for layer in range(1, len(A) + 1)]
    axes.set_xticks(ends - numpy.array(units) / 2, labels=names, family="monospace")
    axes.set_yticks(numpy.arange(len(on)) + 0.5, labels=range(len(on)), fontsize=9)
    axes.tick_params(length=0)
    axes.set(ylabel="sample", title="units that are on (blue) and off (white)")


def _draw_norms(axes: Axes, DW: list[numpy.ndarray], DB: list[numpy.ndarray]) -> None:
    """Draw the size of the gradient in each layer."""
    layers = numpy.arange(len(DW))
    for shift, name, arrays, style in (
        (-0.2, "DW", DW, {"color": VERMILION}),
        (0.2, "DB", DB, {"color": "white", "edgecolor": VERMILION, "hatch": "///"}),
    ):
        lengths = [numpy.linalg.norm(array) for array in arrays]
        axes.bar(layers + shift, lengths, width=0.36, label=f"{name}[l]", **style)
    axes.set_xticks(layers)
    axes.set(xlabel="layer l", ylabel="norm", title="size of the gradient")
    axes.set_ylim(top=1.15 * axes.get_ylim()[1])  # so that the legend stands above all bars
    axes.legend(frameon=False, loc="upper center", ncols=2)


@default_style
def cubic_fit(cubics: dict[int, tuple[float, ...]], losses: Sequence[float]) -> Drawing:
    """Draw cubics that were fitted to the sine, and the loss along the way.

    Parameters
    ----------
    cubics : dict
        The four coefficients (a, b, c, d) of a + b x + c x^2 + d x^3, by the number of steps
        after which they were reached.
    losses : sequence of float
        The loss at every step.

    Returns
    -------
    Drawing
    """
    alternative = (
        "The sine and the cubics fitted to it after several numbers of steps, and the curve of "
        "the loss over the steps."
    )
    figure = Drawing(9.6, 4, alternative)
    left, right = _two_charts(figure)
    left.set(xlabel="x", ylabel="y", xlim=(-numpy.pi, numpy.pi), ylim=(-3, 3))
    x = numpy.linspace(-numpy.pi, numpy.pi, 400)
    left.plot(x, numpy.sin(x), color="#bbbbbb", linewidth=6, label="sin x")
    # Line styles tell the curves apart in black-and-white print, too
    styles = [(BLUE, ":"), (ORANGE, "-."), (VERMILION, "--"), (INK, "-")]
    for (steps, coefficients), (colour, style) in zip(cubics.items(), cycle(styles)):
        cubic = numpy.polynomial.Polynomial(coefficients)
        left.plot(x, cubic(x), style, color=colour, linewidth=2, label=f"{steps} steps")
        if steps < len(losses):
            right.plot(steps, losses[steps], "o", color=colour, zorder=3)
    left.legend(frameon=False, loc="lower center")  # not where counting points finds the most room

    right.semilogy(losses, color=INK)
    right.set(xlabel="step", ylabel="loss")
    for axes in (left, right):
        axes.grid(color="#e5e5e5")
    return figure


def _two_charts(figure: Drawing) -> tuple[Axes, Axes]:
    """Return the axes of a large chart and a small one beside it."""
    # A layout engine would find such places, too, but only by drawing everything once more
    places = {"left": 0.06, "right": 0.99, "bottom": 0.125, "top": 0.92, "wspace": 0.2}
    return figure.subplots(1, 2, width_ratios=(3, 2), gridspec_kw=places)
