"""Call a student's function, and report on its answer, on its way there, and on its lines."""

import ast
import contextlib
import functools
import inspect
import io
import linecache
import types
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from checks import hiding, other_networks, sentences, stops
from checks.exercises import Exercise, data_of
from checks.files_and_cells import is_current, line_of, owner_of, place_of
from checks.findings import Finding
from checks.follow import cells
from checks.lines import causes, changed_arguments, experiments, pointing
from checks.lines.sources import Program, is_import, program_of
from checks.names.mistakes_in_collecting import INPUTS
from checks.networks import Network
from checks.reports import NotRightYetError, Report, Row, Spot
from checks.settings import settings
from checks.tracing import Line

MOST_SPOTS = 2
UNEXPLAINED = {"unknown", "unknown-network", "single-array"}
# What arrays raise that do not fit
OF_ARRAYS = (ValueError, IndexError, RuntimeError)
# Findings on what was returned, whatever was computed
OF_FORM = {"not-two-lists", "not-numbers", "not-parameters", "holds-value", "parameters"}
# Findings on numbers that have left PyTorch
LOST = {"not-in-graph", "no-graph", "parameters-not-used", "not-recorded"}


def is_function(value: object) -> bool:
    """Say whether a check was given a function, and not an answer."""
    return inspect.isroutine(value) or isinstance(value, functools.partial)


def function_report(
    exercise: Exercise,
    function: Callable,
    network: Network,
    dtype: str = "float32",
    points: bool = False,
) -> Report:
    """Call a function for a network, and report on it.

    Parameters
    ----------
    exercise : Exercise
    function : callable
        The student's.
    network : Network
    dtype : str
        Of the tensors, if the exercise has any.
    points : bool
        Whether points are wanted of a wrong answer, too.

    Returns
    -------
    Report
    """
    if not is_current(function):
        return _nothing(exercise, stops.outdated(function))
    data = data_of(network, dtype)
    changed: list[str] = []
    went_back: list = []
    uses: list = []
    prepared = other_networks.prepared(exercise, function, uses)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = exercise.call(changed_arguments.watched(prepared, changed, went_back), data)
    except hiding.HiddenError:
        return _forbidden(exercise, function, uses)
    except NotImplementedError as error:
        return _nothing(exercise, _unfinished(exercise, function, error))
    except (Exception, SystemExit) as error:
        return _stopped(exercise, function, error, network)
    report = exercise.report(answer, network)
    if any(finding.fields.get("found") == hiding.DESCRIBED for finding in report.findings):
        return _forbidden(exercise, function, uses)
    program, right_here = program_of(function), report.ok
    changing = (
        changed_arguments.line_of_change(program, exercise, network, changed)
        if program and changed
        else None
    )
    if changed:
        where = ""
        if program and changing:
            where = sentences.IN.format(spot=Spot(*changing, program.line(*changing)))
        fields = {"names": sentences.AND.join(changed), "where": where}
        report = replace(report, remarks=(Finding("inputs-changed", fields),))
    if went_back:
        report = replace(report, remarks=(*report.remarks, Finding("went-back")))
    if right_here or points:
        report = other_networks.judged(exercise, function, report, _own(function, program))
    if right_here:
        return report
    if program and program.is_one_line():
        return report  # which line it is, everybody sees
    lines: list[tuple[int, str]] = []
    if program:
        with contextlib.suppress(Exception):  # no line is worth the report
            place = pointing.looked_at(program, exercise, network)
            lines, cure = _lines(program, exercise, network, report, place)
            if _names(report) <= UNEXPLAINED:
                report = _with_cure(program, cure, _with_what_meets(program, place, report))
    if changing and _is_of_changed(report, changed):
        lines = [changing, *(line for line in lines if line != changing)]
    if program and LOST & _names(report):
        lines = _written(program, causes.LEAVING, lines) or _written(program, causes.ANEW, lines)
    if program and "all-parameters" in _names(report):
        lines = _written(program, causes.ALL_PARAMETERS, lines)
    return replace(report, spots=_spots(lines, program))


def _lines(
    program: Program,
    exercise: Exercise,
    network: Network,
    report: Report,
    place: pointing.Pointing,
) -> tuple[list[tuple[int, str]], experiments.Cure | None]:
    """Return the lines of what is wrong, and the exchange of values that makes it right, if any."""
    named = place.lines(report.findings)
    suspects = named or (place.made_of.lines() if exercise.results else [])
    found, cure = experiments.lines(program, exercise, network, suspects)
    if cure and not named:
        found = [cure.line, *found]
    names = _names(report)
    if "holds-value" in names:
        found = [*place.taken(), *found]
    if not found and names & OF_FORM:
        found = [line for line, _ in place.values.returns[-1:]]
    if len(set(found)) == 1 and any("mask" in name for name in names):
        found = [*found, *place.behind(found[0])]
    lines = program.spots(found)
    # A layer is not used
    before = _loop_before(program, lines) if "parameter-not-used" in names else []
    return list(dict.fromkeys([*before, *lines])), cure


def _names(report: Report) -> set[str]:
    return {finding.name for finding in report.findings}


