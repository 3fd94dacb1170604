"""Find the line of a mistake by experiments: other values in its place make the answer right.

Whoever doubts a line puts in its place what ought to come out of it, and looks whether the rest is
right then. So the program runs again and again, each time with the values of one expression
exchanged; see `exchanges`. Of the expressions that help, the first that is reached is nearest to
the mistake. Nothing has to be known of the mistake, and it does not matter how the program is
written. The network has random numbers and few samples, so that a run takes little and nothing is
right by chance.
"""

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy

from checks import waypoints
from checks.exercises import EXERCISES, Exercise, data_of
from checks.lines import apart
from checks.lines.exchanges import (
    KEEP,
    Exchange,
    Exchanges,
    Execution,
    as_it_is,
    as_it_was,
    opposites,
)
from checks.lines.sources import Part, Program
from checks.matching import close
from checks.networks import Network, Place, by_place, gradient, linearised, network_of
from checks.tracing import RETURNED, TESTED, Line, Recorder, Trace, number_or_array

Parts = frozenset[Hashable]  # of an answer

MOST_SEEN = 2_000_000  # values, and turns of loops, in all runs together
LONGEST = 4.0  # seconds of computing, for programs that take long without any value being seen
FEW = 5  # samples; no layer has as many inputs or units
MANY = 2_000  # values in one run; with all samples there are too many to try
# What is wrong in a layer where the signal is
RESULTS = ("weights", "biases", "weights so far", "biases so far", "sample")


class Knowing(Protocol):
    """What knows, of the executions of an expression, what may come in place of their values."""

    def of(self, operation: str, executions: Sequence[Execution]) -> list[Exchange]:
        """Return the exchanges for the values of an expression."""


class Helpful(NamedTuple):
    """An expression whose values were exchanged, and more of the answer was right."""

    node: int
    when: int  # the number of values before the first that was exchanged
    lines: tuple[Line, ...]
    right: Parts
    exchange: Exchange


class Search:
    """Runs a program with exchanges."""

    def __init__(
        self, recorder: Recorder, run: Callable[[], Any], right: Callable[[Any], Parts]
    ) -> None:
        """Take what sees the program, what runs it, and what says which parts are right then."""
        self.recorder, self.run, self.right = recorder, run, right
        self.each, self.seen, self.end = 0, 0, time.process_time() + LONGEST
        self.executions: dict[int, list[Execution]] = defaultdict(list)
        self.already = self.watched(self._noted)

    def watched(self, through: Callable[[int, Any], Any]) -> Parts:
        """Run the program while all its values pass through a function."""
        with self.recorder.passing(through):
            right = self.right(self.run())
        self.seen += self.each + self.recorder.turns  # there are loops in which nothing is seen
        return right

    def _noted(self, node: int, value: Any) -> Any:
        self.each += 1
        now = as_it_is(value)
        self.executions[node].append(Execution(now, self.each, self.recorder.place(node)))
        return value

    @property
    def values(self) -> list[Any]:
        """What was seen in the first run."""
        return [one.value for executions in self.executions.values() for one in executions]

    def exchanged(self, node: int, values: Sequence[Any]) -> Parts:
        """Return what is right of the answer when an expression has other values."""
        waiting = iter(values)

        def through(number: int, value: Any) -> Any:
            if number != node:
                return value
            new = next(waiting, KEEP)
            if callable(new):
                return new(value)
            return value if new is KEEP else as_it_was(new, value)

        return self.watched(through)

    def helpful(
        self, exchanges: Knowing, wanted: Parts, lines: Collection[Line] = ()
    ) -> list[Helpful]:
        """Return the expressions that help, of some lines or of all, in the order of the run."""
        every = {
            node: executions
            for node, executions in self.executions.items()
            if not lines or executions[0].lines[0] in lines
        }

        @functools.cache
        def of(node: int) -> list[Exchange]:
            return exchanges.of(self.recorder.nodes[node].operation, every[node])

        wrong = ((node, one) for node in every for one in of(node) if not one.was_right)
        found = list(self._helping(wrong, wanted))
        # What is right for something may be taken for something else
        if not any(one.right == wanted for one in found):
            right = ((node, one) for node in every for one in of(node) if one.was_right)
            found += self._helping(right, wanted)
        return sorted(found, key=lambda helpful: helpful.when)

    def _helping(self, every: Iterable[tuple[int, Exchange]], wanted: Parts) -> Iterator[Helpful]:
        """Yield those of some exchanges that help, until what comes is farther than others."""
        enough = float("inf")
        for node, exchange in every:
            executions = self.executions[node]
            is_over = self.seen > MOST_SEEN or time.process_time() > self.end
            if is_over or executions[0].when > enough:
                return
            right = self.exchanged(node, exchange.values)
            if right == wanted:
                exchange = self._without_what_is_not_needed(node, exchange, wanted)
            _, when, lines = executions[exchange.first]
            if right > self.already:
                yield Helpful(node, when, lines, right, exchange)
            if right == wanted:
                enough = min(enough, when)

    def _without_what_is_not_needed(self, node: int, exchange: Exchange, wanted: Parts) -> Exchange:
        """Return an exchange in which the first values that may stay as they are do so."""
        for first in range(exchange.first + 1, len(exchange.values)):
            values = [KEEP] * first + [*exchange.values[first:]]
            fewer = exchange._replace(first=first, values=values)
            if self.exchanged(node, fewer.values) != wanted:
                break
            exchange = fewer
        return exchange


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


