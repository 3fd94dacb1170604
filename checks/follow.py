"""Follow a module in a notebook: import it again when it was saved, and explain cells that stop."""

import contextlib
import functools
import types
from typing import Any

from checks import stops
from checks.exercises import EXERCISES
from checks.files_and_cells import is_cell, place_of, shell
from checks.findings import Finding
from checks.reports import Note, NotRightYetError

# What Python says already as well as anybody could
KNOWN = ("stopped-other", "stopped-outside", "stopped-backward", "stopped-recursion")
# The cells that were run in this kernel since a module is followed, as they were typed
RAN: list[str] = []


def follow(module: types.ModuleType) -> None:
    """Use a module as it was last saved, from the next cell on, and say below a cell what stops it.

    In a notebook this is IPython's ``%autoreload``. Elsewhere, nothing is done.

    Parameters
    ----------
    module : module
        ``solution``.
    """
    kernel = shell()
    if kernel is None:
        return
    with contextlib.redirect_stdout(None):
        kernel.extension_manager.load_extension("autoreload")
    # From IPython 9 on, errors name the right lines with --full only; and what stops an import is
    # said below, in a sentence
    known = kernel.find_line_magic("autoreload").__doc__ or ""
    options = [option for option in ("--full", "--hide-errors") if option in known]
    kernel.run_line_magic("autoreload", " ".join(["1", *options]))
    kernel.run_line_magic("aimport", module.__name__)
    for other in list(kernel.events.callbacks["post_run_cell"]):
        if isinstance(other, functools.partial) and other.func is _after:
            kernel.events.unregister("post_run_cell", other)
    kernel.events.register("pre_run_cell", _note)
    kernel.events.register("post_run_cell", functools.partial(_after, module))


def cells() -> dict:
    """Return the values that the cells of a notebook have made, by their names; else nothing."""
    kernel = shell()
    return kernel.user_ns if kernel is not None else {}


def _note(info: Any) -> None:
    RAN.append((info.raw_cell or "").strip())


def _after(module: types.ModuleType, result: Any) -> None:
    """Display what there is to say of a cell that has run."""
    from IPython.display import display

    with contextlib.suppress(Exception):  # whatever happens here, it was not the student's doing
        source = result.info.raw_cell or ""
        if module.__name__ in source and "checks." not in source:
            problem = stops.problem_of_module(module)
            if problem:
                display(Note(problem.sentence))
        if result.error_in_exec is not None:
            told = explained(result.error_in_exec)
            if told:
                display(Note(told.sentence))


def explained(error: BaseException) -> Finding | None:
    """Return what to say of an error that has ended a cell, if it is more than Python says."""
    if isinstance(error, (NotRightYetError, NotImplementedError)):
        return None
    called = {frame.f_code.co_name for frame, _ in stops.walk(error)}
    exercise = next((exercise for exercise in EXERCISES if exercise.name in called), None)
    found = stops.finding(error, exercise, _is_own)
    return None if found.name in KNOWN else found


def _is_own(name: str) -> bool:
    return is_cell(name) or place_of(name) == "solution.py"
