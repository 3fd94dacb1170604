"""What the answer to an exercise is where it is no function: `CellAnswer`, what a notebook holds.

A student may leave it under the names that the notebook gives it, or hand it to the check.
"""

from collections.abc import Callable, Sequence
from typing import Any

from checks import calling, reading
from checks.calling import Answer
from instructors.replay.cells import OTHER_EDITION

# An answer in the form of `checks.calling`, what it was read from, and the parameters of that
Computed = tuple[Answer, Any, list]


class CellAnswer:
    """What a function would have returned: all that is known of an exercise without a row."""

    by_other_edition = ""  # a function that answers the exercise, too
    may_repeat = False  # whether what is there once more may be another answer
    names: tuple[str, ...] = ()  # what the check is given, by position
    mentioned: tuple[str, ...] = ()  # by a cell that is meant as the answer

    def __init__(self, exercise: str, results: Sequence[str]) -> None:
        self.exercise = exercise
        self.names = self.names or tuple(results)
        self.words = {exercise, *(self.mentioned or results)}

    def is_function(self, given: Any) -> bool:
        """Say whether the first thing that a check is given answers the exercise when called."""
        return callable(given)

    def held(self, get: Callable[[str], Any], printed: str) -> tuple | None:
        """Return what the names hold after a statement, in their order, if it may be an answer."""
        values = tuple(map(get, self.names))
        return values if any(value is not None for value in values) else None

    def handed(self, values: Sequence, get: Callable[[str], Any]) -> tuple:
        """Return what a check is given, with what it then looks for itself."""
        return tuple(values)

    def computed(self, values: tuple, task: dict) -> Computed:
        """Read the answer to a task from what the names hold, or what a check was given."""
        returned = values[0] if len(values) == 1 else values
        answer = getattr(calling, self.exercise)(lambda *_: returned, task)
        return answer, returned, []


class GradientInCells(CellAnswer):
    """The arrays of the gradient."""

    by_other_edition = OTHER_EDITION
    names = ("DW", "DB")
    mentioned = (*names, by_other_edition)

    def computed(self, values: tuple, task: dict) -> Computed:
        """Read the gradient."""
        DW, DB = values
        return reading.gradient(DW, DB, len(task["W"])), None, []


class ErrorInCells(CellAnswer):
    """The error, as a tensor, and the parameters that it was computed from."""

    names = ("err", "W", "B")
    mentioned = ("err",)

    def held(self, get: Callable[[str], Any], printed: str) -> tuple | None:
        """Return the error and the parameters, if all of them are tensors."""
        err, W, B = map(get, self.names)
        if not isinstance(W, (list, tuple)) or not isinstance(B, (list, tuple)):
            return None
        return (err, W, B) if all(map(reading.is_tensor, (err, *W, *B))) else None

    def handed(self, values: Sequence, get: Callable[[str], Any]) -> tuple:
        """Return the error with the parameters of the notebook, unless others are given."""
        err, *given = values
        pairs = zip("WB", given, strict=True)
        return (err, *(get(name) if value is None else value for name, value in pairs))

    def computed(self, values: tuple, task: dict) -> Computed:
        """Read the error and its gradient, and leave that of the student alone."""
        err, *parameters_of = values
        W, B = (
            list(entries) if isinstance(entries, (list, tuple)) else [] for entries in parameters_of
        )
        parameters = [p for p in W + B if reading.is_tensor(p)]
        before = [p.grad for p in parameters]
        for parameter in parameters:
            parameter.grad = None
        try:
            return calling.differentiated(err, W, B), err, W + B
        finally:
            for parameter, gradient in zip(parameters, before, strict=True):
                parameter.grad = gradient


class NetworkInCells(CellAnswer):
    """A network after ``backward()``, and the number that was printed of it."""

    may_repeat = True  # its gradient changes, and its name stays
    names = ("net", "value")
    mentioned = ("grad",)

    def is_function(self, given: Any) -> bool:
        """Say whether something is called for an answer: a network is called for its outputs."""
        return callable(given) and not hasattr(given, "parameters")

    def held(self, get: Callable[[str], Any], printed: str) -> tuple | None:
        """Return the network, if it has gradients, and what a statement has printed."""
        net = get("net")
        return (net, printed) if printed and _has_gradients(net) else None

    def handed(self, values: Sequence, get: Callable[[str], Any]) -> tuple:
        """Return the network and the number as it would be printed."""
        net, value = values
        return net, str(plain_number(value))

    def computed(self, values: tuple, task: dict) -> Computed:
        """Read the network and the number."""
        net, printed = values
        return {"net": reading.network(net), "printed": printed}, None, []


CELL_ANSWERS = {
    "exercise1": GradientInCells,
    "exercise2": ErrorInCells,
    "exercise3": NetworkInCells,
}


def cell_answer(exercise: str, results: Sequence[str]) -> CellAnswer:
    """Return what answers an exercise in cells; without a row, its results have these names."""
    return CELL_ANSWERS.get(exercise, CellAnswer)(exercise, results)


def _has_gradients(net: Any) -> bool:
    try:
        return any(reading.is_tensor(p.grad) for p in net.parameters())
    except Exception:  # whatever is called net
        return False


def plain_number(value: Any) -> object:
    """Return a number that stands alone in an array or a tensor, which prints it rounded."""
    return value.item() if getattr(value, "shape", None) == () else value