def _loop_before(program: Program, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the loop that has ended before a line, in the same function: perhaps too early."""
    for line, place in lines[:1]:
        for part in program.parts:
            at = line - part.line + 1
            around = causes.function_at(ast.parse(part.text), at)
            if part.place == place and around:
                loops = [n for n in ast.walk(around) if isinstance(n, ast.For)]
                ended = [n.lineno for n in loops if (n.end_lineno or at) < at]
                return [(part.line + number - 1, place) for number in ended[-1:]]
    return []


def _with_what_meets(program: Program, place: pointing.Pointing, report: Report) -> Report:
    """Say where what is wrong was made of right values, and of which, if nothing else is known."""
    made = place.made_of.meeting()
    if made is None or not made[1]:
        return report
    line, names = made
    ((number, where),) = program.spots([line])
    fields = {
        "line": str(Spot(number, where, program.line(number, where))),
        "found": sentences.AND.join(names),
    }
    return replace(report, findings=(Finding("made-of", fields),))


def _with_cure(program: Program, cure: experiments.Cure | None, report: Report) -> Report:
    """Say which other values in a line would make everything right, if some would."""
    wanted = sentences.INSTEAD.get(cure.name) if cure else None
    if cure is None or wanted is None:
        return report
    ((number, where),) = program.spots([cure.line])
    fields = {"line": str(Spot(number, where, program.line(number, where))), "wanted": wanted}
    meets = [f.fields for f in report.findings if f.fields.get("line") == fields["line"]]
    fields["meets"] = sentences.MEETS.format(**meets[0]) if meets else ""
    return replace(report, findings=(Finding("right-instead", fields),))


def _is_of_changed(report: Report, changed: list[str]) -> bool:
    """Say whether what is wrong can come from arguments that were changed in place."""
    return "A" in changed and bool(_names(report) & {"unknown", *(row.name for row in INPUTS)})


def _written(
    program: Program, names: Sequence[str], lines: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return the lines in which some names stand, or others if they are among these, or none."""
    written = [
        (part.line + line - 1, part.place)
        for part in program.parts
        if not is_import(part.text)
        for line in causes.naming(part.text, names)
    ]
    return lines if not written or set(lines[:1]) & set(written) else written


def _forbidden(exercise: Exercise, function: Callable, uses: list) -> Report:
    """Return the report on a function that needs what is not there when it is graded."""
    is_own = _own(function, program_of(function))
    code, line = next((use for use in uses if is_own(use[0].co_filename)), uses[0])
    number = line_of(code, line)
    text = linecache.getline(code.co_filename, number).strip()
    spot = Spot(number, place_of(code.co_filename), text)
    return Report((Row(exercise.name, "", False),), (Finding("forbidden", {"line": str(spot)}),))


def needed(exercise: Exercise, module: types.ModuleType, network: Network) -> None:
    """Stop with a sentence unless the function of an exercise is right.

    Parameters
    ----------
    exercise : Exercise
    module : module
        The student's ``solution``.
    network : Network

    Raises
    ------
    NotRightYetError
    """
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
    own = stops.own_frames(function, error)
    program = program_of(function)
    spot = stops.spot(own[-1]) if own else None
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


def _nothing(exercise: Exercise, finding: Finding, **fields: Any) -> Report:
    """Return the report on a function that gave no answer."""
    return Report((Row(exercise.name, "", None),), (finding,), **fields)


def _stopped(
    exercise: Exercise, function: Callable, error: BaseException, network: Network
) -> Report:
    """Return the report on a function that stopped with an error."""
    program = program_of(function)
    is_own = _own(function, program)
    finding = stops.finding(error, exercise, is_own)
    found = causes.lines(error, is_own)
    if finding.name == "stopped-outside" and program:
        found = [
            (part.line + line - 1, part.place)
            for part in program.parts
            for line in causes.changed_in_place(error, part.text)
        ]
        finding = Finding("stopped-in-place") if found else finding
    if program and isinstance(error, OF_ARRAYS):
        with contextlib.suppress(Exception):  # no line is worth the report
            found = [*_origin(program, exercise, network), *found]
    if program and (finding.name == "stopped-none" or "NoneType" in str(error)):
        nothing = causes.without_return([part.text for part in program.parts])
        found = [*program.spots(Line(*line) for line in nothing), *found]
    found = list(dict.fromkeys(found))
    return _nothing(exercise, finding, spots=_spots(found, program))


def _origin(program: Program, exercise: Exercise, network: Network) -> list[tuple[int, str]]:
    """Return the line that has made what a program could not go on with, if values tell."""
    return program.spots(pointing.looked_at(program, exercise, network).made_of.of_crash())


def _own(function: Callable, program: Program | None) -> Callable:
    """Return what says of a file's name whether the student has written what is in it."""
    owner = owner_of(function) or getattr(function, "__func__", None)
    places = {part.place for part in program.parts} if program else set()
    places |= {place_of(owner.__code__.co_filename)} if owner else set()
    return lambda name: place_of(name) in places


def _spots(lines: list[tuple[int, str]], program: Program | None) -> tuple[Spot, ...]:
    """Return the likeliest lines, at most two, if the course wants them."""
    if program is None or not settings().lines:
        return ()
    return tuple(Spot(*line, program.line(*line)) for line in lines[:MOST_SPOTS])
