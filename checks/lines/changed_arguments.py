"""Which of its arguments a student's function changes, and in which line."""

import contextlib
import functools
import inspect
import itertools
from collections.abc import Callable
from typing import Any

import numpy

from checks import reading
from checks.exercises import Exercise, data_of
from checks.instrumenting import Line
from checks.lines.sources import FileLine, Program
from checks.networks import Network
from checks.tracing import Computed, Ended, Trace


def watched(function: Callable, changed: list[str], went_back: list) -> Callable:
    """Wrap a function: each call appends changed argument names to ``changed``.

    It also appends parameters with a ``.grad`` to ``went_back``.
    """

    @functools.wraps(function)
    def call(*arguments: object) -> object:
        before = [_copied(argument) for argument in arguments]
        try:
            return function(*arguments)
        finally:
            lists = [argument for argument in arguments if isinstance(argument, list)]
            tensors = filter(reading.is_tensor, itertools.chain(*lists))
            went_back.extend(p for p in tensors if p.grad is not None)
            with contextlib.suppress(TypeError, ValueError):
                names = list(inspect.signature(function).bind(*arguments).arguments)
                changed.extend(
                    name
                    for name, old, new in zip(names, before, arguments, strict=False)
                    if old is not None and not _same(old, new)
                )

    return call


def line_of_change(
    program: Program, exercise: Exercise, network: Network, names: list[str]
) -> FileLine | None:
    """Return the line in which a program changes what has one of some names, if that shows."""
    for name in names if not exercise.torch else ():
        with contextlib.suppress(Exception):  # no line is worth the report
            found = _line_when_run(program, exercise, network, name)
            if found:
                return found
    return None


def _line_when_run(
    program: Program, exercise: Exercise, network: Network, name: str
) -> FileLine | None:
    """Return the line after which the lists or arrays of one argument are not what they were."""
    arrays: list[numpy.ndarray] = []
    lines: list[Line] = []

    def look(computed: Computed) -> None:
        if all(map(numpy.array_equal, arrays, before)):
            return
        # What was looked at is what was changed, or the change was made out of sight
        value = computed.value
        if any(numpy.may_share_memory(value, array) for array in arrays):
            lines.append(computed.lines[0])
        raise Ended

    trace, before = Trace(program, look), list[numpy.ndarray]()

    def call(function: Callable) -> object:
        @functools.wraps(function)
        def watched(*arguments: Any) -> object:
            given = inspect.signature(function).bind(*arguments).arguments[name]
            arrays.extend(given if isinstance(given, list) else [given])
            before.extend(array.copy() for array in arrays)
            return function(*arguments)

        return exercise.call(watched, data_of(network))

    trace.run(call)
    return next(iter(program.spots(lines)), None)


def _copied(value: Any) -> object:
    if isinstance(value, list):
        return [_copied(entry) for entry in value]
    if isinstance(value, numpy.ndarray):
        return value.copy()
    return value.detach().clone() if reading.is_tensor(value) else None


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(_same, old, new))
    if reading.is_tensor(old):
        if not reading.is_tensor(new):
            return False
        old, new = old.numpy(), new.detach().numpy()
    return isinstance(new, numpy.ndarray) and numpy.array_equal(old, new)
