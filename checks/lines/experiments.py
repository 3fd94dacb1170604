"""Find the line of a mistake by experiments: other values in its place make the answer right.

Whoever doubts a line puts in its place what ought to come out of it, and looks whether the rest is
right then. So the program runs again and again, each time with the values of one expression
exchanged; see `exchanges`. Of the expressions that help, the first that is reached is nearest to
the mistake. Nothing has to be known of the mistake, and it does not matter how the program is
written. The network has random numbers and few samples, so that a run takes little and nothing is
right by chance.
"""

import functools
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import numpy

from checks import waypoints
from checks.exercises import EXERCISES, Exercise, data_of
from checks.lines import apart, left_over
from checks.lines.exchanges import Exchange, Exchanges
from checks.lines.printed import lines_of_printed
from checks.lines.search import Helpful, Parts, Search
from checks.lines.sources import Part, Program
from checks.matching import close
from checks.networks import Network, Place, by_place, gradient, linearised, network_of
from checks.tracing import Line, Trace

FEW = 5  # samples; no layer has as many inputs or units
MANY = 2_000  # values in one run; with all samples there are too many to try
# What is wrong in a layer where the signal is
RESULTS = ("weights", "biases", "sample")


class Cure(NamedTuple):
    """An exchange that makes everything right, or another way with what is left over."""

    line: Line
    name: str  # of what came in the place, see `checks.sentences.INSTEAD`, or of `left_over.NAMES`


class Found(NamedTuple):
    """What came of the experiments with a program."""

    lines: list[Line]  # the likeliest first
    cure: Cure | None = None


def lines(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Find lines of which other values make the answer right, in a process of its own.

    The suspects are among them, or all that there is.
    """
    request = {
        "program": {**vars(program), "parts": [dict(part) for part in program.parts]},
        "exercise": exercise.number,
        "network": data_of(network),
        "suspects": list(suspects),
        "torch": exercise.torch,
    }
    found, cure = apart.answer(request) or (suspects, None)
    at = Cure(Line(*cure[0]), cure[1]) if cure else None
    return Found([Line(*line) for line in found], at)


def answer(request: dict) -> Found:
    """Return what comes of a request of `lines`."""
    told = request["program"]
    program = Program(**told | {"parts": [Part(**part) for part in told["parts"]]})
    data = request["network"]
    W, B = ([numpy.array(p) for p in data[name]] for name in "WB")
    network = network_of(W, B, *(numpy.array(data[name]) for name in "XT"))
    suspects = [Line(*line) for line in request["suspects"]]
    return performed(program, EXERCISES[request["exercise"] - 1], network, suspects)


def performed(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Do the experiments of `lines` here."""
    trace = Trace(program, lambda computed: None)
    if not exercise.results:
        return Found(lines_of_printed(trace, exercise, network, suspects))
    with trace.unnoticed():
        used, search, wanted = _with_few_samples(trace, exercise, network)
        left = None if exercise.is_forward else _left_over(program, exercise, used)
        if left:
            name, where = left
            return Found(list(dict.fromkeys([*where, *suspects])), Cure(where[0], name))
        roles = waypoints.roles(used, linearised(used), exercise.is_forward)
        exchanges = Exchanges(roles, _settled(search.already, len(used.W)), search.values)
        found = nearest(search.helpful(exchanges, wanted), search.already, wanted)
    shown = _in_order(suspects, found, search, exercise.is_forward)
    cure = Cure(found[0].lines[0], found[0].exchange.name) if len(found) == 1 else None
    return Found(shown, cure)


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


def _left_over(
    program: Program, exercise: Exercise, network: Network
) -> tuple[str, list[Line]] | None:
    """Return what is wrong with what a program leaves in its arrays, and where."""
    right, wanted = _gradient(network)
    return left_over.cured(
        program, lambda trace: right(_running(trace, exercise, network)()) == wanted
    )


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
