"""Pictures as SVG: the same bytes on every machine, and small enough to stand in a notebook."""

import math
from collections.abc import Iterable, Sequence

from figures.colours import INK, PAPER

Point = tuple[float, float]
SIZE = 13  # of the letters, in pixels
LETTER = 7.8  # the width of one, in monospace


class Picture:
    """A picture to which shapes are added, in pixels from its upper left corner.

    The alternative is what it shows, for those who cannot see it.
    """

    def __init__(self, width: float, height: float, alternative: str) -> None:
        self.width, self.height, self.alternative = width, height, alternative
        self._shapes: list[str] = []

    @property
    def source(self) -> str:
        """The picture as the text of an SVG file."""
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{self.width}' height='{self.height}' "
            f"viewBox='0 0 {self.width} {self.height}' font-family='monospace' "
            f"font-size='{SIZE}' text-anchor='middle' fill='{INK}'>"
            f"<rect width='{self.width}' height='{self.height}' rx='6' fill='{PAPER}'/>"
            f"{''.join(self._shapes)}</svg>"
        )

    @property
    def address(self) -> str:
        """The picture as the address of itself, to stand between double quotes."""
        coded = self.source
        for character in '%#<>&"':
            coded = coded.replace(character, f"%{ord(character):02X}")
        return f"data:image/svg+xml,{coded}"

    def text(
        self,
        x: float,
        y: float,
        text: str,
        colour: str = INK,
        bold: bool = False,
        room: float | None = None,
        anchor: str | None = None,
    ) -> None:
        """Write text around (x, y), pressed together if there is not enough room."""
        style = " font-weight='bold'" * bold + (f" text-anchor='{anchor}'" if anchor else "")
        if room and LETTER * len(text) > room:
            style += f" textLength='{_short(room)}' lengthAdjust='spacingAndGlyphs'"
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        place = f"x='{_short(x)}' y='{_short(y + 0.35 * SIZE)}'"
        self._shapes.append(f"<text {place} fill='{colour}'{style}>{text}</text>")

    def tag(self, x: float, y: float, lines: Sequence[str], colours: Sequence[str]) -> None:
        """Write lines of text on a ground of paper, across a line, around (x, y)."""
        width, height = tag_size(lines)
        self.box(x, y, width, height, PAPER)
        for n, (text, colour) in enumerate(zip(lines, colours, strict=True)):
            self.text(x, y + SIZE * (n - (len(lines) - 1) / 2), text, colour)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        edge: str = "none",
        thickness: float = 1,
        round_by: int = 0,
    ) -> None:
        """Draw a box around (x, y)."""
        place = f"x='{_short(x - width / 2)}' y='{_short(y - height / 2)}'"
        size = f"width='{_short(width)}' height='{_short(height)}'"
        shape = f"rx='{round_by}' fill='{colour}' stroke='{edge}' stroke-width='{thickness}'"
        self._shapes.append(f"<rect {place} {size} {shape}/>")

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a disc around (x, y)."""
        place = f"cx='{_short(x)}' cy='{_short(y)}' r='{radius}'"
        self._shapes.append(f"<circle {place} fill='{colour}' stroke='{INK}'/>")

    def line(
        self, points: Iterable[Point], colour: str, thickness: float, dashes: str = ""
    ) -> None:
        """Draw a line through points."""
        style = f" stroke-dasharray='{dashes}'" if dashes else ""
        stroke = f"stroke='{colour}' stroke-width='{thickness}'{style}"
        self._shapes.append(f"<path d='{_path(points)}' fill='none' {stroke}/>")

    def arrow(self, start: Point, end: Point, colour: str, thickness: float) -> None:
        """Draw a line from one point to another, with a head at its end."""
        self.line([start, end], colour, thickness)
        (x1, y1), (x2, y2) = start, end
        length = math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1))  # exact to the last digit
        dx, dy = 7 * (x2 - x1) / length, 7 * (y2 - y1) / length
        corners = [(x2, y2), (x2 - dx - dy / 2, y2 - dy + dx / 2)]
        corners.append((x2 - dx + dy / 2, y2 - dy - dx / 2))
        self._shapes.append(f"<path d='{_path(corners)}z' fill='{colour}'/>")


def tag_size(lines: Sequence[str]) -> tuple[float, float]:
    """Return the width and the height of the ground on which lines of text stand."""
    return LETTER * max(map(len, lines)) + 4, SIZE * len(lines) + 3


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _short(number: float) -> str:
    return f"{number + 0.0:.4g}"


def written(number: float, digits: int = 6) -> str:
    """Write a number with a few digits, a proper minus sign, and no "-0"."""
    return f"{float(number) + 0.0:.{digits}g}".replace("-", "−")


def factor(number: float) -> str:
    """Write a number as a factor, in brackets if it is negative."""
    return f"({written(number)})" if number < 0 else written(number)


def subscript(number: int) -> str:
    """Write a number below the line."""
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def in_brackets(numbers: Iterable[float]) -> str:
    """Write numbers in brackets."""
    return f"({', '.join(map(written, numbers))})"
