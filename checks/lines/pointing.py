"""Find the line of a mistake that has a name, by the values that the program computes.

A named mistake is a change of the network, and the changed network gives every value on the way,
not only the gradient. So the program runs once more, for a network of random numbers, and the line
is the first that computes a value of the mistaken network that the right one does not have.
"""

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import numpy

from checks import waypoints
from checks.exercises import Exercise, data_of
from checks.findings import Finding
from checks.lines.exchanges import MAKING_ZEROS
from checks.lines.made_of import MadeOf
from checks.lines.observed import MAKING, Observed, Values, same, values_of
from checks.lines.recognising import is_telling, recognised
from checks.lines.sources import Program
from checks.matching import close, factor_of
from checks.names import describing
from checks.names.agreeing import agrees
from checks.names.catalogue import FACTOR, ON_THE_WAY, SCALES, UPDATED
from checks.names.combining import combine
from checks.names.mistakes import Change, changed
from checks.names.mistakes_in_collecting import SAMPLES
from checks.names.mistakes_in_error import ERROR
from checks.names.mistakes_on_the_way_back import STEPS, with_gradients_for_weights
from checks.networks import Network
from checks.tracing import FILLED, PARAMETERS, READ, STORED, Computed, Line
from checks.waypoints import Arrays, Role

# What says that something is wrong, and not what was done
UNKNOWN = (
    *("unknown", "unknown-network", "made-of", "right-instead", "single-array", "wrong-shape"),
    "multiplied",
    *("unfinished", "missing", "not-two-lists", "not-numbers", "too-large"),
    *describing.NAMES,
)
# What is made of right values, whatever that is
OF_ORIGIN = ("parameters", "error-not-a-number", "number-for-weights", "rows-for-weights")
OF_SAMPLES = ("first-sample", "last-sample", "first-samples", "last-samples")
# Where numbers leave PyTorch, and what is said then
AWAY = ("item", "numpy", "detach", "tolist", "tensor", "as_tensor", "from_numpy", "float", "Tensor")
LEAVING = ("error-not-a-tensor", "no-graph", "not-in-graph", "not-recorded", "parameters-not-used")
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")


def looked_at(program: Program, exercise: Exercise, network: Network) -> "Pointing":
    """Run a program for a network of numbers that have nothing in common, and look for lines.

    The network says for how many layers, units and samples the program is made.
    """
    generic = waypoints.generic_network(network)
    values = values_of(program, lambda function: exercise.call(function, data_of(generic)))
    return Pointing(values, exercise, generic)


def says_what_was_done(findings: Sequence[Finding]) -> bool:
    """Say whether findings are mistakes whose values are known."""
    return not any(finding.name in UNKNOWN for finding in findings)


def pointed_at(
    values: Values, exercise: Exercise, network: Network, findings: Sequence[Finding]
) -> list[Line]:
    """Return the lines of what was found, the likeliest first.

    The values are those for a network of `checks.waypoints.generic_network`.
    """
    return Pointing(values, exercise, network).lines(findings)


