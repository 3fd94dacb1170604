"""Call the student's functions, and read what they return and what names hold: `Extractor`."""

import contextlib
import linecache
import sys
import traceback
from collections.abc import Callable

from checks import calling, what_met
from instructors.replay import as_json, second_derivatives
from instructors.replay.cell_answers import CellAnswer
from instructors.replay.importing import Causes
from instructors.replay.statements import FILES

MOST_TRACEBACK_CHARACTERS = 2000


class Extractor:
    """Turns what a student has computed into results, which are JSON data.

    A result is one of ``answer``, with ``curvature`` if that is asked for; ``missing``, what a
    `NotImplementedError` says; and ``error``, see `told_error`. Tasks and answers have the forms of
    the modules of `checks`.
    """

    def __init__(self, causes: Causes, top: str, curvature: bool) -> None:
        self._causes, self._top, self._curvature = causes, top, curvature

    def function(self, exercise: str, function: Callable, task: dict) -> dict:
        """Return the result of a function for a task."""
        called = Called(function)

        def compute() -> tuple:
            answer = getattr(calling, exercise)(called, task)
            return answer, called.returned, called.parameters

        return self._result(compute)

    def values(self, cell_answer: CellAnswer, values: tuple, task: dict) -> dict:
        """Return the result of what a notebook holds of an answer."""
        return self._result(lambda: cell_answer.computed(values, task))

    def _result(self, compute: Callable) -> dict:
        try:
            answer, err, parameters = compute()
            result = {"answer": as_json.to_json(answer)}
            if self._curvature:
                curved = second_derivatives.curvature(err, parameters)
                result["curvature"] = as_json.to_json(curved)
            return result
        except BaseException as error:  # SystemExit and KeyboardInterrupt are a student's, too
            return self.failed(error)

    def failed(self, error: BaseException) -> dict:
        """Return the result that an error is."""
        error = self._causes.of(error)
        if isinstance(error, NotImplementedError):
            return {"missing": str(error)[:500]}
        return {"error": told_error(error, self._top)}


class Called:
    """A student's function, which keeps the parameters that it was given, and what it returned."""

    def __init__(self, function: Callable) -> None:
        self.__wrapped__ = function  # whose signature this is
        self.parameters: list = []
        self.returned: object = None

    def __call__(self, *arguments: object) -> object:
        """Call the function, with lists of parameters first."""
        for given in arguments[:2]:
            self.parameters += given if isinstance(given, list) else []
        self.returned = self.__wrapped__(*arguments)
        return self.returned


def keep_graphs() -> None:
    """Let a program that calls ``backward()`` itself leave its operations to be looked at."""
    torch = sys.modules["torch"]
    backward = torch.autograd.backward

    def keeping(*arguments: object, **options: object) -> None:
        # The third argument, if it is not named
        return backward(*arguments[:2], **options | {"retain_graph": True})

    torch.autograd.backward = keeping


def told_error(error: BaseException, folder: str) -> dict:
    """Return the text of an error, without what runs the cells, and what met where it stopped."""
    top = f"{folder}/"
    frames = [e for e in traceback.extract_tb(error.__traceback__) if e.filename.startswith(top)]
    text = "".join(traceback.format_list(frames) + traceback.format_exception_only(error))
    result: dict = {"text": _without(folder, text)[-MOST_TRACEBACK_CHARACTERS:]}
    with contextlib.suppress(BaseException):  # whatever a program has made of its values
        own = what_met.own_entries(error, lambda name: name.startswith(top))[-1]
        name = own.tb_frame.f_code.co_filename
        lines = linecache.getlines(name)
        line = lines[own.tb_lineno - 1].strip()[: what_met.LONGEST_MESSAGE]
        result["spot"] = [own.tb_lineno, _without(folder, name), line]
        result["met"] = what_met.described(error, own, "".join(lines))
    return result


def _without(folder: str, text: str) -> str:
    """Return a text in which files have the names under which they were handed in."""
    return text.replace(f"{folder}/{FILES}/", "").replace(f"{folder}/", "")
