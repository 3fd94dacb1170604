"""Find the line at which right values make a wrong one; nothing has to be known of the mistake."""

import math
from functools import cached_property
from typing import Any

import numpy

from checks import waypoints
from checks.lines.observed import Observed
from checks.lines.origins import Origins
from checks.lines.recognising import is_telling, orientations, recognised, says_nothing
from checks.tracing import Computed, Line


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
        return says_nothing(array) or any(
            self.made.holds(row, exactly=False)[0]
            or self.given.holds(numpy.vstack([row, -row]), exactly=True).any()
            for row in rows
        )

    def _holds_parts(self, parts: numpy.ndarray) -> bool:
        given = self.given.holds(parts, exactly=True)
        factors = self.made.factors  # the same for all of them
        return any((self.made.holds(f * parts, exactly=True) | given).all() for f in factors)


class MadeOf:
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
            found = self.origins.of(value)
            if found is None and numpy.any(value):
                found = self.origins.of(numpy.ravel(value)[abs(numpy.ravel(value)).argmax()])
            if found is not None:
                return list(found.lines[:2])
        return []

    def meeting(self) -> tuple[Line, list[str]] | None:
        """Return the line at which right values make the first wrong one, and what these are."""
        found = next(filter(None, map(self.origins.of, self.observed.wrong_answers())), None)
        if found is None:
            return None
        named = [self._name(operand) for operand in found.operands]
        return found.lines[0], list(dict.fromkeys(filter(None, named)))

    def _name(self, value: Any) -> str:
        """Return what a value is on the right way, if it has numbers enough to tell."""
        array = numpy.asarray(value, dtype=float)
        if not is_telling(array):
            return ""
        one = [Computed(0, (), array)]
        exact = waypoints.names_of_given(self.observed.case.tangent)
        for arrays, exactly in ((exact, True), (self.observed.right, False)):
            for role, known in arrays.items():
                whole = recognised(one, self.observed.known_whole({0: known}), exactly).any()
                if whole or (exactly and _consists_of(array, known)):
                    forward = self.observed.forward
                    return role if isinstance(role, str) else waypoints.name_of(role, forward)
        return ""

    def of_crash(self) -> list[Line]:
        """Return the line that makes of right values what has met where the program stopped."""
        for value in self.observed.values.last:
            if numpy.size(value) > 1 and not self.origins.is_right(value):
                found = self.origins.of(value)
                if found is not None:
                    return [found.lines[0], *self._taken(found), *self.handed_on(value)]
        return []

    def handed_on(self, value: Any, end: float = math.inf) -> list[Line]:
        """Return the line that has given a value another name, or a place in a list, last."""
        return [c.lines[0] for c in self.observed.stored(value) if c.turn < end][-1:]

    def _taken(self, found: Computed) -> list[Line]:
        """Return the line that took what does not fit to the others, where these met."""
        shapes = {numpy.shape(operand) for operand in found.operands}
        if len(shapes) < 2 or found.operation != "BinOp":
            return []
        flat = [operand for operand in found.operands if numpy.ndim(operand) == 1]
        if flat and numpy.shape(found.value) not in shapes:
            # A flat one has been paired with all rows of the other
            return [line for one in flat for line in self.observed.making(one, False)[:1]]
        return [
            line
            for operand in found.operands
            if numpy.shape(operand) == numpy.shape(found.value)
            for line in self.handed_on(operand, found.turn)
        ]


def _consists_of(array: numpy.ndarray, known: numpy.ndarray) -> bool:
    """Say whether all entries of an array are entries of another one."""
    entries = numpy.sort(known.ravel())
    after = numpy.searchsorted(entries, array.ravel()).clip(1, max(len(entries) - 1, 1))
    gaps = [abs(entries[(after - n) % len(entries)] - array.ravel()) for n in (0, 1)]
    return bool((numpy.minimum(*gaps) <= 1e-9 * abs(array.ravel())).all())


def _put_together(array: numpy.ndarray) -> list[numpy.ndarray]:
    """Return the rows, the columns or the entries of which an array may be put together."""
    every = [array, array.T][: array.ndim] if array.ndim in (1, 2) else []
    every = [parts for parts in every if len(parts) > 1 and not (parts == parts[0]).all()]
    # What says nothing, such as a row of ones, may stand anywhere
    every = [parts[[not says_nothing(part) for part in parts]] for parts in every]
    return [parts.reshape(len(parts), -1) for parts in every if len(parts)]
