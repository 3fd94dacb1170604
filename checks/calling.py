"""Call a student's function as the notebooks do, and read what comes of it.

`exercise1`, `exercise2` and `exercise3` take the student's function and the data of a network: a
dict of ``W`` and ``B``, lists of arrays, ``X`` and ``T``, arrays, and the ``dtype`` of the tensors;
nested lists will do for arrays. They return plain values; see `checks.reading`. What the student's
function raises is passed on.
"""

import contextlib
import inspect
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy

from checks import reading
from checks.findings import Finding

Data = Mapping[str, Any]
Answer = dict[str, Any]
Parameters = Sequence[Any]  # torch.nn.Parameter, of which nothing is imported here

# What the graph behind an error may be, if it is not all of PyTorch: it leads to no parameter, or
# the student has written the way back through an operation
ELSEWHERE, OWN_OPERATIONS = "elsewhere", "own operations"
LONGEST_PRINT = 10_000  # characters


def exercise1(function: Callable, data: Data) -> Answer:
    """Call a backward pass; see `arguments1`, and `reading.gradient` for the answer."""
    layers = len(data["W"])
    DW, DB = reading.pair(function(*arguments1(function, data)), layers)
    return reading.gradient(DW, DB, layers)


def arguments1(function: Callable, data: Data) -> tuple:
    """Return the arguments of a backward pass, in the form that fits its signature.

    These are ``(W, B, A, Y, T)``, or ``(W, B, X, Z1, A1, ..., Y, T)`` if that fits and the other
    does not.
    """
    W, B = ([numpy.array(values) for values in data[name]] for name in "WB")
    X, T = (numpy.array(data[name]) for name in "XT")
    A, Z = [X], []
    for w, b in zip(W, B, strict=True):
        Z.append(A[-1].dot(w) + b)
        A.append(numpy.maximum(0, Z[-1]))
    Y = Z.pop()
    del A[-1]

    arguments: tuple = (W, B, A, Y, T)
    preactivations = (W, B, X, *chain.from_iterable(zip(Z, A[1:], strict=True)), Y, T)
    if not _takes(function, arguments) and _takes(function, preactivations):
        arguments = preactivations
    return arguments


def _takes(function: Callable, arguments: tuple) -> bool:
    try:
        inspect.signature(function).bind(*arguments)
    except (TypeError, ValueError):
        return False
    return True


def exercise2(function: Callable, data: Data) -> Answer:
    """Call a forward pass in PyTorch, and ``backward()`` unless that was done already.

    The answer is ``err``, and the parameters with their gradients; see `reading.parameters`.
    """
    W, B, X, T = arguments2(data)
    # Lists of its own, because the function may change them
    return differentiated(function(list(W), list(B), X, T), W, B)


def differentiated(err: Any, W: Parameters, B: Parameters) -> Answer:
    """Read an error and the gradients of its parameters, after ``backward()`` if need be."""
    read = reading.error(err)
    for parameter in filter(reading.is_tensor, (*W, *B)):
        # What hangs there could put any numbers into the gradient
        for hooks in (parameter._backward_hooks, parameter._post_accumulate_grad_hooks):
            (hooks or {}).clear()
    if isinstance(read, numpy.ndarray) and all(p.grad is None for p in (*W, *B)):
        err.backward()
    answer: Answer = {"err": read, "graph": graph(err, W, B)}
    answer |= reading.parameters(W, B, len(W))
    # What goes a part of the way may return all that is there
    last = err[-1] if type(err) in (tuple, list) and err else err
    if isinstance(read, Finding) and read.name.startswith("error-not") and reading.is_tensor(last):
        answer["part"] = reading.read_array(last)
    if isinstance(read, numpy.ndarray):
        recorded = {id(parameter) for parameter in parameters_in_graph(err.grad_fn)}
        for name, parameters in (("DW", W), ("DB", B)):
            for layer, parameter in enumerate(parameters):
                if parameter.grad is not None and id(parameter) not in recorded:
                    answer[name][layer] = Finding("not-recorded")
    return answer


def parameters_in_graph(operation: Any) -> Iterator[Any]:
    """Yield the parameters from which PyTorch has recorded a way to an operation."""
    return (one.variable for one in _operations(operation) if hasattr(one, "variable"))


