"""What a program has computed, beside what is right for the same network."""

import ast
import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from checks import waypoints
from checks.exercises import Exercise
from checks.instrumenting import FILLED, PARAMETERS, STORED, Line
from checks.lines.recognising import Known, recognised
from checks.lines.sources import Program
from checks.lines.syntax import every
from checks.matching import is_right
from checks.networks import Network, Place, by_place
from checks.tracing import Computed, Trace, number_or_array
from checks.truth import Truth

MOST_KEPT, LARGEST = 60_000, 20_000  # values, and entries of an array
# What only makes room for values, and what makes that or a copy
MAKING_ZEROS = ("zeros", "zeros_like", "empty", "empty_like", "full", "full_like", "zeroes")
MAKING = (
    *(*MAKING_ZEROS, "ones", "ones_like", "new_zeros"),
    *("clone", "copy", "array", "asarray"),
)


@dataclass
class Execution:
    """What a program has computed, in order; see `checks.tracing.Recorder`."""

    computed: list
    returns: list
    prints: list
    answer: object  # what the program has returned, or the exception that ended it
    last: Sequence = ()  # what was seen last
    called: Collection = ()  # the numbers of the parts and of the lines of what was called


def executed(program: Program, call: Callable) -> Execution:
    """Run a program, and return its `Execution`; see `checks.tracing.Trace.run`."""
    kept: list[Computed] = []
    defined = {node.name for part in program.parts for node in every(ast.FunctionDef, part.text)}

    def look(computed: Computed) -> None:
        # What a function of the program returns was computed within it
        if computed.operation in defined or len(kept) >= MOST_KEPT:
            return
        if isinstance(computed.value, float):
            kept.append(computed)
        elif computed.value.size <= LARGEST:
            kept.append(computed._replace(value=numpy.array(computed.value)))

    trace = Trace(program, look)
    answer = trace.run(call)
    called = {(trace.numbers[name], line) for name, line in trace.called}
    return Execution(kept, trace.returns, trace.prints, answer, tuple(trace.last), called)


class Observed:
    """The values of a program, and those of the network for which it ran."""

    def __init__(
        self, execution: Execution, exercise: Exercise, network: Network, forward: bool
    ) -> None:
        """Take what was computed, and whether the way forward is looked at, or that back."""
        self.execution, self.exercise, self.network = execution, exercise, network
        self.computed = execution.computed
        self.forward = forward
        # The tensors of exercise 2 are float32, all else is float64
        self.tolerance = 2e-5 if exercise.is_forward else 1e-9
        self.truth = Truth(network, ("error", "forward" if forward else "backward"))
        self.samples = len(network.T)
        tangent = self.truth.tangent
        self.right = (
            waypoints.forward_values(tangent) if forward else waypoints.backward_values(tangent)
        )
        self.given = waypoints.given(tangent)

    def known(self, arrays: Mapping) -> Known:
        """Know arrays, each sample, and each number."""
        return Known(arrays, self.tolerance, self.samples)

    def known_whole(self, arrays: Mapping) -> Known:
        """Know arrays, and each sample, but none of their numbers."""
        known = self.known(arrays)
        known.numbers = known.numbers[:0]
        return known

    def recognised_whole(
        self, computed: Sequence[Computed], value: numpy.ndarray, exactly: bool = False
    ) -> list[int]:
        """Return the numbers of what is a value, or one sample of it: exactly, or with a factor."""
        found = recognised(computed, self.known_whole({0: value}), exactly)
        return [int(n) for n in found.nonzero()[0]]

    def answer(self) -> dict[Place, numpy.ndarray]:
        """Return the arrays that the program has returned, by their places."""
        answer = self.execution.answer
        if not isinstance(answer, dict) or "DW" not in answer:
            return {}
        lists = answer["DW"], answer["DB"]
        layers = len(self.network.W)
        if any(len(entries) != layers for entries in lists):
            return {}
        return {p: a for p, a in by_place(*lists).items() if isinstance(a, numpy.ndarray)}

    def wrong_answers(self) -> list[Any]:
        """Return what the program has returned and is wrong, in backward order."""
        if not self.exercise.is_forward:
            return [array for array in self.wrong_arrays().values() if array.any()]
        returned = [value for _, value in self.execution.returns]
        if self.forward:
            tensors = map(number_or_array, returned[-1:])
            return [value for value in tensors if value is not None]
        # Of what functions on the way back return, PyTorch makes the gradients
        several = (value if type(value) in (tuple, list) else [value] for value in returned)
        seen = map(number_or_array, itertools.chain(*several))
        arrays = [array for array in seen if array is not None and numpy.size(array) > 1]
        known = self.known_whole(self.right | self.given)
        are_right = recognised([Computed(0, (), array) for array in arrays], known)
        return [array for array, right in zip(arrays, are_right, strict=True) if not right]

    def wrong_arrays(self) -> dict[Place, numpy.ndarray]:
        """Return the arrays of the answer that are wrong, by their places."""
        right = self.truth.right
        return {
            place: array
            for place, array in self.answer().items()
            if not is_right(array, right[place])
        }

    def pairs(self) -> list[Line]:
        """Return the lines that return two things, in their order."""
        pairs = (tuple, list)
        return [line for line, v in self.execution.returns if type(v) in pairs and len(v) == 2]

    def shown_line(self, one: Computed) -> Line:
        """Return the line of a value; in a helper that several lines call, the caller's line.

        Such a helper is taken to be right.
        """
        line = one.lines[0]
        calls = {c.lines[1] for c in self.computed if c.lines[0] == line and c.lines[1:]}
        return one.lines[1] if len(calls) > 1 else line

    def stored(self, value: Any) -> list[Computed]:
        """Return where a value was given another name, or a place in a list, in this order."""
        return [c for c in self.computed if c.operation == STORED and same(c.value, value)]

    def making(self, array: numpy.ndarray, turned: bool) -> list[Line]:
        """Return the lines that make an array, in their order, each once."""
        alike = [
            c for c in self.computed if same(c.value, array) or (turned and same(c.value, array.T))
        ]
        made = [c for c in alike if c.operation not in MAKING]
        if not array.any():
            # Where room was made for numbers tells nothing; where numbers came to nothing does
            made = [c for c in made if array.size > 1 and c.operands]
            made = [c for c in made if all(map(numpy.any, c.operands))]
        elif not made:
            # One number at a time
            largest = array.ravel()[abs(array).argmax()]
            made = [
                c for c in self.computed if c.operation not in PARAMETERS and same(c.value, largest)
            ][-1:]
        if made and made[0].operation == "reshape":
            # Which number stands where was decided when the numbers were filled in
            flat = numpy.ravel(made[0].value)
            filled = [c for c in self.computed if c.operation == FILLED]
            alike = [c for c in filled if c.value.ndim == 1 and same(c.value, flat)]
            made = alike[-1:] + made
        return list(dict.fromkeys(c.lines[0] for c in made))


def same(value: Any, array: numpy.ndarray) -> bool:
    """Say whether two values are the same but for axes of length 1."""
    value = numpy.asarray(value)
    return value.squeeze().shape == array.squeeze().shape and bool(
        numpy.allclose(value.squeeze(), array.squeeze(), rtol=1e-6, atol=0)
    )
