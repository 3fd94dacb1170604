"""The pictures of a walk through a small network: one per sample and step."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

from figures.colours import BLUE, HIDDEN_COLOUR, INK, LIGHT_SKY, LINE, OFF, SIGNAL, VERMILION
from figures.one_sample import Layers, OneSample
from figures.svg import Picture, Point, in_brackets, subscript, tag_size, written

Moment = tuple[str, int]
Segment = tuple[Point, Point]

# Where everything stands, in pixels
_HEAD, _PITCH, _PER_LINE = 26, 100, 40
_LEFT, _LAYERS, _LAST, _RIGHT = 24, 168, 156, 42  # two pictures side by side in JupyterLab
_BOX, _OUT, _TALL, _RADIUS = 96, 76, 44, 19
_ROUNDS = 4  # in which the numbers make room for each other
# Where on its line the number of a weight may stand, the middle first
_ALONG = sorted((n / 40 for n in range(5, 36)), key=lambda t: abs(t - 0.5))


class Sketches:
    """Draws the network with what is known of it at one moment of the walk.

    A moment is what happens, and in which layer; ``name`` says what a value is called.
    """

    def __init__(
        self,
        layers: Layers,
        states: list[OneSample],
        moments: list[Moment],
        name: Callable[..., str],
    ) -> None:
        self.layers, self.states, self.moments, self.name = layers, states, moments, name
        self.hidden = range(1, len(layers))
        # Where many lines cross, their numbers need more room
        self._crossing = max(len(weights) * len(weights[0]) for weights in layers)
        self._places = self._find_places()

    def at(self, moment: Moment) -> tuple[Picture, ...]:
        """Return the pictures of one moment."""
        if moment[0] == "sum":
            return (self._all_samples(),)
        return tuple(self._picture(number, moment) for number in range(len(self.states)))

    def _picture(self, number: int, moment: Moment) -> Picture:
        """Draw one sample at one moment."""
        state, now = self.states[number], self.moments.index(moment)
        known = set(self.moments[: now + 1])
        told = [f"x = {in_brackets(state.a[0])}", f"t = {written(state.target)}"]
        for what, layer in self.moments[: now + 1]:
            told += self._tell(state, what, layer)
        drawing = Picture(*self._size(), f"Sample {number}: {', '.join(told)}.")
        drawing.text(drawing.width / 2, 13, f"sample {number}", bold=True)
        by_weights = state.by_weights if ("weights", 0) in known else None
        self._draw_lines(drawing, moment, by_weights)
        self._draw_inputs(drawing, [written(x) for x in state.a[0]])
        for layer in self.hidden:
            self._draw_layer(drawing, state, layer, known, moment)
        self._draw_output(drawing, state, known, moment)
        return drawing

    def _tell(self, s: OneSample, what: str, layer: int) -> Iterator[str]:
        """Yield what a moment adds to the picture, in words."""
        values = {
            "into": ("z", s.z),
            "relu": ("a", s.a[1:]),
            "through": ("∂a", s.by_a),
            "stop": ("∂z", s.by_z),
        }
        if what == "network":
            yield from self._tell_weights(self.layers, "weights")
        elif what in values:
            letter, arrays = values[what]
            yield f"{self.name(letter, layer)} = {in_brackets(arrays[layer - 1])}"
        elif what == "output":
            yield f"y = {written(s.y)}"
        elif what == "signal":
            yield f"∂y = {written(s.by_y)}"
        elif what == "weights":
            yield from self._tell_weights(s.by_weights)

    def _tell_weights(self, layers: Layers, what: str = "∂ of the weights") -> Iterator[str]:
        for layer, units in enumerate(layers, start=1):
            for unit, numbers in enumerate(units):
                yield f"{what} to {self.name('z', layer, unit)} = {in_brackets(numbers)}"

    def _all_samples(self) -> Picture:
        """Draw the sums over all samples at the weights."""
        totals = _added([s.by_weights for s in self.states])
        told = ", ".join(self._tell_weights(totals))
        drawing = Picture(*self._size(), f"The network, summed over all samples: {told}.")
        drawing.text(drawing.width / 2, 13, "all samples", bold=True)
        self._draw_lines(drawing, ("sum", 0), totals)
        self._draw_inputs(drawing, [f"x{subscript(i)}" for i in range(len(self.layers[0][0]))])
        for layer in self.hidden:
            for unit in range(len(self.layers[layer - 1])):
                drawing.box(*self._at(layer, unit), _BOX, _TALL, HIDDEN_COLOUR, INK, 1, 10)
                drawing.text(*self._at(layer, unit), f"unit {unit}")
        drawing.box(*self._at(len(self.layers), 0), _OUT, _TALL, LIGHT_SKY, INK, 1, 10)
        drawing.text(*self._at(len(self.layers), 0), "y")
        return drawing

    def _size(self) -> tuple[int, int]:
        units = (len(self.layers[0][0]), *map(len, self.layers))
        height = _HEAD + max(_PITCH * max(units), _PER_LINE * self._crossing)
        return self._x(len(self.layers)) + _RIGHT, height

    def _x(self, layer: int) -> int:
        """Return where a column of units stands, from the inputs, 0, to the output."""
        gap = _LAYERS + min(260, 20 * max(0, self._crossing - 4))
        return _LEFT + gap * min(layer, len(self.hidden)) + _LAST * (layer == len(self.layers))

    def _at(self, layer: int, unit: int) -> Point:
        """Return the centre of a unit."""
        units = len(self.layers[layer - 1]) if layer else len(self.layers[0][0])
        return self._x(layer), _HEAD + (self._size()[1] - _HEAD) * (unit + 0.5) / units

    def _draw_lines(self, drawing: Picture, moment: Moment, by_weights: Layers | None) -> None:
        """Draw the weights, those that work at a moment in colour, and their derivatives."""
        what, at = moment
        tags = []
        for layer, weights in enumerate(self.layers, start=1):
            active = {"into": (BLUE, at), "output": (BLUE, at), "through": (VERMILION, at + 1)}
            colour, works = active.get(what, (LINE, None))
            for unit, source in product(range(len(weights)), range(len(weights[0]))):
                derivative = by_weights[layer - 1][unit][source] if by_weights else 0.0
                paint = colour if works == layer else VERMILION if derivative else LINE
                ends = self._ends(layer, source, unit)
                drawing.line(ends, paint, 1 + 2 * (works == layer) + bool(derivative))
                lines = [written(weights[unit][source])]
                if by_weights:
                    lines.append(_derivative(derivative))
                tags.append((self._places[layer, source, unit], lines))
        for place, lines in tags:
            drawing.tag(*place, lines, (INK, SIGNAL)[: len(lines)])

    def _ends(self, layer: int, source: int, unit: int) -> Segment:
        """Return where the line of a weight begins and ends."""
        (x1, y1), (x2, y2) = self._at(layer - 1, source), self._at(layer, unit)
        x1 += _RADIUS if layer == 1 else _BOX / 2
        return (x1, y1), (x2 - (_OUT if layer == len(self.layers) else _BOX) / 2, y2)

    def _find_places(self) -> dict[tuple, Point]:
        """Return where the number of each weight stands: on its line, alone if possible."""
        found: dict[tuple, Point] = {}
        for layer, weights in enumerate(self.layers, start=1):
            keys = list(product([layer], range(len(weights[0])), range(len(weights))))
            numbers = [s.by_weights[layer - 1] for s in self.states]
            texts = [_derivative(n) for rows in numbers for row in rows for n in row]
            size = tag_size([max(texts, key=len), ""])
            found |= _spread({key: self._ends(*key) for key in keys}, size)
        return found

    def _draw_inputs(self, drawing: Picture, texts: list[str]) -> None:
        for unit, text in enumerate(texts):
            x, y = self._at(0, unit)
            drawing.disc(x, y, _RADIUS, LIGHT_SKY)
            drawing.text(x, y, text, room=2 * _RADIUS - 4)
            if text != f"x{subscript(unit)}":
                drawing.text(x, y - _RADIUS - 8, f"x{subscript(unit)}")

    def _draw_layer(
        self, drawing: Picture, s: OneSample, layer: int, known: set[Moment], moment: Moment
    ) -> None:
        """Draw the units of a hidden layer with what is known of them."""
        for unit, (z, a) in enumerate(zip(s.z[layer - 1], s.a[layer], strict=True)):
            x, y = self._at(layer, unit)
            off = ("relu", layer) in known and z <= 0
            active = moment[1] == layer and moment[0] in ("into", "relu", "stop")
            colour = OFF if off else HIDDEN_COLOUR
            drawing.box(x, y, _BOX, _TALL, colour, INK, 1 + 2 * active, 10)
            rows = [("z", z, ("into", layer)), ("a", a, ("relu", layer))]
            for shift, (letter, value, when) in zip((-9, 9), rows, strict=True):
                name = self.name(letter, layer, unit)
                shown = f"{name} = {written(value)}" if when in known else name
                drawing.text(x, y + shift, shown, room=_BOX - 6)
            if off:
                drawing.text(x, y - 31, "off")
            letter, signals = ("∂z", s.by_z) if ("stop", layer) in known else ("∂a", s.by_a)
            if ("through", layer) in known:
                told = f"{self.name(letter, layer, unit)} = {written(signals[layer - 1][unit])}"
                drawing.text(x, y + 32, told, SIGNAL, bold=True)
            if off and ("stop", layer) in known:
                drawing.line([(x + _BOX / 2 + 5, y - 22), (x + _BOX / 2 + 5, y + 22)], INK, 5)

    def _draw_output(
        self, drawing: Picture, s: OneSample, known: set[Moment], moment: Moment
    ) -> None:
        end = len(self.layers)
        x, y = self._at(end, 0)
        drawing.box(x, y, _OUT, _TALL, LIGHT_SKY, INK, 1 + 2 * (moment[1] == end), 10)
        shown = f"y = {written(s.y)}" if ("output", end) in known else "y"
        drawing.text(x, y - 9, shown, room=_OUT - 6)
        drawing.text(x, y + 9, f"t = {written(s.target)}", room=_OUT - 6)
        if ("signal", end) in known:
            drawing.text(x, y + 32, f"∂y = {written(s.by_y)}", SIGNAL, bold=True, room=80)


def _derivative(number: float) -> str:
    """Write a derivative with the few digits for which there is room."""
    return f"∂ {written(number, digits=3)}"


def _added(arrays: Sequence) -> Any:
    """Return the sum of nested lists, entry by entry."""
    if isinstance(arrays[0], float):
        return math.fsum(arrays)
    return [_added(entries) for entries in zip(*arrays, strict=True)]


def _spread(lines: dict[tuple, Segment], size: Point) -> dict[tuple, Point]:
    """Return a place on each line for a box of one size, such that the boxes stand alone."""
    placed: dict[tuple, Point] = {}
    for _ in range(_ROUNDS):
        for key in lines:
            boxes = [place for other, place in placed.items() if other != key]
            others = [line for other, line in lines.items() if other != key]
            placed[key] = min(
                _places_on(lines[key], size), key=lambda at: _crowd(at, size, boxes, others)
            )
    return placed


def _places_on(line: Segment, size: Point) -> list[Point]:
    """Return where on a line a box may stand without reaching into the units at its ends."""
    (x1, y1), (x2, y2) = line
    free = max(0.5 - (size[0] / 2 + 1) / (x2 - x1), 0)
    along = [t for t in _ALONG if abs(t - 0.5) <= free]
    return [(x1 + t * (x2 - x1), y1 + t * (y2 - y1)) for t in along]


def _crowd(at: Point, size: Point, boxes: list[Point], lines: list[Segment]) -> tuple[float, int]:
    """Return how much of a box is covered by others, and how many lines pass through it."""
    apart = (size[0] + 4, size[1] + 4)
    # Rounded, so that the last digit of a sum decides nothing
    covered = round(math.fsum(_overlap(at, box, apart) for box in boxes), 6)
    return covered, sum(_passes(line, at, size) for line in lines)


def _overlap(one: Point, two: Point, size: Point) -> float:
    """Return the area that two boxes of one size have in common."""
    sides = [max(0, side - abs(a - b)) for a, b, side in zip(one, two, size, strict=True)]
    return sides[0] * sides[1]


def _passes(line: Segment, at: Point, size: Point) -> bool:
    """Say whether a line from left to right passes through a box."""
    (x1, y1), (x2, y2) = line
    steep = (y2 - y1) / (x2 - x1)
    heights = [y1 + steep * (at[0] + side * size[0] / 2 - x1) for side in (-1, 1)]
    return min(heights) < at[1] + size[1] / 2 and max(heights) > at[1] - size[1] / 2
