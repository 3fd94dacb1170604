"""The same weights in two layouts: as in exercises 1 and 2, and as in `nn.Linear`."""

from typing import Any

from figures.arrays import rows
from figures.colours import BLUE, INK, LINE, VERMILION
from figures.svg import Picture, written
from figures.unfolding import CannotBeDrawnError, Step, Unfolding

_CELL, _ROW, _LEFT, _HEAD = 60, 26, 66, 48  # in pixels
_MOST = 12  # rows or columns of which a picture can be read


def transposed(w: Any, unit: int = 0, name: str = "W[0]") -> Unfolding:
    """Draw the weights of a layer in both layouts, and frame those that lead to one unit.

    Parameters
    ----------
    w : (inputs, outputs) array
    unit : int, optional
        Whose weights are framed.
    name : str, optional
        Of the array.

    Returns
    -------
    Unfolding

    Raises
    ------
    CannotBeDrawnError
        A ValueError: if there is no such unit, or more weights than can be drawn.
    """
    weights = rows(w, name)
    inputs, outputs = len(weights), len(weights[0])
    if max(inputs, outputs) > _MOST:
        raise CannotBeDrawnError(
            f"{name} has the shape {(inputs, outputs)}: up to {_MOST} can be drawn."
        )
    if unit not in range(outputs):
        raise CannotBeDrawnError(
            f"{name} leads to the units 0 to {outputs - 1}; there is no unit {unit}."
        )
    ours = (name, weights, "input", "unit")
    theirs = ("weight", [list(column) for column in zip(*weights, strict=True)], "unit", "input")
    return Unfolding(
        [
            Step(name, "", "Its shape is (inputs, outputs).", (), (_drawn(*ours),)),
            Step(
                "Our layout",
                f"Which of these numbers lead to unit {unit}?",
                f"Column {unit}: one column per unit.",
                (),
                (_drawn(*ours, ("column", unit)),),
            ),
            Step(
                "The layout of nn.Linear",
                f"There the same numbers are row {unit}. Which shape has its array?",
                f"{(outputs, inputs)}: (outputs, inputs), one row per unit.",
                (),
                (_drawn(*ours, ("column", unit)), _drawn(*theirs, ("row", unit))),
            ),
        ]
    )


def _drawn(
    name: str,
    array: list[list[float]],
    down: str,
    across: str,
    framed: tuple[str, int] | None = None,
) -> Picture:
    """Draw an array, with a row or a column framed."""
    height, width = len(array), len(array[0])
    alternative = f"{name}, shape {(height, width)}, one row per {down}, one column per {across}."
    if framed:
        alternative += f" Framed: {framed[0]} {framed[1]}."
    drawing = Picture(_LEFT + _CELL * width + 12, _HEAD + _ROW * height + 12, alternative)
    drawing.text(drawing.width / 2, 14, f"{name} {(height, width)}", BLUE, bold=True)
    for j in range(width):
        drawing.text(_LEFT + _CELL * (j + 0.5), 36, f"{across} {j}", room=_CELL)
    for i, numbers in enumerate(array):
        y = _HEAD + _ROW * (i + 0.5)
        drawing.text(_LEFT - 34, y, f"{down} {i}", room=58)
        for j, number in enumerate(numbers):
            x = _LEFT + _CELL * (j + 0.5)
            drawing.box(x, y, _CELL, _ROW, "#ffffff", LINE)
            drawing.text(x, y, written(number), INK, room=_CELL - 4)
    if framed:
        _draw_frame(drawing, height, width, *framed)
    return drawing


def _draw_frame(drawing: Picture, height: int, width: int, kind: str, number: int) -> None:
    """Frame a row or a column."""
    row, rows = (number, 1) if kind == "row" else (0, height)
    column, columns = (0, width) if kind == "row" else (number, 1)
    x, y = _LEFT + _CELL * (column + columns / 2), _HEAD + _ROW * (row + rows / 2)
    drawing.box(x, y, _CELL * columns, _ROW * rows, "none", VERMILION, 4)
