"""The slope of an error, and the line through two points that stands for it."""

import math
from collections.abc import Callable, Iterator, Sequence

from figures.colours import BLUE, INK, LINE, VERMILION
from figures.svg import Picture, Point, factor, written
from figures.unfolding import CannotBeDrawnError, Step, Unfolding

_WIDTH, _HEIGHT, _EDGE = 440, 250, 34  # of the picture and of its margin, in pixels
_POINTS = 80  # of the curve, on either side


def secant(
    error: Callable[[float], float],
    at: float,
    steps: Sequence[float],
    kinks: Sequence[float] = (),
    name: str = "w",
) -> Unfolding:
    """Draw an error over one parameter, and the central differences of several steps.

    Parameters
    ----------
    error : callable
        From the parameter to the error, both numbers.
    at : float
        The value of the parameter.
    steps : sequence of float
        How far to go up and down, one picture each.
    kinks : sequence of float, optional
        Where a unit switches on or off.
    name : str, optional
        Of the parameter.

    Returns
    -------
    Unfolding

    Raises
    ------
    CannotBeDrawnError
        A ValueError: if a step is not positive, or if the error is not finite somewhere on the way.
    """
    steps = [float(step) for step in steps]
    if not steps or min(steps) <= 0:
        raise CannotBeDrawnError(f"steps is {steps}; it has to hold positive numbers.")
    curve = _Curve(error, float(at), max(steps), [float(kink) for kink in kinks], name)
    start = Step(
        f"The error over {name}",
        "",
        f"How steep is it where {name} = {written(at)}?" + curve.about_kinks(),
        (),
        (curve.picture(),),
    )
    return Unfolding([start, *map(curve.step, steps)])


class _Curve:
    """An error over one parameter."""

    def __init__(
        self,
        error: Callable[[float], float],
        at: float,
        reach: float,
        kinks: list[float],
        name: str,
    ) -> None:
        self.error, self.at, self.kinks, self.name = error, at, kinks, name
        self.low, self.high = at - 1.15 * reach, at + 1.15 * reach
        self.points = [(x, self._value(x)) for x in self._grid()]
        heights = [y for _, y in self.points]
        self.bottom, self.top = min(heights), max(heights)

    def _grid(self) -> list[float]:
        """Return where the curve is drawn: at even distances, and at the kinks."""
        width = (self.high - self.low) / (2 * _POINTS)
        inside = [kink for kink in self.kinks if self.low < kink < self.high]
        return sorted([self.low + n * width for n in range(2 * _POINTS + 1)] + inside)

    def _value(self, x: float) -> float:
        value = float(self.error(x))
        if not math.isfinite(value):
            raise CannotBeDrawnError(f"The error is {value} where {self.name} = {written(x)}.")
        return value

    def about_kinks(self) -> str:
        """Return a sentence on where units switch, if they do."""
        if not self.kinks:
            return ""
        where = " and ".join(f"{self.name} = {written(kink)}" for kink in self.kinks)
        return f" At {where} a unit switches: there the curve has a kink."

    def step(self, step: float) -> Step:
        """Return the step of the story for one step of the parameter."""
        above, below = self._value(self.at + step), self._value(self.at - step)
        slope = (above - below) / (2 * step)
        across = [kink for kink in self.kinks if abs(kink - self.at) < step]
        answer = "The slope of the line through the two points."
        if across:
            answer += f" They lie on both sides of the kink at {written(across[0])}."
        formula = (
            f"({written(above)} − {factor(below)}) / (2·{written(step)}) = {written(slope)}",
        )
        return Step(
            f"A step of {written(step)} up and down",
            "What does the central difference say?",
            answer,
            formula,
            (self.picture(step, slope),),
        )

    def picture(self, step: float = 0.0, slope: float = 0.0) -> Picture:
        """Draw the curve; with a step, also the two points and the line through them."""
        told = f"The error over {self.name}, from {written(self.low)} to {written(self.high)}"
        if step:
            told += f"; the line through the points at {self.name} = {written(self.at - step)} and "
            told += f"{written(self.at + step)} has the slope {written(slope)}"
        drawing = Picture(_WIDTH, _HEIGHT, f"{told}.{self.about_kinks()}")
        self._draw_axes(drawing)
        drawing.line([self._place(*point) for point in self.points], BLUE, 3)
        if step:
            ends = [(x, self._value(x)) for x in (self.at - step, self.at + step)]
            drawing.line(self._through(*ends[0], slope), VERMILION, 2, dashes="7 4")
            for x, y in ends:
                drawing.disc(*self._place(x, y), 5, VERMILION)
        drawing.disc(*self._place(self.at, self._value(self.at)), 5, INK)
        return drawing

    def _draw_axes(self, drawing: Picture) -> None:
        bottom = _HEIGHT - _EDGE
        drawing.line([(_EDGE, 12), (_EDGE, bottom), (_WIDTH - 12, bottom)], LINE, 1.5)
        drawing.text(_EDGE + 6, 14, "error", anchor="start")
        drawing.text(_WIDTH - 24, bottom - 10, self.name)
        for value, label in [(self.at, ""), *((kink, " kink") for kink in self.kinks)]:
            if self.low < value < self.high:
                x, y = self._place(value, self._value(value))
                drawing.line([(x, bottom), (x, y)], LINE, 1, dashes="3 3")
                drawing.text(x, bottom + 14, f"{written(value)}{label}")

    def _through(self, x: float, y: float, slope: float) -> Iterator[Point]:
        """Return where a line through a point enters and leaves the picture."""
        for edge, border in ((self.low, self.bottom), (self.high, self.top)):
            border = border if slope > 0 else self.bottom + self.top - border
            reached = y + slope * (edge - x)
            if not self.bottom <= reached <= self.top:
                edge, reached = x + (border - y) / slope, border
            yield self._place(edge, reached)

    def _place(self, x: float, y: float) -> Point:
        """Return where a point of the curve stands in the picture."""
        right = (x - self.low) / (self.high - self.low)
        up = (y - self.bottom) / (self.top - self.bottom or 1)
        wide, tall = _WIDTH - _EDGE - 24, _HEIGHT - _EDGE - 36
        return _EDGE + 6 + right * wide, _HEIGHT - _EDGE - 12 - up * tall
