"""Find the line of a mistake by experiments: what makes the answer right, was wrong before.

Whoever doubts a line puts in its place what ought to come out of it, or writes it in another way,
and looks whether the rest is right then. So the program runs again and again: with other values of
one expression, see `exchanges`, and with one thing changed in its text, see `repairs`. Of the
expressions whose values help, the first that is reached is nearest to the mistake; but what is
right may have been taken for something else, and then only a change of the text helps. Nothing has
to be known of the mistake. The network has random numbers and few samples, so that a run takes
little and nothing is right by chance.
"""

import functools
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import numpy

from checks import waypoints
from checks.exercises import EXERCISES, Exercise, data_of
from checks.lines import apart
from checks.lines.exchanges import Exchange, Exchanges
from checks.lines.printed import is_printed, lines_of_printed
from checks.lines.repairs import Repair, Repairs
from checks.lines.search import Helpful, Parts, Search
from checks.lines.sources import Part, Program
from checks.matching import close
from checks.networks import Network, Place, by_place, gradient, linearised, network_of
from checks.tracing import Line, Trace

FEW, TWO = 5, 2  # samples; no layer has as many inputs or units
MANY = 2_000  # values in one run; with all samples there are too many to try
# What is wrong in a layer where the signal is
RESULTS = ("weights", "biases", "sample")


class Cure(NamedTuple):
    """What makes everything right."""

    line: Line
    name: str  # of what came in the place, see `checks.sentences.INSTEAD`, or of a repair
    text: str = ""  # of the expression in whose place something else stands


class Found(NamedTuple):
    """What came of the experiments with a program."""

    lines: list[Line]  # the likeliest first
    cure: Cure | None = None


def lines(
    program: Program,
    exercise: Exercise,
    network: Network,
    suspects: Sequence[Line],
    stops: bool = False,
) -> Found:
    """Find the lines of a mistake by experiments, in a process of its own.

    The suspects are among them, or all that there is. A program that stops has no values that could
    be exchanged, but it may be repaired.
    """
    request = {
        "program": {**vars(program), "parts": [dict(part) for part in program.parts]},
        "exercise": exercise.number,
        "network": data_of(network),
        "suspects": list(suspects),
        "torch": exercise.torch,
        "stops": stops,
    }
    found, cure = apart.answer(request) or (suspects, None)
    at = Cure(Line(*cure[0]), *cure[1:]) if cure else None
    return Found([Line(*line) for line in found], at)


def answer(request: dict) -> Found:
    """Return what comes of a request of `lines`."""
    told = request["program"]
    program = Program(**told | {"parts": [Part(**part) for part in told["parts"]]})
    data = request["network"]
    W, B = ([numpy.array(p) for p in data[name]] for name in "WB")
    network = network_of(W, B, *(numpy.array(data[name]) for name in "XT"))
    suspects = [Line(*line) for line in request["suspects"]]
    exercise = EXERCISES[request["exercise"] - 1]
    return (repaired if request["stops"] else performed)(program, exercise, network, suspects)


