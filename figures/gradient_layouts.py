"""The gradient in the layouts of numpy and of `nn.Linear`."""

from typing import TYPE_CHECKING

import numpy
from matplotlib.patches import Rectangle

from figures.colours import INK, LINE
from figures.drawing import (
    DIVERGING,
    Drawing,
    default_style,
    draw_code,
    draw_scale,
    inch_axes,
    largest,
)

if TYPE_CHECKING:
    import torch


@default_style
def gradient_layouts(net: "torch.nn.Sequential") -> Drawing:
    """Draw the gradients as heat maps: above in numpy's layout, below in that of `nn.Linear`.

    Parameters
    ----------
    net : torch.nn.Sequential
        After ``backward()``. The gradients of its parameters have the shapes (outputs, inputs) and
        (outputs,); those above have the shapes (inputs, outputs) and (outputs,).

    Returns
    -------
    Drawing
    """
    below = [
        (f"net[{number}]\n{name}.grad", numpy.asarray(parameter.grad))
        for number, layer in enumerate(net)
        for name, parameter in layer.named_parameters()
    ]
    above = [
        (f"D{'BW'[array.ndim - 1]}[{place // 2}]", array.T)
        for place, (_, array) in enumerate(below)
    ]
    pairs = list(zip(above, below, strict=True))

    cell, gap = 0.19, 0.28  # in inches
    widths = [max(0.8, *(cell * _image(array).shape[1] for _, array in pair)) for pair in pairs]
    heights = [cell * max(_image(pair[row][1]).shape[0] for pair in pairs) for row in (0, 1)]
    needed = sum(widths) + gap * (len(pairs) + 1)
    width, height = max(needed, 4), sum(heights) + 2.3
    alternative = (
        "All gradients of weights and biases as heat maps, above in numpy's layout, below in that "
        "of nn.Linear, where those of the weights are transposed."
    )
    figure = Drawing(width, height, alternative)
    scale = largest([array for _, array in below])
    left = (width - needed) / 2 + gap
    for pair, column in zip(pairs, widths, strict=True):
        for (title, array), top in zip(pair, (height - 0.55, heights[1] + 0.85), strict=True):
            _heat_map(figure, array, title, scale, left + column / 2, top, cell)
        left += column + gap
    draw_scale(
        figure,
        width / 4,
        width / 2,
        scale,
        "gradient, dashes: negative; framed: what the first unit feeds",
    )
    return figure


def _image(array: numpy.ndarray) -> numpy.ndarray:
    return array.reshape(-1, 1) if array.ndim == 1 else array


def _heat_map(
    figure: Drawing,
    array: numpy.ndarray,
    title: str,
    scale: float,
    centre: float,
    top: float,
    cell: float,
) -> None:
    """Draw an array below ``top``, centred on ``centre``; all lengths are in inches."""
    rows, columns = _image(array).shape
    width, height = cell * columns, cell * rows
    axes = inch_axes(figure, centre - width / 2, top - height, width, height)
    # As rectangles: an image would be as wide as the last digit of its width says
    across, down = numpy.arange(columns + 1) * cell, height - numpy.arange(rows + 1) * cell
    axes.pcolormesh(across, down, _image(array), cmap=DIVERGING, vmin=-scale, vmax=scale)
    # Dashes show the sign in black-and-white print, too
    for row, column in numpy.argwhere(_image(array) < -scale / 50):
        x, y = (column + 0.5) * cell, height - (row + 0.5) * cell
        axes.plot([x - cell / 5, x + cell / 5], [y, y], color=INK, linewidth=0.8)
    axes.add_patch(Rectangle((0, 0), width, height, fill=False, edgecolor=LINE, clip_on=False))
    if array.ndim == 2:
        framed = (width, cell) if title.startswith("DW") else (cell, height)
        corner = (0, height - framed[1])
        axes.add_patch(Rectangle(corner, *framed, fill=False, edgecolor=INK, lw=2, clip_on=False))
    draw_code(axes, width / 2, height + 0.05, f"{title}\n{array.shape}", fontsize=9, va="bottom")
