"""Feedback on the exercises: which array is the first wrong one, and what was done wrong.

`exercise1` to `exercise3`, and `signal` and `forward` for a step, return a `checks.reports.Report`,
whatever their arguments are, and raise nothing. `numerical` and `compare` set numbers side by side,
`need` stops a notebook where something is not right yet.
"""

import sys
from typing import Any

from checks import calling, function_report, judging, reading, sentences
from checks.compare import compare
from checks.exercises import EXERCISES
from checks.follow import follow
from checks.judging_values import forward, signal
from checks.networks import series_network
from checks.numerical import numerical
from checks.order import order
from checks.reports import NotRightYetError, Report

__all__ = [
    "compare",
    "exercise1",
    "exercise2",
    "exercise3",
    "follow",
    "forward",
    "need",
    "numerical",
    "order",
    "signal",
]


def __dir__() -> list[str]:
    # What a student calls, and nothing else, is what Jupyter offers after `checks.`
    return __all__


def exercise1(DW: Any = None, DB: Any = None) -> Report:
    """Check the function of exercise 1, or the gradient that it has returned.

    Parameters
    ----------
    DW, DB : lists of numpy.ndarray
        The gradient with respect to the weights and the biases, formatted like the parameters.
        Float32, PyTorch tensors and nested lists are taken as well. In place of both, the function
        itself, which is then called: ``checks.exercise1(solution.exercise1)``.

    Returns
    -------
    Report
    """
    network = series_network()
    if function_report.is_function(DW) and DB is None:
        return function_report.function_report(EXERCISES[0], DW, network)
    return judging.gradient(reading.gradient(DW, DB, len(network.W)), network)


def exercise2(err: Any = None, W: Any = None, B: Any = None) -> Report:
    """Check the function of exercise 2, or the error and the gradient after ``err.backward()``.

    Parameters
    ----------
    err : torch.Tensor
        The error, a single number. In its place, without parameters, the function itself, which is
        then called: ``checks.exercise2(solution.exercise2)``.
    W, B : lists of torch.nn.Parameter, optional
        The parameters that were given, with their gradients in ``.grad``. Without them, only the
        error is judged.

    Returns
    -------
    Report
    """
    network = series_network()
    if function_report.is_function(err) and W is None:
        return function_report.function_report(EXERCISES[1], err, network)
    if W is None and B is None:
        return judging.error_alone(reading.error(err), network)
    answer: dict = {"err": reading.error(err), "graph": calling.graph(err, W, B)}
    answer |= reading.parameters(W, B, len(network.W))
    return judging.autograd(answer, network)


def exercise3(net: Any = None, value: Any = ...) -> Report:
    """Check the function of exercise 3, or the network and the gradient that you have found in it.

    Parameters
    ----------
    net : torch.nn.Sequential
        The network of the exercise, after ``backward()``. In its place the function itself, which
        is then called: ``checks.exercise3(solution.exercise3)``.
    value : float, optional
        What you think is the gradient of the first weight, or its magnitude. Without it, only the
        gradients are judged.

    Returns
    -------
    Report
    """
    if function_report.is_function(net):
        return function_report.function_report(EXERCISES[2], net, series_network())
    answer: dict[str, Any] = {"net": reading.network(net)}
    if value is not ...:
        answer["value"] = None if value is None else reading.read_array(value)
    return judging.printed(answer, series_network())


def need(*what: Any) -> None:
    """Stop with a sentence unless there is what a cell needs.

    Parameters
    ----------
    *what
        ``solution``, and the numbers of the exercises whose functions in it have to be right; and
        the names of what the cells further up compute, such as ``"DW"``.

    Raises
    ------
    NotRightYetError
    """
    there = sys._getframe(1).f_globals  # of the cell
    missing = [one for one in what if isinstance(one, str) and one not in there]
    if missing:
        names = sentences.AND.join(missing)
        raise NotRightYetError(sentences.NEEDED["names"].format(names=names))
    module, *numbers = [one for one in what if not isinstance(one, str)] or [None]
    for number in numbers:
        function_report.needed(EXERCISES[number - 1], module, series_network())
