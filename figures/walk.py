"""A walk through a small network, forward and back, with the numbers of every sample."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from figures.arrays import depth, flat, rows
from figures.one_sample import Layers, OneSample
from figures.sketches import Sketches
from figures.svg import factor, in_brackets, subscript, written
from figures.unfolding import CannotBeDrawnError, Step, Unfolding

_MOST = {"units in a layer": 6, "hidden layers": 3, "samples": 8}  # that a reader can follow


def walk(M: Any, to_output: Any, samples: Any, targets: Any) -> Unfolding:
    """Walk through a network of ReLU units with one linear output, forward and back.

    Every step asks a question, and unfolds to the answer: the formula with the numbers of each
    sample, and a picture. The network has no biases; a bias is the weight of one more input that
    is always 1.

    Parameters
    ----------
    M : (units, inputs) array
        Row ``j`` holds the weights of unit ``j``. A list of such arrays makes several hidden
        layers, up to three.
    to_output : (units,) array, or one row or column
        The weights from the (last) hidden layer to the output.
    samples : (inputs, samples) array
        One column per sample.
    targets : (samples,) array, or one row or column
        The error is the mean of the squared differences between output and target.

    Returns
    -------
    Unfolding

    Raises
    ------
    CannotBeDrawnError
        A ValueError: if the shapes do not fit, if a number is missing, or if there is more than
        can be drawn.
    """
    layers = [rows(weights, name) for name, weights in _hidden(M)]
    layers.append(rows([flat(to_output, "to_output")], "to_output"))
    columns = rows(samples, "samples")
    wanted = rows([flat(targets, "targets")], "targets")[0]
    _expect_fit(layers, columns, wanted)
    inputs = [list(column) for column in zip(*columns, strict=True)]
    states = [OneSample(layers, x, t, len(wanted)) for x, t in zip(inputs, wanted, strict=True)]
    return Unfolding(_Story(layers, states).steps())


def _hidden(M: Any) -> list[tuple[str, Any]]:
    """Return the hidden layers by their names: one array, or several in a list."""
    several = depth(M) == 3
    return [(f"M[{place}]", weights) for place, weights in enumerate(M)] if several else [("M", M)]


def _expect_fit(layers: Layers, columns: list[list[float]], targets: list[float]) -> None:
    """Raise a ValueError unless the arrays belong together, and can be drawn."""
    names = ["M"] if len(layers) == 2 else [f"M[{place}]" for place in range(len(layers) - 1)]
    names.append("to_output")
    source, units, meaning = "samples", len(columns), "rows, one per input"
    for name, layer in zip(names, layers, strict=True):
        if len(layer[0]) != units:
            kind = "numbers" if name == "to_output" else "columns"
            raise CannotBeDrawnError(
                f"{name} has {len(layer[0])} {kind}, and {source} has {units} {meaning}. "
                "They have to be as many."
            )
        source, units, meaning = name, len(layer), "rows, one per unit"
    if len(columns[0]) != len(targets):
        raise CannotBeDrawnError(
            f"samples has {len(columns[0])} columns, one per sample, and targets has "
            f"{len(targets)} numbers. They have to be as many."
        )
    counts = (max(len(columns), *map(len, layers)), len(layers) - 1, len(targets))
    for (what, most), count in zip(_MOST.items(), counts, strict=True):
        if count > most:
            raise CannotBeDrawnError(f"{count} {what} cannot be drawn: a walk takes up to {most}.")


class _Story:
    """The steps of a walk. A step is called ("into", 1) and the like, after what happens where."""

    def __init__(self, layers: Layers, states: list[OneSample]) -> None:
        self.layers, self.states = layers, states
        self.hidden = range(1, len(layers))
        forward = [(what, layer) for layer in self.hidden for what in ("into", "relu")]
        back = [(what, layer) for layer in reversed(self.hidden) for what in ("through", "stop")]
        end = len(layers)
        self.moments = [("network", 0), *forward, ("output", end), ("error", end)]
        self.moments += [("signal", end), *back, ("weights", 0), ("sum", 0)]

    def name(self, letter: str, layer: int, unit: int | None = None) -> str:
        """Return what a value is called: with its layer if there are several, and its unit."""
        if layer == len(self.layers):
            return "∂y" if letter.startswith("∂") else "y"
        which = str(layer) * (len(self.hidden) > 1)
        return letter + which + ("" if unit is None else subscript(unit))

    def steps(self) -> list[Step]:
        """Return the steps."""
        sketches = Sketches(self.layers, self.states, self.moments, self.name)
        return [
            Step(*self._words(*moment), self._formulas(*moment), sketches.at(moment))
            for moment in self.moments
        ]

    def _words(self, what: str, layer: int) -> tuple[str, str, str]:
        """Return title, question and answer."""
        several = len(self.hidden) > 1
        units = f"the units of layer {layer}" if several else "the hidden units"
        relu = f"ReLU of layer {layer}" if several else "ReLU"
        onward = "y grows by that times the weight."
        if layer + 1 < len(self.layers):
            onward = f"So does the sum in each unit of layer {layer + 1}, times the weight."
        share = f" Each sample has a share of 1/{len(self.states)} in the mean."
        together = "both" if len(self.states) == 2 else "all"
        return {
            "network": ("The network", "", "The numbers on the lines are the weights."),
            "into": (
                f"Forward, into {units}",
                "What comes in?",
                "Each unit adds up its weighted inputs.",
            ),
            "relu": (
                f"Forward, through {relu}",
                "What goes out?",
                "A positive sum passes. Of any other comes 0: the unit is off.",
            ),
            "output": ("Forward, to the output", "What is y?", "A weighted sum, without ReLU."),
            "error": ("The error", "How large is it?", "The mean of the squared differences."),
            "signal": (
                "Back, at the output",
                "If y grows a little, by how many times as much does the error grow?",
                "This is ∂err/∂y, here written ∂y." + share * (len(self.states) > 1),
            ),
            "through": (
                f"Back, through the weights to {units}",
                "And if a unit passes on a little more?",
                onward,
            ),
            "stop": (
                f"Back, through {relu}",
                "And if a little more comes into a unit?",
                "A unit that is on passes it on. At one that is off, nothing changes: the bar.",
            ),
            "weights": (
                "The weights, sample by sample",
                "And if a weight grows a little?",
                "What it leads to grows by that times what comes in: input times signal.",
            ),
            "sum": (
                "The weights, all samples",
                f"And for {together} samples together?",
                "All samples use the same weights, so what they contribute adds up.",
            ),
        }[what]

    def _formulas(self, what: str, layer: int) -> tuple[str, ...]:
        """Return the formulas with the numbers, one line per sample or per unit."""
        if what == "error":
            squares = " + ".join(f"({written(s.y)} − {written(s.target)})²" for s in self.states)
            total = math.fsum((s.y - s.target) ** 2 for s in self.states) / len(self.states)
            return (f"err = ({squares}) / {len(self.states)} = {written(total)}",)
        if what == "sum":
            return tuple(self._sums())
        if what == "network":
            units = ((unit, self.layers[unit[0] - 1][unit[1]]) for unit in self._all_units())
            return ("; ".join(f"{self._to(*unit)}: {in_brackets(w)}" for unit, w in units),)
        make = getattr(self, f"_{what}")
        return tuple(
            f"sample {number}: {'; '.join(make(state, layer))}"
            for number, state in enumerate(self.states)
        )

    def _into(self, s: OneSample, layer: int) -> Iterator[str]:
        for unit, weights in enumerate(self.layers[layer - 1]):
            z = s.z[layer - 1][unit]
            name = self.name("z", layer, unit)
            yield f"{name} = {_products(weights, s.a[layer - 1])} = {written(z)}"

    _output = _into

    def _relu(self, s: OneSample, layer: int) -> Iterator[str]:
        for unit, (z, a) in enumerate(zip(s.z[layer - 1], s.a[layer], strict=True)):
            yield f"{self.name('a', layer, unit)} = max(0, {written(z)}) = {written(a)}"

    def _signal(self, s: OneSample, layer: int) -> Iterator[str]:
        shared = f" / {len(self.states)}" * (len(self.states) > 1)
        gap = f"({written(s.y)} − {factor(s.target)})"
        yield f"∂y = 2·{gap}{shared} = {written(s.by_y)}"

    def _through(self, s: OneSample, layer: int) -> Iterator[str]:
        for unit, signal in enumerate(s.by_a[layer - 1]):
            way = [weights[unit] for weights in self.layers[layer]]
            name = self.name("∂a", layer, unit)
            yield f"{name} = {_products(way, s.by_z[layer])} = {written(signal)}"

    def _stop(self, s: OneSample, layer: int) -> Iterator[str]:
        for unit, (z, signal) in enumerate(zip(s.z[layer - 1], s.by_z[layer - 1], strict=True)):
            on = "on" if z > 0 else "off"
            yield f"unit {unit} is {on}, {self.name('∂z', layer, unit)} = {written(signal)}"

    def _weights(self, s: OneSample, _: int) -> Iterator[str]:
        for layer, unit in self._all_units():
            signal, entering = s.by_z[layer - 1][unit], s.a[layer - 1]
            made = f"{factor(signal)}·{in_brackets(entering)}"
            yield f"{self._to(layer, unit)}: {made} = {in_brackets(s.by_weights[layer - 1][unit])}"

    def _sums(self) -> Iterator[str]:
        for layer, unit in self._all_units():
            rows = [s.by_weights[layer - 1][unit] for s in self.states]
            added = " + ".join(map(in_brackets, rows))
            result = f" = {in_brackets(map(math.fsum, zip(*rows, strict=True)))}" * (len(rows) > 1)
            yield f"{self._to(layer, unit)}: {added}{result}"

    def _all_units(self) -> list[tuple[int, int]]:
        """Return layer and number of all units that weights lead to."""
        return [(n, unit) for n, layer in enumerate(self.layers, 1) for unit in range(len(layer))]

    def _to(self, layer: int, unit: int) -> str:
        return f"to {self.name('z', layer, unit)}"


def _products(weights: Iterable[float], values: Iterable[float]) -> str:
    pairs = zip(weights, values, strict=True)
    return " + ".join(f"{factor(w)}·{factor(value)}" for w, value in pairs)