def performed(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Do the experiments of `lines` here with a program that is wrong."""
    trace = Trace(program, lambda computed: None)
    if not exercise.results:
        shown = lines_of_printed(trace, exercise, network, suspects)
        return repaired(program, exercise, network, shown)
    with trace.unnoticed():
        used, search, wanted = _with_few_samples(trace, exercise, network)
        repairs = _repairs(program, exercise, used)
        left = None if exercise.is_forward else repairs.of_left_over()
        if left:
            return Found(list(dict.fromkeys([*left.lines, *suspects])), _cure(left))
        roles = waypoints.roles(used, linearised(used), exercise.is_forward)
        exchanges = Exchanges(roles, _settled(search.already, len(used.W)), search.values)
        found = nearest(search.helpful(exchanges, wanted), search.already, wanted)
        shown = _in_order(suspects, found, search, exercise.is_forward)
        cure = Cure(found[0].lines[0], found[0].exchange.name) if len(found) == 1 else None
        return _with_repairs(shown, cure, repairs)


def repaired(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Do only those experiments of `lines` that repair a program."""
    with Trace.unnoticed():
        generic = waypoints.generic_network(network)
        repairs = _repairs(program, exercise, generic if exercise.results else network)
        return _with_repairs(suspects, None, repairs)


def _repairs(program: Program, exercise: Exercise, network: Network) -> Repairs:
    """Return what repairs a program such that it is right for a network."""
    if not exercise.results:
        return Repairs(program, lambda trace: is_printed(trace, exercise, network))
    samples = [len(network.T)]
    if samples == [FEW]:
        samples.insert(0, TWO)  # what is wrong then need not be tried with more
    parts = [network_of(network.W, network.B, network.X[:n], network.T[:n]) for n in samples]
    return Repairs(program, *(_test(exercise, part) for part in parts))


def _test(exercise: Exercise, network: Network) -> Callable[[Trace], bool]:
    """Return what says of a program whether it is right for a network."""
    right, wanted = (_error if exercise.is_forward else _gradient)(network)
    return lambda trace: right(_running(trace, exercise, network)()) == wanted


def _with_repairs(shown: Sequence[Line], cure: Cure | None, repairs: Repairs) -> Found:
    """Return lines, those first in which a program can be repaired."""
    found = repairs.of(shown[:2])
    first = [repair.lines[0] for repair in found]
    if found and (cure is None or cure.line not in first):
        cure = _cure(found[0])
    beside = [line for line in first if line in shown[:2]]
    return Found(list(dict.fromkeys([*beside, *first[:1], *shown])), cure)


def _cure(repair: Repair) -> Cure:
    return Cure(repair.lines[0], repair.kind, repair.text)


def _with_few_samples(
    trace: Trace, exercise: Exercise, network: Network
) -> tuple[Network, Search, Parts]:
    """Return a network of random numbers, a search for it, and what is to be right then.

    It has few samples, or all if their number stands in the program.
    """
    generic = waypoints.generic_network(network)
    few = network_of(generic.W, generic.B, generic.X[:FEW], generic.T[:FEW])
    search, wanted = _search(trace, exercise, few)
    if search.each <= MANY:
        every, all_of_it = _search(trace, exercise, generic)
        if every.already != search.already and every.each <= MANY:
            return generic, every, all_of_it
    return few, search, wanted


def nearest(found: Sequence[Helpful], already: Parts, wanted: Parts) -> list[Helpful]:
    """Return what makes all right, or two that do together; the nearest to the mistake."""
    whole = [one for one in found if one.right == wanted]
    if whole:
        return whole[:1]
    pairs = [
        (one, other)
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one.node != other.node
        and not _have_one_cause(one.exchange, other.exchange)
        and one.right | other.right == wanted
        and one.right & other.right == already
    ]
    return list(min(pairs, key=_known_of, default=()))


def _known_of(found: Sequence[Helpful]) -> int:
    return sum(one.exchange.was_right for one in found)


def _have_one_cause(one: Exchange, other: Exchange) -> bool:
    """Say whether two expressions are wrong in the same layers because of what both were given."""
    names = {exchange.name for exchange in (one, other)}
    # Of a sample, what is added to the biases is the signal
    results = names == {"sample", "signal"} or all(name in RESULTS for name in names)
    return (len(names) == 1 or results) and bool(set(one.layers) & set(other.layers))


def _in_order(
    suspects: Sequence[Line], found: Sequence[Helpful], search: Search, is_forward: bool
) -> list[Line]:
    """Return the lines of a name, the suspects, and those of experiments, the likeliest first.

    If one value on the way was exchanged, two suspects come first: they say where it is wrong, and
    whence. The first one does if two expressions were found, which may have one cause, of which a
    name says more, or if the program gets there before. In all other cases what was found does.
    """
    on_the_way = ("product", "sum", "activation") if is_forward else ("signal", "back")
    first: Sequence[Line] = []
    if len(found) == 1 and found[0].exchange.name in on_the_way:
        first = suspects[:2]
    elif len(found) > 1 or (found and search.first_of(suspects[:1]) < found[0].when):
        first = suspects[:1]
    return list(dict.fromkeys([*first, *(helpful.lines[0] for helpful in found), *suspects]))


def _search(trace: Trace, exercise: Exercise, network: Network) -> tuple[Search, Parts]:
    """Run a program once, and return what runs it with exchanges, and what is to be right then."""
    right, wanted = (_error if exercise.is_forward else _gradient)(network)
    return Search(trace, _running(trace, exercise, network), right), wanted


def _running(trace: Trace, exercise: Exercise, network: Network) -> Callable[[], object]:
    """Return what runs a program for a network."""
    data = data_of(network)
    if not exercise.is_forward:
        data |= {name: getattr(network, name) for name in "WBXT"}  # arrays are copied faster
    return functools.partial(trace.once, lambda function: exercise.call(function, data))


def _gradient(network: Network) -> tuple[Callable[[Any], Parts], Parts]:
    """Return what says which arrays of a gradient are right, and all their places."""
    wanted, layers = gradient(linearised(network)), len(network.W)

    def right(answer: Any) -> Parts:
        if not isinstance(answer, dict) or any(len(answer[n]) != layers for n in ("DW", "DB")):
            return frozenset()
        came = by_place(answer["DW"], answer["DB"])
        return frozenset(p for p, array in came.items() if _is_right(array, wanted[p]))

    return right, frozenset(wanted)


def _error(network: Network) -> tuple[Callable[[Any], Parts], Parts]:
    """Return what says whether the error is right, and what stands for that."""
    tangent = linearised(network)
    wanted, all_of_it = numpy.array(tangent.error(tangent.Y, tangent.T)), frozenset({"err"})

    def right(answer: Any) -> Parts:
        is_right = isinstance(answer, dict) and _is_right(answer.get("err"), wanted)
        return all_of_it if is_right else frozenset()

    return right, all_of_it


def _is_right(array: Any, right: numpy.ndarray) -> bool:
    return isinstance(array, numpy.ndarray) and array.shape == right.shape and close(array, right)


def _settled(right: Collection, layers: int) -> int:
    """Return the number of the layer from which all is right, up to the last."""
    settled = layers
    while settled and {Place(kind, settled - 1) for kind in "WB"} <= set(right):
        settled -= 1
    return settled
