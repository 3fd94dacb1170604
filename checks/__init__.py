"""Feedback on the exercises: which array is the first wrong one, and what was done wrong.

`exercise1` to `exercise3`, and `signal` and `forward` for a step, return a `checks.reports.Report`,
whatever their arguments are, and raise nothing. `numerical` and `compare` set numbers side by side,
`need` stops a notebook where something is not right yet.
"""

import sys as _sys
from typing import Any as _Any

from checks import calling as _calling
from checks import function_report as _function_report
from checks import judging as _judging
from checks import reading as _reading
from checks import sentences as _sentences
from checks.compare import compare
from checks.exercises import EXERCISES as _EXERCISES
from checks.follow import follow
from checks.judging_values import forward, signal
from checks.networks import series_network as _series_network
from checks.numerical import numerical
from checks.order import order
from checks.reports import NotRightYetError as _NotRightYetError
from checks.reports import Report as _Report

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


def exercise1(DW: _Any = None, DB: _Any = None) -> _Report:
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
    network = _series_network()
    if _function_report.is_function(DW) and DB is None:
        return _function_report.function_report(_EXERCISES[0], DW, network)
    return _judging.gradient(_reading.gradient(DW, DB, len(network.W)), network)


def exercise2(err: _Any = None, W: _Any = None, B: _Any = None) -> _Report:
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
    network = _series_network()
    if _function_report.is_function(err) and W is None:
        return _function_report.function_report(_EXERCISES[1], err, network)
    if W is None and B is None:
        return _judging.error_alone(_reading.error(err), network)
    answer: dict = {"err": _reading.error(err), "graph": _calling.graph(err, W, B)}
    answer |= _reading.parameters(W, B, len(network.W))
    return _judging.autograd(answer, network)


def exercise3(net: _Any = None, value: _Any = ...) -> _Report:
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
    if _function_report.is_function(net):
        return _function_report.function_report(_EXERCISES[2], net, _series_network())
    answer: dict[str, _Any] = {"net": _reading.network(net)}
    if value is not ...:
        answer["value"] = None if value is None else _reading.read_array(value)
    return _judging.printed(answer, _series_network())


def need(*what: _Any) -> None:
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
    there = _sys._getframe(1).f_globals  # of the cell
    missing = [one for one in what if isinstance(one, str) and one not in there]
    if missing:
        names = _sentences.AND.join(missing)
        raise _NotRightYetError(_sentences.NEEDED["names"].format(names=names))
    module, *numbers = [one for one in what if not isinstance(one, str)] or [None]
    for number in numbers:
        _function_report.needed(_EXERCISES[number - 1], module, _series_network())
