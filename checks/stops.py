"""Where a program has stopped, and what is said of it."""

import contextlib
import linecache
import re
import traceback
import types
from collections.abc import Callable

from checks import sentences
from checks.exercises import Exercise
from checks.files_and_cells import is_current, line_of, owner_of, place_of
from checks.findings import Finding
from checks.reports import Spot
from checks.what_met import described, message, own_entries

IN_PLACE = ("inplace operation", "in-place operation")  # what PyTorch says of it
# What a notebook imports, and solution.py has to import as well
MODULES = {
    "torch": "import torch",
    "numpy": "import numpy",
    "np": "import numpy as np",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "math": "import math",
    "utils": "import utils",
}
# How PyTorch's message begins if one of two things to compare is a number
NO_MAXIMUM = tuple(
    f"max() received an invalid combination of arguments - got ({kind}, "
    for kind in ("int", "float")
)
# Names that others give to what the list A holds
ACTIVATIONS = {"X": "A[0]", "A0": "A[0]", "A1": "A[1]", "A2": "A[2]", "A3": "A[3]"}


def outdated(function: Callable) -> Finding:
    """Return the finding on a function that is not what its file says now."""
    owner = owner_of(function)
    name = owner.__code__.co_filename if owner else ""
    linecache.checkcache(name)
    try:
        with contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
            code = compile("".join(linecache.getlines(name)), name, "exec", dont_inherit=True)
            exec(code, {"__name__": "imported", "__file__": name})
    except Exception as error:
        if found := of_import(error, name):
            return found
    return Finding("outdated", {"place": place_of(name)})


def problem_of_module(module: types.ModuleType) -> Finding | None:
    """Return the finding on a module that is not what its file says now, or None."""
    for function in vars(module).values():
        own = isinstance(function, types.FunctionType) and function.__module__ == module.__name__
        if own and not is_current(function):
            return outdated(function)
    return None


def of_import(error: Exception, name: str) -> Finding | None:
    """Return the finding on an error that has stopped the import of a file, if it is its own."""
    fields: dict = {"place": place_of(name)}
    if isinstance(error, SyntaxError) and error.lineno and error.filename == name:
        return Finding("unreadable", fields | {"line": error.lineno, "message": error.msg})
    own = [line for frame, line in walk(error) if frame.f_code.co_filename == name]
    if not own:
        return None
    fields |= {"line": own[-1], "text": linecache.getline(name, own[-1]).strip()}
    fields |= {"error": type(error).__name__, "message": message(error)}
    return Finding("not-imported", fields)


def walk(error: BaseException) -> list:
    """Return the frames and lines of an error, the outermost first."""
    return list(traceback.walk_tb(error.__traceback__))


def spot(code: types.CodeType, line: int) -> Spot:
    """Return where a line of a code is, in the words of a student."""
    filename, number = code.co_filename, line_of(code, line)
    return Spot(number, place_of(filename), linecache.getline(filename, number).strip())


def finding(error: BaseException, exercise: Exercise | None, is_own: Callable) -> Finding:
    """Return what to say of an error.

    The exercise is that of the function that was called, if there was one. ``is_own`` says of a
    file's name whether the student has written what is in it.
    """
    own = own_entries(error, is_own)
    if not own:
        return Finding(_outside(error), {"error": type(error).__name__, "message": message(error)})
    code, line = own[-1].tb_frame.f_code, own[-1].tb_lineno
    text, where = "".join(linecache.getlines(code.co_filename)), spot(code, line)
    return in_words(described(error, own[-1], text, where.line - line), where, exercise)


def _outside(error: BaseException) -> str:
    """Return the kind of an error that no line of the program has met."""
    if any(words in str(error) for words in IN_PLACE):
        return "stopped-in-place"
    functions = {frame.f_code.co_name for frame, _ in walk(error)}
    return "stopped-backward" if "backward" in functions else "stopped-outside"


def in_words(told: dict, where: Spot, exercise: Exercise | None) -> Finding:
    """Return the finding on an error, of what `checks.what_met.described` says of it."""
    left, right = told.get("left", {}), told.get("right", {})
    fields = {
        "line": str(where),
        "error": told["error"],
        "message": told["message"],
        "left": left.get("text"),
        "right": right.get("text"),
        "left_shape": left.get("shape"),
        "right_shape": right.get("shape"),
        "kind": left.get("kind"),
        "right_kind": right.get("kind"),
        "length": left.get("length"),
        "value": "",
        "name": told.get("name", ""),
    }
    if right.get("value") not in (None, "", right.get("text")):
        fields["value"] = sentences.VALUE.format(value=right["value"])
    kind, fields["instead"] = _in_words_of(exercise, told["kind"], fields, where)
    return Finding(kind, fields)


def _in_words_of(
    exercise: Exercise | None, kind: str, fields: dict, where: Spot
) -> tuple[str, str]:
    """Return the kind of an error in the words of an exercise, and what to write instead."""
    if "detach().numpy()" in fields["message"]:
        # Python's advice is to detach. A forward pass must not, and a gradient need not.
        partial = exercise is None or exercise.partial
        return "stopped-numpy" if partial else "stopped-no-gradient", ""
    if kind == "stopped-product" and "()" in (fields["left_shape"], fields["right_shape"]):
        return "stopped-number", ""
    if kind == "stopped-index" and fields["length"] is None:
        return "stopped-other", ""
    if kind == "stopped-name":
        return _of_name(fields["name"], exercise, where)
    if kind == "stopped-other" and "is ambiguous" in fields["message"]:
        return "stopped-truth", ""
    if fields["message"].startswith(NO_MAXIMUM):
        fields["left"] = "torch.max"
        return "stopped-maximum", ""
    larger = kind == "stopped-no-tensor" and re.search(r"\.max(imum)?$", fields["left"] or "")
    if larger and fields["message"].endswith(("not int", "not float")):
        return "stopped-maximum", ""
    return kind, ""


def _of_name(name: str, exercise: Exercise | None, spot: Spot) -> tuple[str, str]:
    """Return the kind of a name without a value, and what to write instead."""
    if spot.place.endswith(".py") and name in MODULES and f"{name}." in spot.text:
        return "stopped-import", MODULES[name]
    if exercise and "A" in exercise.given and name in ACTIVATIONS:
        return "stopped-activation", ACTIVATIONS[name]
    return "stopped-name" if exercise else "stopped-name-here", ""
