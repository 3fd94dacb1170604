"""Find the line at which right values make a wrong one; nothing has to be known of the mistake.

Every value that was seen comes with those that it was computed from. So a wrong value is followed
to what was wrong among these, and so on, until all of them are right: there it went wrong.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy

from checks import waypoints
from checks.instrumenting import CHANGED, FILLED, READ, STORED, Line
from checks.lines.observed import Observed, same
from checks.lines.recognising import Known, fits_anything, is_distinctive, orientations, recognised
from checks.tracing import Computed

MOST_STEPS = 2_000
IN_PLACE = (CHANGED, FILLED)
# What puts together what was computed before
TOGETHER = (STORED, "array", "asarray", "stack", "vstack", "hstack", "concatenate", "column_stack")


class Right:
    """Knows which values are right for something, in any orientation, or say nothing.

    What a program makes may have a factor that comes in late, such as that of the mean; what it is
    given has none, but for its sign. Also right is what is put together of right rows, columns or
    entries.
    """

    def __init__(self, observed: Observed) -> None:
        self.made, self.given = map(observed.known, (observed.right, observed.given))
        self.seen = dict[tuple, bool]()

    def holds(self, value: Any) -> bool:
        """Say whether a value is right."""
        array = numpy.asarray(value, dtype=float)
        key = (array.shape, array.tobytes())
        if key not in self.seen:
            parts = _put_together(array)
            self.seen[key] = self._holds_whole(array) or any(map(self._holds_parts, parts))
        return self.seen[key]

    def _holds_whole(self, array: numpy.ndarray) -> bool:
        rows = [one.reshape(1, -1) for one in orientations(array)]
        return fits_anything(array) or any(
            self.made.holds(row, exactly=False)[0]
            or self.given.holds(numpy.vstack([row, -row]), exactly=True).any()
            for row in rows
        )

    def _holds_parts(self, parts: numpy.ndarray) -> bool:
        given = self.given.holds(parts, exactly=True)
        factors = self.made.factors  # the same for all of them
        return any((self.made.holds(f * parts, exactly=True) | given).all() for f in factors)


def _put_together(array: numpy.ndarray) -> list[numpy.ndarray]:
    """Return the rows, the columns or the entries of which an array may be put together."""
    every = [array, array.T][: array.ndim] if array.ndim in (1, 2) else []
    every = [parts for parts in every if len(parts) > 1 and not (parts == parts[0]).all()]
    # What says nothing, such as a row of ones, may stand anywhere
    every = [parts[[not fits_anything(part) for part in parts]] for parts in every]
    # One row that stands in several places was paired with what it does not fit to
    every = [p for p in every if len(p) == 1 or (len(p) and not (p == p[0]).all())]
    return [parts.reshape(len(parts), -1) for parts in every]


class Origins:
    """Follows values to those that they were computed from."""

    def __init__(self, computed: Sequence[Computed], is_right: Callable) -> None:
        """Take what was computed, in its order, and what says of a value that it is right."""
        self.computed, self.is_right = computed, is_right
        self.same: dict[tuple, list[int]] = defaultdict(list)
        self.of_node: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(computed):
            self.same[_key(one.value)].append(number)
            self.of_node[one.node].append(number)

    def of(self, value: Any) -> Computed | None:
        """Return what has made a wrong value of right ones, if it was seen."""
        number = self._maker(value, len(self.computed))
        return None if number is None else self.computed[self.of_computed(number)]

    def of_computed(self, number: int) -> int:
        """Walk back from a wrong value; return the index of the first wrong one."""
        for _ in range(MOST_STEPS):
            before = self._wrong_before(number)
            if before is None:
                break
            number = before
        return number

    def _maker(self, value: Any, end: int) -> int | None:
        """Return the number of what has computed a value first, before another one."""
        found = [n for n in self.same.get(_key(value), ()) if n < end]
        made = [n for n in found if self.computed[n].operation != STORED]
        return next(iter(made or found), None)

    def _wrong_before(self, number: int) -> int | None:
        """Return the number of what has made one of the operands, if one of them is wrong."""
        one = self.computed[number]
        makers = self._makers(number)
        others = [n for n in makers if self.computed[n].node != one.node]
        if others:
            return others[0]
        if one.operation in IN_PLACE:
            # What was added before may have been wrong
            for earlier in self.of_node[one.node]:
                if earlier >= number:
                    break
                more = [n for n in self._makers(earlier) if self.computed[n].node != one.node]
                if more:
                    return more[0]
        return makers[0] if makers else self._wrong_part(number)

    def _wrong_part(self, number: int) -> int | None:
        """Return the number of what has made a part of a value that was only put together."""
        one = self.computed[number]
        if one.operation not in TOGETHER or numpy.ndim(one.value) == 0:
            return None
        array = numpy.asarray(one.value, dtype=float)
        for part in (*array, *array.T, *array.ravel()):
            if numpy.size(part) < array.size and not self.is_right(part):
                maker = self._maker(part, number)
                if maker is not None:
                    return maker
        # All parts are right for something else
        rows = [self._maker(row, number) for row in array]
        filled = [n for n in rows if n is not None and self.computed[n].operation in IN_PLACE]
        return filled[-1] if filled else None

    def _makers(self, number: int) -> list[int]:
        """Return the numbers of what has made the wrong ones of the operands of a value."""
        wrong = [v for v in self.computed[number].operands if not self.is_right(v)]
        makers = [self._maker(value, number) for value in wrong]
        return [maker for maker in makers if maker is not None]


def _key(value: Any) -> tuple:
    """Return what is the same of equal values, and hardly of others, however they are laid out."""
    array = numpy.asarray(value, dtype=float)
    return array.size, f"{abs(array).sum():.9g}"


class FirstWrongValue:
    """Follows what is wrong back to what has made it of right values."""

    def __init__(self, observed: Observed) -> None:
        self.observed, self.computed = observed, observed.computed

    @cached_property
    def origins(self) -> Origins:
        """Follows values back to what has made them of right ones."""
        return Origins(self.computed, Right(self.observed).holds)

    def lines(self) -> list[Line]:
        """Return the line that makes the first wrong array, or the error, of right values."""
        for value in self.observed.wrong_answers():
            if taken := self._taken_for_another(value):
                return taken
            found = self.origins.of(value)
            if found is None and numpy.any(value):
                found = self.origins.of(numpy.ravel(value)[abs(numpy.ravel(value)).argmax()])
            if found is not None:
                return list(found.lines[:2])
        return []

    @cached_property
    def _known(self) -> Known:
        """Know all that is right on the way, but for the answer itself."""
        every = (self.observed.right | self.observed.given).items()
        others = {role: array for role, array in every if role[0] not in ("weights", "biases")}
        return self.observed.known_whole(others)

    def _taken_for_another(self, value: Any) -> list[Line]:
        """Return the lines that made or kept last what is right, but for something else."""
        array = numpy.asarray(value, dtype=float)
        if self.observed.forward or not is_distinctive(array):
            return []
        if not recognised([Computed(0, (), array)], self._known).any():
            return []
        alike = [c for c in self.computed if same(c.value, array) and c.operation != READ]
        kept = [c.lines[0] for c in alike if c.operation == STORED]
        made = [c.lines[0] for c in alike if c.operation != STORED]
        return [*made[-1:], *kept[-1:]]

    def meeting(self) -> tuple[Line, list[str]] | None:
        """Return the line at which right values make the first wrong one, and what these are."""
        found = next(filter(None, map(self.origins.of, self.observed.wrong_answers())), None)
        if found is None:
            return None
        named = [self._name(operand) for operand in found.operands]
        return self.observed.shown_line(found), list(dict.fromkeys(filter(None, named)))

    def _name(self, value: Any) -> str:
        """Return what a value is on the right way, if it has numbers enough to tell."""
        array = numpy.asarray(value, dtype=float)
        if not is_distinctive(array):
            return ""
        one = [Computed(0, (), array)]
        tangent, forward = self.observed.truth.tangent, self.observed.forward
        exact = waypoints.names_of_given(tangent)
        if not forward:  # a program that goes forward by itself may go wrong there
            also = waypoints.forward_values(tangent)
            exact |= {waypoints.name_of(role, True): known for role, known in also.items()}
        for arrays, exactly in ((exact, True), (self.observed.right, False)):
            for role, known in arrays.items():
                whole = recognised(one, self.observed.known_whole({0: known}), exactly).any()
                if whole or (exactly and _consists_of(array, known)):
                    return role if isinstance(role, str) else waypoints.name_of(role, forward)
        return ""

    def of_last_seen(self) -> list[Line]:
        """Return the line that makes of right values what has met where the program stopped."""
        for value in self.observed.execution.last:
            if numpy.size(value) > 1 and not self.origins.is_right(value):
                found = self.origins.of(value)
                if found is not None:
                    return [found.lines[0], *self._taken(found), *self.handed_on(value)]
        return []

    def handed_on(self, value: Any, end: float = math.inf) -> list[Line]:
        """Return the line that has given a value another name, or a place in a list, last."""
        return [c.lines[0] for c in self.observed.stored(value) if c.serial < end][-1:]

    def _taken(self, found: Computed) -> list[Line]:
        """Return the line that took what does not fit to the others, where these met."""
        shapes = {numpy.shape(operand) for operand in found.operands}
        if len(shapes) < 2 or found.operation != "BinOp":
            return []
        flat = [operand for operand in found.operands if numpy.ndim(operand) == 1]
        if flat and numpy.shape(found.value) not in shapes:
            # A flat one has been paired with all rows of the other
            return [
                line
                for one in flat
                for line in [*self._of_flat(one), *self.observed.making(one, False)[:1]]
            ]
        return [
            line
            for operand in found.operands
            if numpy.shape(operand) == numpy.shape(found.value)
            for line in self.handed_on(operand, found.serial)
        ]

    def _of_flat(self, value: Any) -> list[Line]:
        """Return the line that takes the flat array from which a flat one was computed."""
        for computed in reversed(self.computed):
            if computed.operation != STORED and same(computed.value, value):
                flat = [operand for operand in computed.operands if numpy.ndim(operand) == 1]
                if len(flat) != 1:
                    return []
                value = flat[0]
        return [c.lines[0] for c in self.observed.stored(value)[:1]]


def _consists_of(array: numpy.ndarray, known: numpy.ndarray) -> bool:
    """Say whether all entries of an array are entries of another one."""
    entries = numpy.sort(known.ravel())
    after = numpy.searchsorted(entries, array.ravel()).clip(1, max(len(entries) - 1, 1))
    gaps = [abs(entries[(after - n) % len(entries)] - array.ravel()) for n in (0, 1)]
    return bool((numpy.minimum(*gaps) <= 1e-9 * abs(array.ravel())).all())