def _operations(operation: Any) -> Iterator[Any]:
    """Yield what PyTorch has recorded on the ways to an operation, and that itself."""
    seen, waiting = {None}, [operation]
    while waiting:
        operation = waiting.pop()
        if operation in seen:
            continue
        seen.add(operation)
        yield operation
        waiting += [before for before, _ in operation.next_functions]


def arguments2(data: Data) -> tuple[Parameters, Parameters, Any, Any]:
    """Return the arguments of a forward pass: parameters, inputs and targets as tensors."""
    import torch

    dtype = getattr(torch, data["dtype"])
    W, B = ([torch.nn.Parameter(torch.tensor(p, dtype=dtype)) for p in data[name]] for name in "WB")
    X, T = (torch.tensor(data[name], dtype=dtype) for name in "XT")
    return W, B, X, T


def graph(err: Any, W: Any, B: Any) -> str:
    """Return what is to be known of the way back from an error to two lists of parameters.

    That is `ELSEWHERE`, `OWN_OPERATIONS`, or "".
    """
    parameters = [p for values in (W, B) if type(values) in (list, tuple) for p in values]
    if not reading.is_tensor(err) or not all(map(reading.is_tensor, parameters)):
        return ""
    from torch.autograd.function import BackwardCFunction

    operations = [*_operations(err.grad_fn)]
    reached = {id(one.variable) for one in operations if hasattr(one, "variable")}
    if reached.isdisjoint(map(id, parameters)):
        return ELSEWHERE
    is_own = any(isinstance(operation, BackwardCFunction) for operation in operations)
    return OWN_OPERATIONS if is_own else ""


def exercise3(function: Callable, data: Data) -> Answer:
    """Call a function that prints a gradient inside a network.

    The answer is ``printed``, the text, and ``net``, see `reading.network`.
    """
    net = _network_after_backward(data)
    before = reading.network(net)
    returned: list[Any] = []
    printed = _printed_by(lambda: returned.append(function(net)))
    after = reading.network(net)
    # Who has printed what was asked for may clear the gradients
    answer: Answer = {"printed": printed, "net": before if _is_cleared(after) else after}
    if not printed and returned[0] is not None:
        answer["returned"] = reading.read_array(returned[0])
    return answer


def _is_cleared(net: Any) -> bool:
    """Say whether a network that was read has no gradients, or none but zeros."""
    if not isinstance(net, dict):
        return False
    gradients = [*net["DW"], *net["DB"]]
    return all(g is None or (isinstance(g, numpy.ndarray) and not g.any()) for g in gradients)


def _network_after_backward(data: Data) -> Any:
    """Return the argument of exercise 3."""
    import torch

    dtype = getattr(torch, data["dtype"])
    net = torch.nn.Sequential()
    for w, b in zip(data["W"], data["B"], strict=True):
        linear = torch.nn.Linear(len(w), len(b), dtype=dtype)
        linear.weight.data = torch.tensor(w, dtype=dtype).T.contiguous()
        linear.bias.data = torch.tensor(b, dtype=dtype)
        net.extend([linear, torch.nn.ReLU()])
    del net[-1]
    X, T = (torch.tensor(data[name], dtype=dtype) for name in "XT")
    ((net(X) - T) ** 2).mean().backward()
    return net


def _printed_by(call: Callable) -> str:
    """Return what a call prints, by whatever it has for the standard output."""
    _PRINTED.clear()
    with contextlib.ExitStack() as stack:
        # What was bound before, such as by `from sys import stdout`, or by a handler of `logging`
        for stream in {id(s): s for s in (sys.stdout, sys.__stdout__) if s is not None}.values():
            stack.enter_context(_written_instead(stream))
        stack.enter_context(contextlib.redirect_stdout(_PRINTED))
        call()
    return _PRINTED.getvalue()


@contextlib.contextmanager
def _written_instead(stream: Any) -> Iterator[None]:
    """Let what is written to a stream be kept."""
    try:
        stream.write = _PRINTED.write
    except (AttributeError, TypeError):  # not every kind of stream lets itself be changed
        yield
        return
    try:
        yield
    finally:
        del stream.write


class _Printed(io.StringIO):
    """Keeps what is printed, as long as that is little."""

    def write(self, text: str) -> int:
        if self.tell() + len(text) > LONGEST_PRINT:
            raise RuntimeError(f"It printed more than {LONGEST_PRINT} characters.")
        return super().write(text)

    def clear(self) -> None:
        self.seek(0)
        self.truncate()


# Always the same, because a handler of `logging` goes on writing to the one that it has found
_PRINTED = _Printed()
