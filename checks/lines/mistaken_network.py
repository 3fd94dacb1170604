"""Find the line of a mistake that has a name, by the network in which it is made.

A named mistake is a change of the network, and the changed network gives every value on the way,
not only the gradient. The line is the first that computes a value of the mistaken network that the
right one does not have.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy

from checks import waypoints
from checks.findings import Finding
from checks.instrumenting import CHANGED, FILLED, READ, STORED, Line
from checks.lines.first_wrong_value import FirstWrongValue
from checks.lines.observed import MAKING, MAKING_ZEROS, Observed, same
from checks.lines.recognising import is_distinctive, is_mask, recognised
from checks.matching import close
from checks.names.agreeing import agrees
from checks.names.catalogue import FACTOR, ON_THE_WAY, SCALES
from checks.names.combining import combine
from checks.names.mistakes import Change, changed
from checks.names.mistakes_in_collecting import SAMPLES
from checks.names.mistakes_on_the_way_back import with_gradients_for_weights
from checks.tracing import Computed
from checks.waypoints import Arrays, Role

OF_FACTOR = (*SAMPLES, FACTOR, ON_THE_WAY)
# How near errors are of which somebody takes differences, and how many there are at least
NEARLY, OFTEN = 1e-2, 20
FITTED = {"factor", "rate", "number"}  # what a change has a number of its own for


class MistakenNetwork:
    """Looks for a mistake among the values of a program, by the network in which it is made."""

    def __init__(self, observed: Observed, first_wrong_value: FirstWrongValue) -> None:
        self.observed, self.first_wrong_value = observed, first_wrong_value
        self.computed, self.truth = observed.computed, observed.truth

    def lines(self, finding: Finding, findings: Sequence[Finding]) -> list[Line]:
        """Return the lines of one mistake of several; none if its network is not known."""
        rest = [other for other in findings if other.identifier != finding.identifier]
        others = [change for other in rest for change in self.changes(other)[:1]]
        return next(filter(None, (self._of(c, others) for c in self.changes(finding))), [])

    # The network

    def changes(self, finding: Finding) -> list[Change]:
        """Return the changes that have the name of a finding, what explains the answer first."""
        name = self.truth.finding
        alike = [c for c in self.truth.changes if name(c).identifier == finding.identifier]
        if not alike:
            return [c for c in self._fitted if name(c).identifier == finding.identifier]
        return sorted(alike, key=lambda change: not self._explains(change))

    @cached_property
    def _fitted(self) -> list[Change]:
        """Return the changes with a number of their own."""
        answer = self.observed.answer()
        if self.observed.forward or not answer:
            return []
        return [c for c in combine(answer, self.truth) if FITTED.intersection(c.arguments)]

    def _explains(self, change: Change) -> bool:
        answer, tangent = self.observed.answer(), self.truth.changed((change,))
        return all(agrees(array, tangent, place, self.truth) for place, array in answer.items())

    def values(self, changes: Sequence[Change]) -> Arrays:
        """Return the values of the network with some changes."""
        tangent = changed(self.truth.tangent, changes)
        return (waypoints.forward_values if self.observed.forward else waypoints.backward_values)(
            tangent
        )

    # Its first value that is not of the right one

    def _of(self, change: Change, others: Sequence[Change]) -> list[Line]:
        """Return the lines of one mistake, where others are made as well.

        The first value on the way that it changes says what to look for: of a factor, where that
        comes in; of a value that was not computed, the last right one before; of any other, the
        first that the mistaken network has and the right one has not.
        """
        observed = self.observed
        right = self.values(others) if others else observed.right
        wrong = self.values([*others, change])
        if change.mistake.change is with_gradients_for_weights:
            # These are right for something else
            wrong = {role: array for role, array in wrong.items() if role[0] != "through"}
        of_factor = change.mistake.name in SCALES or change.mistake in OF_FACTOR
        role = self._first_difference(right, wrong, of_factor)
        if role is None:
            return []
        known_right = observed.known(right | ({} if of_factor else observed.given))
        is_right = recognised(self.computed, known_right, of_factor)
        is_wrong = recognised(self.computed, observed.known(wrong), of_factor) & ~is_right
        first = int(is_wrong.argmax()) if is_wrong.any() else None
        if differences := self._of_differences([*others, change]):
            return differences
        if of_factor:
            turned = change.mistake.name == "wrong-sign"
            return [] if first is None else self._of_factor(first, role, right, turned)
        lines = self._of_constant(wrong[role]) if role[0] == "signal" else []
        if role[0] == "signal" and not change.arguments:
            lines = lines or self._of_all_numbers(wrong)
        return lines or self._of_value(first, role, right, wrong, change)

    def _of_differences(self, changes: Sequence[Change]) -> list[Line]:
        """Return the line that computes a mistaken error again and again, to take differences."""
        tangent = changed(self.truth.tangent, changes)
        both = (tangent, self.truth.tangent)
        number, right = (one.scale * float(one.error(one.Y, one.T)) for one in both)
        if abs(number - right) < 2 * NEARLY * abs(right):
            return []
        for node in self._numbers:
            values = numpy.array([float(numpy.max(computed.value)) for computed in node])
            if len(node) > OFTEN and (abs(values - number) < NEARLY * abs(number)).all():
                return [node[0].lines[0]]
        return []

    @cached_property
    def _numbers(self) -> list[list[Computed]]:
        """The single numbers that were computed, those of each expression together."""
        by_node: dict[int, list[Computed]] = defaultdict(list)
        for computed in self.computed:
            if numpy.size(computed.value) == 1 and computed.operation not in (STORED, *MAKING):
                by_node[computed.node].append(computed)
        return list(by_node.values())

    def _first_difference(self, right: Arrays, wrong: Arrays, exactly: bool) -> Role | None:
        """Return the first value on the way that is not as it should be."""
        for role, array in wrong.items():
            known = self.observed.known({role: right[role]}) if role in right else None
            if known is None or array.shape != right[role].shape:
                return role
            if not is_distinctive(array) and array.size > 1:
                if not close(array, right[role]):
                    return role
            elif not known.holds(array.reshape(1, -1), exactly).all():
                return role
        return None

    def _of_factor(self, first: int, role: Role, right: Arrays, turned: bool) -> list[Line]:
        """Return the line at which a factor is wrong, and that where the value was begun."""
        computed = self.computed
        lines = [computed[first].lines[0]]
        if turned:
            for one in computed[:first]:
                kept = one.operation in (STORED, FILLED)
                if not kept and _is_turned(one.value, right[role]):
                    return list(dict.fromkeys([*one.lines[:2], *lines]))
        difference = self.truth.tangent.Y - self.observed.network.T
        if numpy.size(computed[first].value) > 1 and same(computed[first].value, difference):
            # It is right, and taken for what it is not yet
            stored = self.observed.stored(difference)
            lines += [c.lines[0] for c in stored if c.serial > computed[first].serial][:1]
        begun = recognised(computed[:first], self.observed.known({role: right[role]}))
        if role[0] == "signal" and begun.any():
            lines.append(computed[int(begun.argmax())].lines[0])
        return lines

    def _of_constant(self, value: numpy.ndarray) -> list[Line]:
        """Return the line that first computes one and the same number for all samples."""
        if not numpy.allclose(value, value.flat[0], rtol=1e-9, atol=0):
            return []
        number, factors = abs(value.flat[0]), sorted(self.observed.known({}).factors)
        # A number that is but a factor may stand anywhere
        numbers = [] if _is_among(number, factors) else [number * factor for factor in factors]
        same, alike = list[Computed](), list[Computed]()
        for computed in self.computed:
            size, one = numpy.size(computed.value), abs(float(numpy.max(computed.value)))
            if size == 1 and _is_among(one, numbers):
                same.append(computed)
            made = computed.operation not in (*MAKING_ZEROS, STORED)
            flat = numpy.min(computed.value) == numpy.max(computed.value) != 0
            if made and 1 < size == value.size and flat:
                (same if numpy.isclose(one, number) else alike).append(computed)
        return [computed.lines[0] for computed in (same or alike)[:1]]

    def _of_all_numbers(self, wrong: Arrays) -> list[Line]:
        """Return the line that adds what goes on from all hidden units, one number at a time.

        Numbers that stand elsewhere as well, such as those of slopes, are recognised by how often.
        """
        last = len(self.truth.tangent.weights) - 1
        signals = [a for role, a in wrong.items() if role[0] == "signal" and role[1] < last]
        known = self.observed.known(self.observed.given)
        if not all(is_mask(a) or known.holds(a.reshape(1, -1), False).all() for a in signals):
            return []
        wanted = numpy.sort(abs(numpy.concatenate([numpy.ravel(array) for array in signals])))
        if not wanted.any():
            return []
        for node in self._numbers:
            if node[0].operation != CHANGED:
                continue
            numbers = numpy.sort([abs(float(numpy.max(computed.value))) for computed in node])
            factor = numbers[-1] / wanted[-1]
            if len(numbers) == len(wanted) and factor and close(numbers, factor * wanted):
                return [node[0].lines[0]]
        return []

    def _of_value(
        self, first: int | None, role: Role, right: Arrays, wrong: Arrays, change: Change
    ) -> list[Line]:
        """Return the line of the first value that is another one, or that nothing uses.

        Where the gradient of one layer is collected, no value on the way is another one.
        """
        if role[0].startswith("collected"):
            return self.first_wrong_value.lines()
        own = [] if first is None else list(self.computed[first].lines[:2])
        if role[0] == "signal" and (mask := self._of_mask(first, wrong[role])):
            return mask
        end = len(self.computed) if first is None else first
        # Of a slope, or the weights that are passed, what comes of it is looked for
        came = {"slope": ("signal", role[1] - 1), "through": ("back", role[1])}.get(role[0], role)
        # `a = relu(z)`, and then `z` goes on
        unused = self._of_what_is_not_used(came, right, wrong, end)
        if unused and own:
            return [*unused[:1], *own]
        # `on = a >= 0`
        slope = self._of_slope(wrong[role]) if role[0] == "slope" and not unused else []
        # `delta = delta @ W.T`, and that was all
        everywhere = self.observed.forward and not change.arguments
        lines = unused + slope + self._of_omission(wrong.get(came), right, end, everywhere)
        if role[0] in ("weights", "biases"):
            return own + lines  # what such an array is by chance, another one is not
        if role[0] == "through" and first is not None:
            return self._of_passing(first, wrong[role], wrong[came])
        # `unit.error = total`, one unit at a time
        if role[0] == "slope" and not lines and (wrong[role] == 1).all():
            lines = self._of_number(wrong[came], right[came])
        if lines or first is None:
            return lines
        # `delta *= 1 - a**2`, or what has led to that
        if "times" not in change.arguments:
            origin = self.first_wrong_value.origins.of_computed(first)
            if change.mistake.name == "updated-weights" and origin != first:
                return _in_one_function(self.computed[origin], self.computed[first])
            first = origin
        return list(self.computed[first].lines[:2])

    def _of_mask(self, first: int | None, mask: numpy.ndarray) -> list[Line]:
        """Return where a mask is made that goes on as a signal: the call of a helper, and its line.

        Of a mask nobody can say by its numbers what it is, but by what it meets.
        """
        if first is None or not is_mask(mask):
            return []
        one = self.computed[first]
        rows = [1.0 * (row != 0) for row in (mask, *mask)]
        met = [numpy.asarray(v) for v in (one.value, *one.operands) if numpy.size(v) > 1]
        masks = [v for v in met if is_mask(v) and any(same(1.0 * (v != 0), r) for r in rows)]
        before = [c for c in self.computed if c.serial <= one.serial]
        made = [c for c in before if c.operation not in (STORED, READ)]
        found = [c for c in made for value in masks[:1] if same(c.value, value)][-1:]
        return [line for c in found for line in (*c.lines[1:2], c.lines[0])]

    def _of_passing(self, first: int, weights: numpy.ndarray, back: numpy.ndarray) -> list[Line]:
        """Return the line that makes other weights, and that which passes them on the way back."""
        after = self.computed[first + 1 :]
        # One unit's weights are also what comes back from it, but for a factor
        are_weights = set(self.observed.recognised_whole(after, weights))
        passed = [n for n in self.observed.recognised_whole(after, back) if n not in are_weights]
        made = self.computed[first]
        return _in_one_function(made, after[passed[0]]) if passed else list(made.lines[:2])

    def _of_slope(self, slope: numpy.ndarray) -> list[Line]:
        """Return the line that computes a slope which is the same for all units."""
        if slope.size < 2 or slope.min() != slope.max():
            return []
        sizes, made = (slope.size, slope.shape[-1]), (*MAKING, STORED)
        return [
            c.lines[0]
            for c in self.computed
            if numpy.size(c.value) in sizes
            and c.operation not in made
            and numpy.min(c.value) == numpy.max(c.value) == slope.flat[0]
            # What comes of nothing is nothing, whoever has computed it
            and all(map(numpy.any, c.operands))
        ][:1]

    def _of_what_is_not_used(
        self, role: Role, right: Arrays, wrong: Arrays, end: int
    ) -> list[Line]:
        """Return the line that computes the right value last, which nothing uses then."""
        value = right.get(role)
        if value is None or not is_distinctive(value):
            return []
        elsewhere = {other: array for other, array in wrong.items() if other != role}
        if not self.observed.forward:  # there, what is computed is not given
            elsewhere |= self.observed.given
        if self.observed.known(elsewhere).holds(value.reshape(1, -1), False).all():
            return []  # it is wanted for something else
        found = self.observed.recognised_whole(self.computed[:end], value)
        if sum(numpy.size(self.computed[n].value) for n in found) < value.size:
            return []  # it is there for some of the samples or units only
        return [self.observed.shown_line(self.computed[found[-1]])]

    def _of_omission(
        self, value: numpy.ndarray | None, right: Arrays, end: int, everywhere: bool
    ) -> list[Line]:
        """Return the line that computes a right value last which then stands for another one."""
        if value is None or not is_distinctive(value):
            return []
        known = self.observed.known(right | self.observed.given)
        if not known.holds(value.reshape(1, -1), False).all():
            return []
        found = self.observed.recognised_whole(self.computed[:end], value)
        alike = [self.computed[number] for number in found]
        made = [n for n, c in enumerate(alike) if c.operation not in (STORED, *MAKING)]
        if not made:  # it is given, and returned: `return self.activation`
            returned = [c for c in alike if len(c.lines) > 1 and c.operation == STORED]
            handed = self.observed.recognised_whole(returned, value, exactly=True)[-1:]
            return [line for number in handed for line in returned[number].lines[:2]]
        # What was computed, and where that was handed on
        shown = alike[made[-1] :][:2]
        if everywhere:  # what serves many lines is wrong in all of them
            return list(
                dict.fromkeys([alike[made[0]].lines[0], *map(self.observed.shown_line, shown)])
            )
        return [self.observed.shown_line(c) for c in shown]

    def _of_number(self, wrong: numpy.ndarray, right: numpy.ndarray) -> list[Line]:
        """Return the line that keeps a number as it came where another one was to be made of it."""
        numbers = [c for c in self.computed if numpy.size(c.value) == 1]
        passed = self.observed.known({0: numpy.where(right == 0, wrong, 0)})
        found = recognised(numbers, passed)
        if not found.any():
            return []
        came = numbers[int(found.argmax())]
        kept = [
            c for c in self.observed.stored(numpy.asarray(came.value)) if c.serial > came.serial
        ]
        return [*[c.lines[0] for c in kept if c.lines[0] != came.lines[0]][:1], came.lines[0]]


def _in_one_function(made: Computed, used: Computed) -> list[Line]:
    """Return the lines where something is made and used: of helpers, those of their calls."""
    outermost_first = zip(reversed(made.lines), reversed(used.lines), strict=False)
    apart = next((pair for pair in outermost_first if pair[0] != pair[1]), ())
    return list(dict.fromkeys([*apart[:1], made.lines[0], *apart[1:]]))


def _is_turned(value: Any, right: numpy.ndarray) -> bool:
    """Say whether a value has the direction of another one, or of a batch, turned round."""
    array = numpy.asarray(value, dtype=float).squeeze()
    if not is_distinctive(array) or right.size % array.size:
        return False
    batches = right.reshape(-1, array.size)
    lengths = numpy.linalg.norm(array) * numpy.linalg.norm(batches, axis=1)
    return bool((abs(batches @ array.ravel() + lengths) < 1e-6 * lengths).any())


def _is_among(number: float, others: Sequence[float]) -> bool:
    return any(abs(number - other) < 1e-6 * abs(other) for other in others)