class Cure(NamedTuple):
    """An exchange that makes everything right."""

    line: Line
    name: str  # of what came in the place, see `checks.sentences.INSTEAD`


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
    for found, cure in apart.answers(request):
        at = Cure(Line(*cure[0]), cure[1]) if cure else None
        return Found([Line(*line) for line in found], at)
    return Found(list(suspects))


def answers(request: dict) -> Iterator[Found]:
    """Yield what comes of a request of `lines`."""
    told = request["program"]
    program = Program(**told | {"parts": [Part(**part) for part in told["parts"]]})
    data = request["network"]
    W, B = ([numpy.array(p) for p in data[name]] for name in "WB")
    network = network_of(W, B, *(numpy.array(data[name]) for name in "XT"))
    suspects = [Line(*line) for line in request["suspects"]]
    yield performed(program, EXERCISES[request["exercise"] - 1], network, suspects)


def performed(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Do the experiments of `lines` here."""
    if not exercise.results:
        return _performed_on_printed(program, exercise, network, suspects)
    generic = waypoints.generic_network(network)
    few = network_of(generic.W, generic.B, generic.X[:FEW], generic.T[:FEW])
    trace = Trace(program, lambda computed: None)
    with trace.unnoticed():
        used, search, wanted = few, *_search(trace, exercise, few)
        if search.each <= MANY:
            every, all_of_it = _search(trace, exercise, generic)
            if every.already != search.already and every.each <= MANY:
                # The number of samples stands in the program
                used, search, wanted = generic, every, all_of_it
        roles = waypoints.roles(used, linearised(used), exercise.is_forward)
        exchanges = Exchanges(roles, _settled(search.already, len(used.W)), search.values)
        suspected = search.helpful(exchanges, wanted, suspects[:1]) if suspects else []
        found = nearest(search.helpful(exchanges, wanted), search.already, wanted)
    shown = _in_order(suspects, suspected, found, wanted, exercise.is_forward)
    cure = Cure(found[0].lines[0], found[0].exchange.name) if len(found) == 1 else None
    return Found(shown, cure)


def _in_order(
    suspects: Sequence[Line],
    of_suspect: Sequence[Helpful],
    found: Sequence[Helpful],
    wanted: Parts,
    is_forward: bool,
) -> list[Line]:
    """Return the lines of a name, the suspects, and those of experiments, the likeliest first.

    The first suspect comes before what was found if an experiment confirms it, before anything
    else helps, or if two were found: these may have one cause, of which a name says more. If a
    value on the way was exchanged, two suspects come first: they say where it is wrong, and whence.
    In all other cases what was found comes first.
    """
    confirming = [one.when for one in of_suspect if one.right == wanted]
    is_confirmed = bool(confirming) and (len(found) != 1 or confirming[0] <= found[0].when)
    on_the_way = ("product", "sum", "activation") if is_forward else ("signal", "back")
    is_on_the_way = any(helpful.exchange.name in on_the_way for helpful in found)
    first: Sequence[Line] = []
    if is_confirmed or len(found) > 1:
        first = suspects[:1]
    elif is_on_the_way and len(suspects) > 1:
        first = suspects[:2]
    return list(dict.fromkeys([*first, *(helpful.lines[0] for helpful in found), *suspects]))


def _performed_on_printed(
    program: Program, exercise: Exercise, network: Network, suspects: Sequence[Line]
) -> Found:
    """Do the experiments with a program that prints a number of a network."""
    trace, nets = Trace(program, lambda computed: None), list[Any]()
    with trace.unnoticed():
        search = _search_of_printed(trace, nets, exercise, network)
        changing = _lines_of_changed(search, nets)
        taken = [] if changing else _lines_of_taken(search, nets)
    others = [] if changing else [*taken, *suspects]
    return Found(list(dict.fromkeys([*changing, *others])))


def _lines_of_taken(search: Search, nets: list) -> list[Line]:
    """Return the line that takes another number out of a network than that which is asked for."""
    found = search.helpful(Taken(lambda: nets[-1][0][0]), PRINTED)
    return [helpful.lines[0] for helpful in found[:1]]


def _lines_of_changed(search: Search, nets: list) -> list[Line]:
    """Return the line that changes a gradient before it is printed, and that which calls it."""
    found, recorder = list[Line](), search.recorder

    def look(node: int, value: Any) -> Any:
        net, gradient = nets[-1]
        printed = recorder.nodes[node].operation == "print"
        if not found and (printed or not _is_equal(_asked(net).grad, gradient)):
            found.extend([PRINTING] if printed else recorder.place(node)[:2])
        return value

    search.watched(look)
    return [line for line in found if line != PRINTING]


def _search_of_printed(trace: Trace, nets: list, exercise: Exercise, network: Network) -> Search:
    """Run a program that prints a number; keep each network, and its gradient before that."""
    data = data_of(network)

    def run() -> object:
        return trace.once(lambda function: exercise.call(_keeping(function, nets), data))

    return Search(trace, run, lambda answer: _printed(answer, exercise, network))


PRINTED, PRINTING = frozenset({"printed"}), Line(-1, -1)


def _printed(answer: Any, exercise: Exercise, network: Network) -> Parts:
    is_right = isinstance(answer, dict) and exercise.report(answer, network).ok
    return PRINTED if is_right else frozenset()


def _keeping(function: Callable, nets: list) -> Callable:
    """Return a function that keeps the networks that it is called for."""

    @functools.wraps(function)
    def call(net: Any) -> object:
        nets.append((net, _asked(net).grad.clone()))
        return function(net)

    return call


def _asked(net: Any) -> Any:
    """Return the parameter that the exercise asks about."""
    return net[0].weight


def _is_equal(gradient: Any, before: Any) -> bool:
    return gradient is not None and gradient.shape == before.shape and bool(gradient.equal(before))


class Taken:
    """Knows what may come in place of what was taken out of a network."""

    def __init__(self, layer: Callable[[], Any]) -> None:
        """Take what returns the layer from which something is to be taken."""
        self.layer = layer

    def of(self, operation: str, executions: Sequence[Execution]) -> list[Exchange]:
        """Return the exchanges for the values of an expression; see `Exchanges.of`."""
        if operation == RETURNED:
            return []
        if operation == TESTED:
            return list(opposites([execution.value for execution in executions]))
        # Who goes through all layers takes each once
        return [Exchange([self._instead])] if len(executions) == 1 else []

    def _instead(self, value: Any) -> Any:
        """Return what is of the same kind as a value, but of the right layer and entry."""
        parameter = self.layer().weight
        if hasattr(value, "parameters"):
            return value if hasattr(value, "append") else self.layer()
        if hasattr(value, "requires_grad") and value.requires_grad:
            return parameter
        array = number_or_array(value)
        if array is None:
            return value
        gradient = parameter.grad
        while gradient.ndim > numpy.ndim(array):
            gradient = gradient[0]
        return gradient if hasattr(value, "detach") else as_it_was(gradient.numpy(), value)


def _search(trace: Trace, exercise: Exercise, network: Network) -> tuple[Search, Parts]:
    """Run a program once, and return what runs it with exchanges, and what is to be right then."""
    data = data_of(network)
    if not exercise.is_forward:
        data |= {name: getattr(network, name) for name in "WBXT"}  # arrays are copied faster
    right, wanted = (_error if exercise.is_forward else _gradient)(network)
    run = functools.partial(trace.once, lambda function: exercise.call(function, data))
    return Search(trace, run, right), wanted


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
