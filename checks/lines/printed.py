"""Experiments with a program that prints a number of a network: what it takes out of that.

In place of what it takes comes what is of the same kind, but of the layer that the exercise asks
about. A program that changes the gradient before it prints one is shown where it does.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy

from checks.exercises import Exercise, data_of
from checks.lines.exchanges import Exchange, Execution, opposites
from checks.lines.search import Parts, Search, as_it_was
from checks.networks import Network
from checks.tracing import RETURNED, TESTED, Line, Trace, number_or_array

PRINTED = frozenset({"printed"})


def lines_of_printed(
    trace: Trace, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> list[Line]:
    """Return the lines that change the gradient, or else that take another one, and suspects."""
    nets = list[Any]()
    with trace.unnoticed():
        search = _search(trace, nets, exercise, network)
        changing = _lines_of_changed(search, nets)
        others = [] if changing else [*_lines_of_taken(search, nets), *suspects]
    return list(dict.fromkeys([*changing, *others]))


def is_printed(trace: Trace, exercise: Exercise, network: Network) -> bool:
    """Run a program that prints a number, and say whether that is the right one."""
    answer = trace.once(lambda function: exercise.call(function, data_of(network)))
    return _printed(answer, exercise, network) == PRINTED


def _lines_of_taken(search: Search, nets: list) -> list[Line]:
    """Return the line that takes another number out of a network than that which is asked for."""
    found = search.helpful(Taken(lambda: nets[-1][0][0]), PRINTED)
    return [helpful.lines[0] for helpful in found[:1]]


def _lines_of_changed(search: Search, nets: list) -> list[Line]:
    """Return the line that changes a gradient before it is printed, and that which calls it."""
    found, recorder = list[Line](), search.recorder
    is_printed = False

    def look(node: int, value: Any) -> Any:
        nonlocal is_printed
        net, gradient = nets[-1]
        is_printed |= recorder.nodes[node].operation == "print"
        if not found and not is_printed and not _is_equal(_asked(net).grad, gradient):
            found.extend(recorder.place(node)[:2])
        return value

    search.watched(look)
    return found


def _search(trace: Trace, nets: list, exercise: Exercise, network: Network) -> Search:
    """Run a program that prints a number; keep each network, and its gradient before that."""
    data = data_of(network)

    def run() -> object:
        return trace.once(lambda function: exercise.call(_keeping(function, nets), data))

    return Search(trace, run, lambda answer: _printed(answer, exercise, network))


def _printed(answer: Any, exercise: Exercise, network: Network) -> Parts:
    is_right = isinstance(answer, dict) and exercise.report(answer, network).ok
    return PRINTED if is_right else frozenset()


def _keeping(function: Callable, nets: list) -> Callable:
    """Return a function that keeps the networks that it is called for."""

    @functools.wraps(function)
    def call(net: Any) -> object:
        nets.append((net, _asked(net).grad.clone()))
        return function(net)

    return call


def _asked(net: Any) -> Any:
    """Return the parameter that the exercise asks about."""
    return net[0].weight


def _is_equal(gradient: Any, before: Any) -> bool:
    return gradient is not None and gradient.shape == before.shape and bool(gradient.equal(before))


class Taken:
    """Knows what may come in place of what was taken out of a network."""

    def __init__(self, layer: Callable[[], Any]) -> None:
        """Take what returns the layer from which something is to be taken."""
        self.layer = layer

    def of(self, operation: str, executions: Sequence[Execution]) -> list[Exchange]:
        """Return the exchanges for the values of an expression; see `Exchanges.of`."""
        if operation == RETURNED:
            return []
        if operation == TESTED:
            return list(opposites([execution.value for execution in executions]))
        # Who goes through all layers takes each once
        return [Exchange([self._instead])] if len(executions) == 1 else []

    def _instead(self, value: Any) -> Any:
        """Return what is of the same kind as a value, but of the right layer and entry."""
        parameter = self.layer().weight
        if hasattr(value, "parameters"):
            return value if hasattr(value, "append") else self.layer()
        if hasattr(value, "requires_grad") and value.requires_grad:
            return parameter
        array = number_or_array(value)
        if array is None:
            return value
        gradient = parameter.grad
        while gradient.ndim > numpy.ndim(array):
            gradient = gradient[0]
        return gradient if hasattr(value, "detach") else as_it_was(gradient.numpy(), value)
