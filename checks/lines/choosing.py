"""The lines that a student is shown: those of a wrong answer, and those of a program that stops.

Each rule knows another sign of where a mistake was made, and most know nothing of most mistakes.
They stand in the order in which their lines are shown. `of_values` has several lines by itself: in
which order, `repairs` decides.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from checks.exercises import Exercise
from checks.findings import UNEXPLAINED, Finding
from checks.instrumenting import Line
from checks.lines import by_values, causes, repairs, syntax
from checks.lines.sources import FileLine, Program, is_import
from checks.lines.syntax import Question, naming
from checks.lines.wrong_answer import WrongAnswer
from checks.names.mistakes_in_collecting import INPUTS
from checks.networks import Network
from checks.reports import Spot
from checks.settings import settings

MOST_SPOTS = 2
# What takes numbers out of PyTorch's sight, or makes parameters that it does not know
LEAVING = (
    naming(
        *("detach", "detach_", "no_grad", "inference_mode", "item", "numpy", "tolist", "data"),
        *("Variable", "new_tensor", "as_tensor", "asarray"),
        *("set_grad_enabled", "requires_grad", "requires_grad_"),
    ),
    naming("Linear", "Parameter", "rand", "randn", "Tensor", "tensor", "from_numpy", "deepcopy"),
)
# What makes a network that has no gradient of its own
COPY = naming("deepcopy")
# What leads to a mistake wherever it stands, by the name of the mistake; the likeliest comes first
WRITTEN: dict[str, tuple[Question, ...]] = {
    **dict.fromkeys(
        ("error-not-a-tensor", "no-graph", "not-in-graph", "not-recorded", "parameters-not-used"),
        LEAVING,
    ),
    # What a network is asked for in place of the gradient of its weights
    "all-parameters": (naming("parameters", "named_parameters"),),
    "printed-none": (COPY, naming("grad")),  # of something that has none
    "weight-itself": (naming("state_dict"),),
    # What is done with the gradients besides
    "zero-value": (naming("zero_grad", "zero_"),),
    "accumulated-gradients": (naming("backward"),),
    "inexact": (syntax.small_numbers, naming("float32", "float16", "round", "around")),
    # A list that holds one and the same layer several times: `[Layer()] * 3`
    "parameter-not-used": (syntax.repeated,),
}
# What comes of a change at another place than that where its effect is seen
OF_CHANGES = ("updated-weights",)
# What comes of a key that several parameters share
OF_KEYS = ("another-layer", "bias-gradient")
# What says that something is of another kind, whatever its shape is
OF_KINDS = ("stopped-numpy", "stopped-no-gradient", "stopped-types")
# What PyTorch says of a function of one's own, whose `backward` hands nothing back
NO_GRADIENTS = "returned an incorrect number of gradients"
# What arrays raise that do not fit
OF_ARRAYS = (ValueError, IndexError, RuntimeError)


# Of a wrong answer


def of_changed_argument(answer: WrongAnswer) -> list[FileLine]:
    """Return where the activations are changed, if what they multiply is wrong."""
    of_inputs = {"unknown", *(mistake.name for mistake in INPUTS)}
    wrong = "A" in answer.changed and answer.names & of_inputs
    return [answer.changing] if answer.changing and wrong else []


def of_what_is_written(answer: WrongAnswer) -> list[FileLine]:
    """Return where something stands that leads to a mistake, the lines that values tell first."""
    found: list[FileLine] = []
    for questions in (WRITTEN[name] for name in WRITTEN if name in answer.names):
        for written in (_where(answer.program, question) for question in questions):
            told = [line for line in of_values(answer) if line in written] if written else []
            found += told or written
    return found


def of_early_use(answer: WrongAnswer) -> list[FileLine]:
    """Return the lines that decide when an incomplete sum is used.

    These are recursive calls, the use, the addition. Nothing if a repair was found.
    """
    early = None if answer.tried.repair else answer.early
    if early is None:
        return []
    again = _where(answer.program, syntax.calling_themselves)
    used, *callers = answer.program.spots(early.used)
    if meanwhile := [line for line in again if line in callers]:
        return [callers[0], *meanwhile]
    return [*again[:1], used, *answer.program.spots([early.added])]


def of_key(answer: WrongAnswer) -> list[FileLine]:
    """Return where the key is made under which another gradient is kept, after its own line."""
    if answer.names.isdisjoint(OF_KEYS):
        return []
    keys = _where(answer.program, syntax.keys)
    return [*of_values(answer)[:1], *keys] if keys else []


def of_values(answer: WrongAnswer) -> list[FileLine]:
    """Return repaired lines and suspects.

    A repair of another line may undo what was changed before. If neither the mistake nor what the
    suspects are made of has a name, the suspects are dropped.
    """
    lines, repair = answer.tried.lines, answer.tried.repair
    if answer.names <= UNEXPLAINED and not repair:
        met = answer.meeting
        others = (line for line in lines if met or line not in answer.suspects)
        lines = [*([met[0]] if met else []), *others]
    if repair and not answer.names.isdisjoint(OF_CHANGES):
        lines = list(dict.fromkeys([*answer.suspects[:MOST_SPOTS], *lines]))
    return answer.program.spots(lines)


def of_slope(answer: WrongAnswer) -> list[FileLine]:
    """Return where a helper is called that gives a wrong mask, and its line; a repair is better."""
    found = [] if answer.tried.repair else answer.tried.lines[:1]
    if not found or not any("mask" in name and "missing" not in name for name in answer.names):
        return []
    return answer.program.spots(answer.values.lines_of_helper(found[0]))


OF_AN_ANSWER = (
    of_changed_argument,
    of_what_is_written,
    of_early_use,
    of_key,
    of_slope,
    of_values,
)


def of_answer(answer: WrongAnswer) -> tuple[Spot, ...]:
    """Return the lines to be shown of a wrong answer: one more if so many can be repaired."""
    most = MOST_SPOTS
    with contextlib.suppress(Exception):  # no line is worth the report
        most += answer.tried.repaired > MOST_SPOTS
    return spots(answer.program, _first_of(OF_AN_ANSWER, answer, most), most)


def _where(program: Program, asked: Question) -> list[FileLine]:
    """Return the lines that are found in what a program consists of, but for its imports."""
    return [
        (part.line + line - 1, part.place)
        for part in program.parts
        if not part.fixed and not is_import(part.text)
        for line in asked(part.text)
    ]


# Of a program that stops


@dataclass
class Stop:
    """A program that has stopped with an error."""

    program: Program
    exercise: Exercise
    network: Network
    error: BaseException
    finding: Finding
    is_own: Callable[[str], bool]  # whether the student has written what is in a file


def of_copy(stop: Stop) -> list[FileLine]:
    """Return where a network is copied, if a gradient is missing."""
    is_missing = stop.exercise.torch and stop.finding.name == "stopped-none"
    return _where(stop.program, COPY) if is_missing else []


def of_nothing_returned(stop: Stop) -> list[FileLine]:
    """Return where functions end that hand nothing back, if there was nothing to go on with."""
    said = str(stop.error)
    by_torch = NO_GRADIENTS in said
    if not (by_torch or stop.finding.name == "stopped-none" or "NoneType" in said):
        return []
    texts = [part.text for part in stop.program.parts]
    nothing = syntax.without_return(texts, used="backward" if by_torch else "")
    return stop.program.spots(Line(*line) for line in nothing)


def of_what_met(stop: Stop) -> list[FileLine]:
    """Return where what did not fit was made of right values."""
    if not isinstance(stop.error, OF_ARRAYS) or stop.finding.name in OF_KINDS:
        return []
    values = by_values.run_and_observe(stop.program, stop.exercise, stop.network)
    return stop.program.spots(values.first_wrong_value.of_last_seen())


def of_error(stop: Stop) -> list[FileLine]:
    """Return where the program has stopped, and where the names that met there come from."""
    return causes.lines(stop.error, stop.is_own)


def of_change_in_place(stop: Stop) -> list[FileLine]:
    """Return where something is changed that PyTorch needs unchanged, and has missed later."""
    if stop.finding.name != "stopped-in-place":
        return []
    return _where(stop.program, syntax.changed_in_place)


OF_A_STOP = (of_change_in_place, of_copy, of_nothing_returned, of_what_met, of_error)


def of_stop(stop: Stop) -> tuple[Spot, ...]:
    """Return the lines to be shown of a program that has stopped: those of repairs come first.

    Without a repair, one more is shown if the sentence has named one of them: where it has stopped.
    """
    if not settings().lines:
        return ()
    program, lines = stop.program, _first_of(OF_A_STOP, stop, MOST_SPOTS + 1)
    tried = repairs.Tried([])
    with contextlib.suppress(Exception):  # no line is worth the report
        suspects = program.lines_at(lines)
        tried = repairs.search_in_process(
            program, stop.exercise, stop.network, suspects, stops=True
        )
    lines = list(dict.fromkeys([*program.spots(tried.lines), *lines]))
    first = spots(program, lines)
    named = any(str(spot) in stop.finding.sentence for spot in first)
    return first if tried.repair or not named else spots(program, lines, MOST_SPOTS + 1)


def _first_of(
    rules: Iterable[Callable[[Any], list[FileLine]]], of: Any, most: int = MOST_SPOTS
) -> list[FileLine]:
    """Return the first lines that rules give of something."""
    found: dict[FileLine, None] = {}
    for rule in rules:
        with contextlib.suppress(Exception):  # no line is worth the report
            found |= dict.fromkeys(rule(of))
        if len(found) >= most:
            break
    return list(found)[:most]


def spots(program: Program, lines: Iterable[FileLine], most: int = MOST_SPOTS) -> tuple[Spot, ...]:
    """Return as many of some lines as a student is shown, with what stands there."""
    return tuple(program.spot(*place) for place in list(lines)[:most])
