"""Find where a program makes a wrong value of right ones, from the answer back to that line.

Every value that was seen comes with those that it was computed from. So a wrong value is followed
to what was wrong among these, and so on, until all of them are right: there it went wrong. What is
right does not depend on the way, and nothing has to be known of the mistake.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy

from checks.tracing import CHANGED, FILLED, STORED, Computed

MOST_STEPS = 2_000
IN_PLACE = (CHANGED, FILLED)
# What puts together what was computed before
TOGETHER = (STORED, "array", "asarray", "stack", "vstack", "hstack", "concatenate", "column_stack")


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
        """Return the number of what has made of right values what has led to a wrong one."""
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
