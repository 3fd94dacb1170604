"""The functions that an edited program calls, besides its own.

Some edits put a call of one of them into the program, by a name that no program has.
"""

import contextlib
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy

# Their names there. What is called by the names `COPY` and `CLEAR_ALL` stands in `repairs`, which
# bounds what it does
COPY, AGAIN, KEPT = "__copy__", "__again__", "__kept__"
ADD, CLEAR, CLEAR_ALL = "__add__", "__clear__", "__clear_all__"
MOST_AT_ONCE = 20_000  # objects
# What holds no sums of the program
OF_PYTHON = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


class Again:
    """What could be gone through only once: it keeps what has come, and nothing comes earlier."""

    def __init__(self, once: Iterator) -> None:
        self.once, self.come = once, list[Any]()

    def __iter__(self) -> Iterator:
        """Begin with what has come already."""
        number = 0
        while number < len(self.come) or self._comes():
            yield self.come[number]
            number += 1

    def __next__(self) -> Any:
        """Go on where it is."""
        if not self._comes():
            raise StopIteration
        return self.come[-1]

    def _comes(self) -> bool:
        """Let the next one come; say whether there is one."""
        with contextlib.suppress(StopIteration):
            self.come.append(next(self.once))
            return True
        return False


def again(value: Any) -> Any:
    """Return what can be gone through again, in place of what can be only once."""
    return Again(value) if iter(value) is value else value


def kept(value: Any) -> Any:
    """Return what a call gives.

    Raises
    ------
    TypeError
        If that is nothing. Whoever kept it would do something else.
    """
    if value is None:
        raise TypeError("a call that gives nothing")
    return value


def added(before: Callable[[], Any], value: Any) -> Any:
    """Return a value with what stood in its place before, if anything did."""
    with contextlib.suppress(Exception):
        old = before()
        total = None if old is None else numpy.add(old, value)
        if total is not None and numpy.shape(total) == numpy.shape(value):
            return total.tolist() if isinstance(value, list) else total
    return value


def cleared(container: Callable[[], Any]) -> None:
    """Clear an array or a list in place, if it is there already."""
    with contextlib.suppress(Exception):
        _clear(container())


def _clear(values: Any) -> None:
    if isinstance(values, numpy.ndarray) and values.dtype != object:
        values[...] = 0
        return
    entries: Sequence = list(values) if isinstance(values, dict) else range(len(values))
    for entry in entries:
        if isinstance(values[entry], (int, float)):
            values[entry] = 0.0
        else:
            _clear(values[entry])


def all_cleared(attribute: str, frame: types.FrameType) -> int:
    """Clear an attribute of all objects that can be reached; return how many steps it took."""
    waiting: list[Any] = [*frame.f_globals.values(), *frame.f_locals.values()]  # the last first
    reached = dict[int, Any]()
    times = 0
    while waiting and times < MOST_AT_ONCE:
        one, times = waiting.pop(), times + 1
        inside = getattr(one, "__dict__", None)
        if id(one) in reached or isinstance(one, OF_PYTHON):
            continue
        reached[id(one)] = one
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set)):
            waiting += one
        elif isinstance(inside, dict):
            waiting += inside.values()
            before = inside.get(attribute)
            if isinstance(before, numpy.ndarray):
                inside[attribute] = numpy.zeros_like(before)
            elif isinstance(before, (int, float)):
                inside[attribute] = 0.0
    return times
