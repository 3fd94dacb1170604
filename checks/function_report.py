"""Call a student's function, and report on what it returns, or on where it stops."""

import contextlib
import functools
import inspect
import io
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from checks import hiding, other_networks, reading, sentences, stops
from checks.exercises import Exercise, data_of
from checks.files_and_cells import is_current, owner_of, place_of
from checks.findings import Finding
from checks.follow import cells
from checks.lines import changed_arguments, choosing, never_used
from checks.lines.better_findings import better_findings
from checks.lines.sources import FileLine, Program, program_of
from checks.lines.wrong_answer import WrongAnswer
from checks.networks import Network
from checks.reports import NotRightYetError, Report, Row, unjudged
from checks.settings import settings
from checks.what_met import own_entries


@dataclass
class RunNotes:
    """What is noted while a student's function runs."""

    changed: list[str] = field(default_factory=list)  # the names of arguments that it has changed
    went_back: list = field(default_factory=list)  # parameters that have a gradient afterwards
    uses: list = field(default_factory=list)  # where it has used what is hidden from it


def is_function(value: object) -> bool:
    """Say whether a check was given a function, and not an answer."""
    return inspect.isroutine(value) or isinstance(value, functools.partial)


def function_report(
    exercise: Exercise, function: Callable, network: Network, points: bool = False
) -> Report:
    """Call a student's function for a network, and report on it: of its points, too, if wanted."""
    if not is_current(function):
        return unjudged([exercise.name], stops.outdated(function))
    data = data_of(network, "float32")
    notes = RunNotes()
    prepared = other_networks.prepared(exercise, function, notes.uses)
    watched = changed_arguments.watched(prepared, notes.changed, notes.went_back)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = exercise.call(watched, data)
    except hiding.HiddenError:
        return _forbidden(exercise, function, notes.uses)
    except NotImplementedError as error:
        return unjudged([exercise.name], _unfinished(exercise, function, error))
    except (Exception, SystemExit) as error:
        return _stopped(exercise, function, error, network)
    report = exercise.report(answer, network)
    # A stand-in for PyTorch may have got into the answer unused: nothing has raised `HiddenError`
    hidden = reading.describe(hiding.Hidden([]))
    if any(finding.fields.get("found") == hidden for finding in report.findings):
        return _forbidden(exercise, function, notes.uses)
    program, right_here = program_of(function), report.ok
    changing = (
        changed_arguments.line_of_change(program, exercise, network, notes.changed)
        if program and notes.changed
        else None
    )
    report = replace(report, remarks=tuple(_remarks(program, notes, changing)))
    if right_here or points:
        is_own = _own(function, program)
        report = other_networks.judged(exercise, function, report, is_own, program)
    if right_here or program is None or program.is_one_line() or not settings().lines:
        return report  # of one line, everybody sees which it is
    return _with_lines(
        report, WrongAnswer(program, exercise, network, report.findings, notes.changed, changing)
    )


def _with_lines(report: Report, wrong: WrongAnswer) -> Report:
    """Return the report on a wrong answer with what its program says of the mistake."""
    findings, spots = tuple(better_findings(wrong)), choosing.of_answer(wrong)
    more: tuple[Finding, ...] = ()
    with contextlib.suppress(Exception):  # as little worth the report as a line
        more = tuple(never_used.remarks(wrong.program, wrong.values.execution))
    return replace(report, findings=findings, spots=spots, remarks=(*report.remarks, *more))


def _remarks(
    program: Program | None, notes: RunNotes, changing: FileLine | None
) -> Iterator[Finding]:
    """Yield what is said of a function beside its answer."""
    if notes.changed:
        where = ""
        if program and changing and settings().lines:
            where = sentences.IN.format(spot=program.spot(*changing))
        yield Finding(
            "inputs-changed", {"names": sentences.AND.join(notes.changed), "where": where}
        )
    if notes.went_back:
        yield Finding("went-back")


def _forbidden(exercise: Exercise, function: Callable, uses: list) -> Report:
    """Return the report on a function that needs what is not there when it is graded."""
    is_own = _own(function, program_of(function))
    spot = stops.spot(*next((use for use in uses if is_own(use[0].co_filename)), uses[0]))
    return Report((Row(exercise.name, "", False),), (Finding("forbidden", {"line": str(spot)}),))


def needed(exercise: Exercise, module: types.ModuleType, network: Network) -> None:
    """Raise `NotRightYetError` with a sentence unless a student's module has the right function."""
    function = getattr(module, exercise.name, None)
    if function is None:
        raise NotRightYetError(sentences.NO_FUNCTION.format(name=exercise.name))
    report = function_report(exercise, function, network)
    if not report.ok:
        empty = report.mistakes[:1] in (("not-begun",), ("only-in-notebook",))
        fields = {"name": exercise.name, "text": report.text}
        raise NotRightYetError(sentences.NEEDED["empty" if empty else "right"].format(**fields))


def _unfinished(exercise: Exercise, function: Callable, error: NotImplementedError) -> Finding:
    """Return the finding on a function that says itself that it is not written yet."""
    program = program_of(function)
    filename = _filename(function)
    own = own_entries(error, lambda name: name == filename)
    spot = stops.spot(own[-1].tb_frame.f_code, own[-1].tb_lineno) if own else None
    if spot and program and spot.line not in program.first_lines():
        return Finding("not-finished", {"line": str(spot)})
    elsewhere_is = _in_notebook(exercise)
    if elsewhere_is:
        return Finding("only-in-notebook", {"name": exercise.name, "call": elsewhere_is})
    return Finding("not-begun", {"step": sentences.STEPS.get(exercise.name, exercise.asks)})


def _in_notebook(exercise: Exercise) -> str:
    """Return how an answer is checked that the student has written in the notebook, or ""."""
    space = cells()
    if is_function(space.get(exercise.name)):
        return f"checks.{exercise.name}({exercise.name})"
    values = [space.get(name) for name in exercise.results]
    given = bool(values) and all(value is not None and value is not ... for value in values)
    return f"checks.{exercise.name}({', '.join(exercise.results)})" if given else ""


def _stopped(
    exercise: Exercise, function: Callable, error: BaseException, network: Network
) -> Report:
    """Return the report on a function that stopped with an error."""
    program = program_of(function)
    is_own = _own(function, program)
    finding = stops.finding(error, exercise, is_own)
    report = unjudged([exercise.name], finding)
    if program is None:  # its text is not known
        return report
    stop = choosing.Stop(program, exercise, network, error, finding, is_own)
    return replace(report, spots=choosing.of_stop(stop))


def _own(function: Callable, program: Program | None) -> Callable:
    """Return what says of a file's name whether the student has written what is in it."""
    filename = _filename(function)
    places = {part.place for part in program.parts} if program else set()
    places |= {place_of(filename)} if filename else set()
    return lambda name: place_of(name) in places


def _filename(function: Callable) -> str:
    """Return the name of the file in which a function is written, or ""."""
    owner = owner_of(function)
    return owner.__code__.co_filename if owner else ""