class Pointing(Observed):
    """Looks for the lines of mistakes among the values of a program, backward or forward."""

    def __init__(self, values: Values, exercise: Exercise, network: Network) -> None:
        super().__init__(values, exercise, network)
        self.made_of = MadeOf(self)

    # Which rule is for which finding

    def lines(self, findings: Sequence[Finding]) -> list[Line]:
        """Return the lines of what was found, the likeliest first; none if values say nothing."""
        if not self.exercise.results:
            return self.of_printed()
        if not says_what_was_done(findings):
            return []
        every = [self.of(finding, findings) for finding in findings]
        # One line of each comes before another one of any
        return [line for some in zip_longest(*every) for line in some if line is not None]

    def of(self, finding: Finding, findings: Sequence[Finding]) -> list[Line]:
        """Return the lines of one finding of several, the likeliest first."""
        if finding.name in LEAVING and (leaving := self._leaving()):
            return leaving
        if finding.name in OF_SAMPLES and not self.forward:
            return self._of_repeated(self._changes(finding)[:1])
        if finding.name == "not-finite":
            return self._of_infinity()
        if finding.name == "zeros" and (beside := self._beside_zeros()):
            return beside
        if finding.name in OF_ORIGIN:
            return self.made_of.lines()
        rest = [other for other in findings if other.identifier != finding.identifier]
        others = [change for other in rest for change in self._changes(other)[:1]]
        for change in self._changes(finding):
            lines = self._of_change(change, others)
            if lines:
                return lines
        return self._of_error() if self.forward else self._of_answer(finding)

    # Beside the lines of a name

    def behind(self, line: Line) -> list[Line]:
        """Return the line that computes last what is called in a line, unless it gives slopes."""
        slopes = {role: array for role, array in self.right.items() if role[0] == "slope"}
        within = [c for c in self.computed if c.lines[1:2] == (line,)][-1:]
        are_right = recognised(within, self.known_whole(slopes))
        return [] if are_right.any() else [c.lines[0] for c in within]

    def taken(self) -> list[Line]:
        """Return the line that takes for the first wrong array what is right for something else."""
        return [
            line for array in self.wrong_answers()[:1] for line in self.made_of.handed_on(array)
        ]

    # The network in which the mistake is made

    def _changes(self, finding: Finding) -> list[Change]:
        """Return the changes that have the name of a finding, what explains the answer first."""
        name = self.case.finding
        alike = [c for c in self.case.changes if name(c).identifier == finding.identifier]
        if not alike:
            return [c for c in self._fitted() if name(c).identifier == finding.identifier]
        return sorted(alike, key=lambda change: not self._explains(change))

    @lru_cache(1)  # noqa: B019, one for a program
    def _fitted(self) -> list[Change]:
        """Return the changes with a number of their own."""
        answer = self.answer()
        if self.forward or not answer:
            return []
        fitted = {"factor", "rate", "number"}
        return [c for c in combine(answer, self.case) if fitted.intersection(c.layers)]

    def _explains(self, change: Change) -> bool:
        answer, tangent = self.answer(), self.case.changed((change,))
        return all(agrees(array, tangent, place, self.case) for place, array in answer.items())

    def _values(self, changes: Sequence[Change]) -> Arrays:
        tangent = changed(self.network, self.case.tangent, changes)
        if not self.forward:
            values = waypoints.backward(tangent)
            for change in changes:
                if change.mistake is UPDATED[1]:
                    rate = change.layers["rate"]
                    values |= {
                        ("updated", layer): tangent.weights[layer] - rate * values["sample", layer]
                        for layer in range(1, len(tangent.weights))
                    }
            return values
        network = self.network
        for change in changes:
            if change.mistake.stage == "forward":
                network = change.mistake.change(network, **change.layers)
        return waypoints.forward(network, tangent)

    # The first value that is of that network and not of the right one

    def _of_change(self, change: Change, others: Sequence[Change]) -> list[Line]:
        """Return the lines of one mistake, where others are made as well.

        The first value on the way that it changes says what to look for: of a factor, where that
        comes in; of a value that was not computed, the last right one before; of any other, the
        first that the mistaken network has and the right one has not.
        """
        right = self._values(others) if others else self.right
        wrong = self._values([*others, change])
        if change.mistake.change is with_gradients_for_weights:
            # These are right for something else
            wrong = {role: array for role, array in wrong.items() if role[0] != "through"}
        exactly = (
            change.mistake.name in SCALES
            or change.mistake in SAMPLES
            or change.mistake in (FACTOR, ON_THE_WAY)
        )
        if self.forward and change.mistake in ERROR and not exactly:
            return [*self._of_flattened(), *self._of_error()]
        role = self._first_difference(right, wrong, exactly)
        if role is None:
            return []
        computed = self.computed
        known_right = self.known(right | ({} if exactly else self.given))
        is_right = recognised(computed, known_right, exactly)
        is_wrong = recognised(computed, self.known(wrong), exactly) & ~is_right
        first = int(is_wrong.argmax()) if is_wrong.any() else None
        if change.mistake is ON_THE_WAY:
            lines = self._of_factor_on_the_way(change.layers["factor"])
            if lines:
                return lines
        if exactly:
            lines = self._of_factor(first, role, right, change.mistake.name == "wrong-sign")
            by_sample = first is not None and numpy.size(computed[first].value) < self.samples
            if change.mistake.name == "sum-for-mean" and lines:
                # Who adds up the samples may take the mean in the end
                late = self._of_answer(self.case.finding(change))
                again = [line for line in self._again(first) if line not in lines]
                lines[1:] = self.pairs()[-1:] if by_sample else (again or late)[:1]
            return lines
        constant = []
        if role[0] == "signal" and any(change.mistake.name in names for names in STEPS):
            constant = self._of_overwriting(role[1] + 1)
        if role[0] == "signal" and not constant:
            constant = self._of_constant(wrong[role])
        return constant or self._of_value(first, role, right, wrong, is_right, change)

    def _first_difference(self, right: Arrays, wrong: Arrays, exactly: bool) -> Role | None:
        """Return the first value on the way that is not as it should be."""
        for role, array in wrong.items():
            known = self.known({role: right[role]}) if role in right else None
            if known is None or array.shape != right[role].shape:
                return role
            if not is_telling(array) and array.size > 1:
                if not close(array, right[role]):
                    return role
            elif not known.holds(array.reshape(1, -1), exactly).all():
                return role
        return None

    # Values that are others, or that nothing uses

    def _of_value(
        self,
        first: int | None,
        role: Role,
        right: Arrays,
        wrong: Arrays,
        is_right: numpy.ndarray,
        change: Change,
    ) -> list[Line]:
        computed = self.computed
        if role[0].startswith("collected"):
            return self.made_of.lines()
        end = len(computed) if first is None else first
        slope = wrong[role] if role[0] == "slope" else None
        role = ("signal", role[1] - 1) if slope is not None else role
        role = ("back", role[1]) if role[0] == "through" else role
        lines = self._of_what_is_not_used(role, right, wrong, end)
        if lines and first is not None:
            return [*lines[:1], *self._of_call(first, is_right)]
        if not lines and slope is not None:
            lines = self._of_slope(slope, end)
        lines += self._of_omission(wrong.get(role), right, end)
        if role[0] in ("weights", "biases") and first is not None:
            # What one array is by chance, another one is not
            lines = self._of_call(first, is_right) + lines
        if first is not None and (not lines or self._serves_several(lines[-1])):
            if "times" not in change.layers:
                first = self.made_of.origins.of_computed(first)
            lines += self._of_call(first, is_right)
        return lines

    def _of_call(self, first: int, is_right: numpy.ndarray) -> list[Line]:
        """Return the line of a value, or that of the call if other calls compute right values."""
        computed = self.computed[first]
        elsewhere = any(
            is_right[number] and other.node == computed.node and other.call != computed.call
            for number, other in enumerate(self.computed[:first])
        )
        # The function is right where it was called before: what it was given is not
        return list(computed.lines[1::-1] if elsewhere else computed.lines[:2])

    def _serves_several(self, line: Line) -> bool:
        """Say whether a line belongs to a function that is called more than once."""
        calls = {c.call for c in self.computed if c.lines[0] == line and c.lines[1:]}
        return len(calls) > 1

    def _of_what_is_not_used(
        self, role: Role, right: Arrays, wrong: Arrays, end: int
    ) -> list[Line]:
        """Return the line that computes the right value last, which nothing uses then."""
        value = right.get(role)
        if value is None or not is_telling(value):
            return []
        elsewhere = {other: array for other, array in wrong.items() if other != role}
        if not self.forward:  # there, what is computed is not given
            elsewhere |= self.given
        if self.known(elsewhere).holds(value.reshape(1, -1), False).all():
            return []  # it is wanted for something else
        computed = self.computed[:end]
        found = self.recognised_whole(computed, value)
        whole = [n for n in found if numpy.size(computed[n].value) >= value.size]
        if not whole and len(found) < self.samples:
            return []  # it is there for some of the samples only
        last = computed[found[-1]]
        goes_on = any(later.call == last.call for later in self.computed[end : end + 1])
        # What a function returns is not used where it was called
        is_returned = not goes_on and self._serves_several(last.lines[0])
        return list(last.lines[1::-1] if is_returned else last.lines[:1])

    def _of_omission(self, value: numpy.ndarray | None, right: Arrays, end: int) -> list[Line]:
        """Return the line that computes a right value last which then stands for another one."""
        if value is None or not is_telling(value):
            return []
        if not self.known(right | self.given).holds(value.reshape(1, -1), False).all():
            return []
        found = self.recognised_whole(self.computed[:end], value)
        alike = [self.computed[number] for number in found]
        made = [n for n, c in enumerate(alike) if c.operation not in (STORED, *MAKING)]
        if not made:
            return []
        last, *handed_on = alike[made[-1] :][:2]
        if self._serves_many_lines(last.lines[0]) and all(c.call != last.call for c in handed_on):
            return [last.lines[1], *(c.lines[0] for c in handed_on)]
        # What was computed, and where that was handed on
        return [c.lines[0] for c in (last, *handed_on)]

    def _serves_many_lines(self, line: Line) -> bool:
        """Say whether a line belongs to a function that is called in several lines."""
        return len({c.lines[1] for c in self.computed if c.lines[0] == line and c.lines[1:]}) > 1

    def _of_slope(self, slope: numpy.ndarray, end: int) -> list[Line]:
        """Return the line that computes a slope which is the same for all units."""
        if slope.size < 2 or slope.min() != slope.max():
            return []
        value, rows = float(slope.flat[0]), {slope.size, slope.shape[-1]}
        # One unit at a time
        outcomes = defaultdict(list)
        for _, line, outcome in self.values.tests:
            outcomes[line].append(outcome)
        for line, found in outcomes.items():
            if len(found) >= slope.size and set(found) == {bool(value)}:
                return [line]
        before = self.computed[:end]
        # Of nothing but zeros come more zeros; but a line may compute some by chance
        others = set()
        for computed in before if value == 0 else reversed(before):
            array = computed.value
            if isinstance(array, float) or array.size not in rows:
                continue
            same = array.min() == array.max() == value
            if not same and value == 0:
                others.add(computed.node)
            made = computed.operation not in (*MAKING, STORED) and computed.node not in others
            if same and made:
                return [computed.lines[0]]
        return []

    # Factors, and the same number for all

    def _of_factor(self, first: int | None, role: Role, right: Arrays, turned: bool) -> list[Line]:
        """Return the line at which a factor is wrong, and that where the value was begun."""
        computed = self.computed
        if first is None:
            return []
        lines = [computed[first].lines[0]]
        if turned:
            for one in computed[:first]:
                kept = one.operation in (STORED, FILLED)
                if not kept and _is_turned(one.value, right[role]):
                    return list(dict.fromkeys([*one.lines[:2], *lines]))
        difference = self.case.tangent.Y - self.network.T
        if numpy.size(computed[first].value) > 1 and same(computed[first].value, difference):
            # It is right, and taken for what it is not yet
            after = computed[first].turn
            lines += [c.lines[0] for c in self.stored(difference) if c.turn > after][:1]
        begun = recognised(computed[:first], self.known({role: right[role]}))
        if role[0] == "signal" and begun.any():
            lines.append(computed[int(begun.argmax())].lines[0])
        return lines

    def _again(self, first: int | None) -> list[Line]:
        """Return the line that computes the same value once more, last."""
        if first is None or numpy.size(self.computed[first].value) == 1:
            return []
        later = [
            c for c in self.computed[first + 1 :] if c.operation not in (STORED, READ, *MAKING)
        ]
        return [c.lines[0] for c in later if same(c.value, self.computed[first].value)][-1:]

    def _of_factor_on_the_way(self, factor: float) -> list[Line]:
        """Return the first line after which what travels back has a factor that it had not above.

        How the program writes the derivative of the error does not matter.
        """
        last = len(self.network.W) - 1
        above = [self.right["signal", last]]
        below = [self.right[role] for role in (("back", last), ("signal", last - 1))]
        beside = [self.right[role, last] for role in ("slope", "through")]
        seen: list[float] = []
        for computed in self.computed:
            ratio = _ratio(computed.value, beside)
            if ratio and _is_among(ratio, [factor]):
                return [computed.lines[0]]
            ratio = _ratio(computed.value, above)
            if ratio:
                seen.append(ratio)
                continue
            ratio = _ratio(computed.value, below)
            is_new = ratio is not None and not _is_among(ratio, seen)
            if ratio and is_new and _is_among(ratio, [factor * before for before in seen]):
                return [computed.lines[0]]
        return []

    def _of_constant(self, value: numpy.ndarray) -> list[Line]:
        """Return the line that first computes one and the same number for all samples."""
        if not numpy.allclose(value, value.flat[0], rtol=1e-9, atol=0):
            return []
        number, factors = abs(value.flat[0]), sorted(self.known({}).factors)
        # A number that is but a factor may stand anywhere
        numbers = [] if _is_among(number, factors) else [number * factor for factor in factors]
        same, alike = list[Computed](), list[Computed]()
        for computed in self.computed:
            size, one = numpy.size(computed.value), abs(float(numpy.max(computed.value)))
            if size == 1 and _is_among(one, numbers):
                same.append(computed)
            made = computed.operation not in (*MAKING_ZEROS, STORED)
            if made and 1 < size == value.size and numpy.ptp(computed.value) == 0 != one:
                (same if numpy.isclose(one, number) else alike).append(computed)
        return [computed.lines[0] for computed in (same or alike)[:1]]

    def _of_overwriting(self, layer: int) -> list[Line]:
        """Return the line that overwrites the first entry of what came back to a layer."""
        # By factors and samples
        back = numpy.multiply.outer(sorted(self.known({}).factors), self.right["back", layer])
        was_whole = numpy.zeros(back.shape[:2], dtype=bool)
        for computed in self.computed:
            array = numpy.asarray(computed.value)
            if array.size < 3 or array.shape not in (back.shape[1:], back.shape[2:]):
                continue
            other = (abs(array - back) > 1e-9 * abs(back)).sum(axis=2)
            if computed.operation == FILLED:
                # In an array of all samples, in one of them
                is_first = was_whole & (other == 1)
                if is_first.any() and (array.ndim == 1 or (other.sum(axis=1) == 1).any()):
                    return [computed.lines[0]]
            was_whole |= other == 0
        return []

    def _of_repeated(self, changes: Sequence[Change]) -> list[Line]:
        """Return the line that makes room anew for samples, or stores theirs where others were."""
        shapes = {weights.shape for weights in self.network.W}
        shapes |= {(outputs, inputs) for inputs, outputs in shapes}
        made = [c for c in self.computed if c.operation in MAKING]
        count = Counter(c.lines[0] for c in made if numpy.shape(c.value) in shapes)
        often = [line for line, number in count.items() if number > 2 * len(self.network.W)]
        wrong = [self._values([change])["signal", len(self.network.W) - 1] for change in changes]
        sent = [line for value in wrong for line in self.making(value, turned=True)]
        return (often or sent)[:1] or self._first_made()[:1]

    def _first_made(self) -> list[Line]:
        """Return the lines that make the first wrong array."""
        wrong = list(self.wrong_arrays().values())
        return self.making(wrong[0], turned=True) if wrong else []

    def _beside_zeros(self) -> list[Line]:
        """Return the line that makes the weights' gradient, if that of the biases stays zero."""
        wrong = self.wrong_arrays()
        if not wrong or any(place.kind == "W" or array.any() for place, array in wrong.items()):
            return []
        beside = self.answer()[next(iter(wrong))._replace(kind="W")]
        return self.making(beside, turned=True)[:2]

    def _of_infinity(self) -> list[Line]:
        """Return the line that computes the first number that is none."""
        for computed in self.computed:
            if not numpy.isfinite(computed.value).all():
                return list(computed.lines[:2])
        return []

    # What the answer says, if nothing on the way does

    def _of_answer(self, finding: Finding) -> list[Line]:
        """Return the line that computes the first array that is wrong."""
        if finding.name in ("reversed-lists", "swapped-lists"):
            return self.pairs()[:1]
        wrong = self.wrong_arrays()
        signals = {p: r for p, r in self.right.items() if p[0] in ("signal", "back")}
        others = self.known(signals | self.given)
        turned = finding.name not in ("transposed-gradient", "parameters")
        # What is nothing else on the way says more
        known = {
            place: is_telling(array) and bool(others.holds(array.reshape(1, -1), False).all())
            for place, array in wrong.items()
        }
        for place in sorted(wrong, key=lambda place: known[place]):
            lines = self.making(wrong[place], turned)
            if finding.name in ("of-another-place", "parameters"):
                return lines[-1:] or self.pairs()[-1:]
            if lines:
                # What is right for something else comes first; then it is taken for this
                return lines[1:] or lines if known[place] else lines[:1]
        return []

    def _of_error(self) -> list[Line]:
        """Return the line of the first value in a forward pass that the right one does not have."""
        computed = self.computed
        is_right = recognised(computed, self.known(self.right | self.given))
        for number, one in enumerate(computed):
            array = not isinstance(one.value, float) and one.value.size > 1
            if array and is_telling(one.value) and not is_right[number]:
                return [one.lines[0]]
        err = self.values.answer
        err = err.get("err") if isinstance(err, dict) else None
        if isinstance(err, numpy.ndarray):
            alike = [c for c in computed if numpy.size(c.value) == 1 and same(c.value, err)]
            return [alike[0].lines[0]] if alike else []
        return [line for line, _ in self.values.returns[-1:]]

    def _of_flattened(self) -> list[Line]:
        """Return the line that takes the second axis away from the outputs or the targets."""
        columns = (self.case.tangent.Y, self.network.T)
        flat = [
            one.lines[0]
            for one in self.computed
            if any(
                numpy.shape(one.value) == (column.size,) != column.shape and same(one.value, column)
                for column in columns
            )
        ]
        return flat[:1]

    def _leaving(self) -> list[Line]:
        """Return the line at which numbers leave PyTorch."""
        return next(([c.lines[0]] for c in self.computed if c.operation in AWAY), [])

    def of_printed(self) -> list[Line]:
        """Return the line of what holds the number that was printed, and that which printed it."""
        answer = self.values.answer
        printed = answer.get("printed", "") if isinstance(answer, dict) else ""
        found = []
        with contextlib.suppress(ValueError, IndexError):
            number = abs(float(NUMBER.findall(printed)[-1]))
            holding = [
                c
                for c in self.computed
                if numpy.isclose(abs(numpy.asarray(c.value)), number, rtol=1e-3, atol=0).any()
            ]
            # Where an array was computed, or chosen last, or else where the number comes from
            arrays = [
                c for c in holding if numpy.size(c.value) > 1 and c.operation not in (*AWAY, "cpu")
            ]
            made = [c for c in arrays if c.operation not in (*PARAMETERS, *MAKING, STORED)]
            found = [c.lines[0] for c in made[:1] or arrays[-1:] or holding[:1]]
        return [*found, *self.values.prints[-1:]]


def _ratio(value: numpy.ndarray | float, arrays: Sequence[numpy.ndarray]) -> float | None:
    """Return how many times one of some arrays a value is, in either orientation."""
    value = numpy.asarray(value, dtype=float)
    if value.ndim != 2 or value.size < 2:
        return None
    for array in arrays:
        ratio = factor_of(value, array) or factor_of(value.T, array)
        if ratio:
            return ratio
    return None


def _is_turned(value: Any, right: numpy.ndarray) -> bool:
    """Say whether a value has the direction of another one, turned round."""
    array = numpy.asarray(value, dtype=float).squeeze()
    if array.size != right.size or not is_telling(array):
        return False
    length = float(numpy.linalg.norm(array) * numpy.linalg.norm(right))
    return abs(float(array.ravel() @ right.ravel()) + length) < 1e-6 * length


def _is_among(number: float, others: Sequence[float]) -> bool:
    return any(abs(number - other) < 1e-6 * abs(other) for other in others)
