"""Find the line of a mistake by repairing it: the program is right when one thing is changed there.

Whoever looks for a mistake changes one thing after the other, and runs the program again. What may
be changed is in `edit_rules` and in `left_over`. Nothing has to be known of the mistake. The
network has random numbers, so that a repair is seldom right by chance, and few samples, so that a
run takes little. Where several lines can be repaired, the mistake is likeliest in one that values
tell, and then where there are most ways to do it.
"""

import ast
import copy
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, NamedTuple

import numpy

from checks import waypoints
from checks.exercises import EXERCISES, Exercise, data_of
from checks.instrumenting import Line
from checks.lines import called_by_edits, left_over, search_process
from checks.lines.edit_rules import EditRules, Vocabulary
from checks.lines.edits import SAYING_WHY, Edit
from checks.lines.sources import Part, Program
from checks.matching import is_right
from checks.networks import Network, by_place, gradient, linearised, network_of
from checks.tracing import Ended, Trace

# Samples: no layer has as many inputs or units, and 2 would make up for a factor that is missing
FEW, FEWER = 5, 3
MOST, LONGEST = 6_000, 3.0  # edits that are tried, and seconds of computing
# When one has repaired it: it may have made up for the mistake in another line
MOST_MORE, LONGEST_MORE = 2_000, 1.0
# What runs longer than it should: so many turns of loops, times as many as before, and seconds of
# computing. A program that has stopped may have been about to do much
TURNS, LONGER, LONGEST_RUN = {True: 20_000, False: 5_000}, 3, 0.5
MUCH_LESS = 0.65  # of the turns of loops and calls
MOST_COPIES = 20_000  # of objects: a graph whose copies are linked to it doubles with each of them
MOST_REACHED = 200_000  # objects, again and again


AnswerParts = frozenset[Hashable]  # of an answer


class Repair(NamedTuple):
    """An edit after which a program is right."""

    lines: tuple[Line, ...]
    kind: str  # see `checks.sentences`
    text: str  # in whose place something else stands
    avoids: bool = False  # much of what was done is not done any more: all samples come at once


class Tried(NamedTuple):
    """What came of the repairs of a program."""

    lines: list[Line]  # the likeliest first
    repair: Repair | None = None
    repaired: int = 0  # of the lines, the first ones: each alone can be repaired


def search_in_process(
    program: Program,
    exercise: Exercise,
    network: Network,
    suspects: Sequence[Line],
    stops: bool = False,
) -> Tried:
    """Search repairs in a process of its own; return repaired lines, then the suspects.

    Only these if it fails.
    """
    request = {
        "program": asdict(program),
        "exercise": exercise.number,
        "network": data_of(network),
        "suspects": list(suspects),
        "torch": exercise.torch,
        "stops": stops,
    }
    shown, repair, repaired = search_process.ask(request) or Tried(list(suspects))
    if repair:
        repair = Repair(tuple(Line(*line) for line in repair[0]), *repair[1:])
    return Tried([Line(*line) for line in shown], repair, repaired)


def answer_request(request: dict) -> Tried:
    """Return what comes of a request of `search_in_process`."""
    told = request["program"]
    program = Program(**told | {"parts": [Part(**part) for part in told["parts"]]})
    data = request["network"]
    W, B = ([numpy.array(p) for p in data[name]] for name in "WB")
    network = network_of(W, B, *(numpy.array(data[name]) for name in "XT"))
    suspects = [Line(*line) for line in request["suspects"]]
    exercise = EXERCISES[request["exercise"] - 1]
    return search(program, exercise, network, suspects, request["stops"])


def search(
    program: Program,
    exercise: Exercise,
    network: Network,
    suspects: Sequence[Line],
    stops: bool = False,
) -> Tried:
    """Find the lines of `search_in_process` in this process.

    The likeliest that can be repaired comes first, and then the others that can be.
    """
    with Trace.unnoticed():
        repairs = Repairs(program, _goals(program, exercise, network, stops), stops)
        if not (stops or exercise.is_forward):
            alone = _returned(exercise, network, samples=1) if exercise.results else None
            left = repairs.of_left_over(alone)
            if left:
                return Tried(list(dict.fromkeys([*left.lines, *suspects])), left)
        every = repairs.of(suspects[:2])
    likely = [repair for repair in every if not repair.avoids]
    repaired = list(dict.fromkeys(repair.lines[0] for repair in likely))
    avoiding = [repair.lines[0] for repair in every if repair.avoids]
    if not likely:
        parts = [*repairs.of_two(), *suspects, *avoiding, *repairs.of_parts()[:1]]
        return Tried(list(dict.fromkeys(parts)))
    shown = [*repaired, *likely[0].lines, *suspects, *avoiding]
    return Tried(list(dict.fromkeys(shown)), likely[0], len(repaired))


class Repairs:
    """Tries what may be written in another way in a program."""

    def __init__(self, program: Program, goals: Sequence["Goal"], stops: bool) -> None:
        """Take a program, and what it has to reach: what is the quickest to try comes first."""
        self.trace, self.goals = Trace(program, None), goals
        self.trace.names |= {
            called_by_edits.COPY: self._copy,
            called_by_edits.AGAIN: called_by_edits.again,
            called_by_edits.KEPT: called_by_edits.kept,
            called_by_edits.ADD: called_by_edits.added,
            called_by_edits.CLEAR: called_by_edits.cleared,
            called_by_edits.CLEAR_ALL: self._clear_all,
        }
        own = [number for number, part in enumerate(program.parts) if not part.fixed]
        self.trees = {number: self.trace.trees[number] for number in own}
        self.texts = [part.text for part in program.parts]
        self.already, called = list[AnswerParts](), set[tuple[str, int]]()
        for goal in goals:
            self.already.append(goal.right(self.trace))
            called |= self.trace.called
        # What has stopped was not done, and where a number is printed, samples are no matter
        of_samples = isinstance(goals[-1], _Returned) and not stops
        self.least = MUCH_LESS * self.trace.turns if of_samples else 0
        self.trace.count_alone()
        self.copies = self.reached = 0  # objects, by the edit that is tried
        self.some: dict[tuple[Line, AnswerParts], None] = {}  # the lines of edits that mend a part
        beside = [tree for number, (tree, _) in enumerate(self.trace.trees) if number not in own]
        vocabulary = Vocabulary([tree for tree, _ in self.trees.values()], beside)
        self.rules = {
            number: EditRules(tree, vocabulary, {line for file, line in called if file == name})
            for number, (tree, name) in self.trees.items()
        }
        self.seconds, self.left = LONGEST, 0 if self.already[-1] == goals[-1].wanted else MOST
        self.trace.most_turns = min(self.trace.most_turns, TURNS[stops] + LONGER * self.trace.turns)
        self.trace.longest = LONGEST_RUN

    def of_left_over(self, alone: "Goal | None") -> Repair | None:
        """Return what makes a program right by what it leaves in its arrays and objects.

        With one sample alone, nothing is left of another one: all is to be right then.
        """
        trees = {number: tree for number, (tree, _) in self.trees.items()}
        is_right = alone is not None and alone.right(self.trace) == alone.wanted
        summed = left_over.summed(trees.values()) if is_right else {}
        every = ((n, edit) for n, tree in trees.items() for edit in left_over.edits(tree, summed))
        self.seconds -= LONGEST / 2  # are for what is not left over
        found = next(self._tried(every), None)
        self.seconds += LONGEST / 2
        return found

    def of(self, suspects: Sequence[Line]) -> list[Repair]:
        """Return repairs, the likeliest first: that of a suspect, or else that of all others."""
        beside = self._likely(lambda line: line in suspects)
        elsewhere = self._likely(lambda line: line not in suspects)
        others = ((n, edit) for n, rules in self.rules.items() for edit in rules.others())
        first: list[Repair] = []
        found: list[Repair] = []
        for edits in (beside, elsewhere, others):
            found += self._tried(edits)
            if not first and not all(repair.avoids for repair in found):
                first = _in_order(found, suspects)[:1]
                self.left = min(self.left, MOST_MORE)
                self.seconds = min(self.seconds, LONGEST_MORE)
        return list(dict.fromkeys([*first, *_in_order(found)]))

    def of_two(self) -> list[Line]:
        """Return two lines with two repairs that have made everything right together, or none.

        Whoever copies a line may copy a mistake, or change too little twice.
        """
        both = (
            (line, other)
            for (line, right), (other, rest) in itertools.combinations(self.some, 2)
            if line != other and right | rest == self.goals[-1].wanted
        )
        return sorted(next(both, ()))

    def of_parts(self) -> list[Line]:
        """Return the lines where an edit mends some arrays, those with the most first."""
        return [line for line, right in sorted(self.some, key=lambda one: -len(one[1]))]

    def _likely(self, wanted: Callable[[Line], bool]) -> Iterator[tuple[int, Edit]]:
        of_parts = [rules.likely(partial(_holds, wanted, n)) for n, rules in self.rules.items()]
        for alike in zip(*of_parts, strict=True):
            for number, every in zip(self.rules, alike, strict=True):
                yield from ((number, edit) for edit in every)

    def _tried(self, every: Iterable[tuple[int, Edit]]) -> Iterator[Repair]:
        """Yield the edits after which the program is right, each with the number of its part."""
        for number, edit in every:
            if self.left <= 0 or self.seconds <= 0:
                return
            start = time.process_time()
            right = self._right(number, edit)
            self.left, self.seconds = self.left - 1, self.seconds - time.process_time() + start
            if right:
                lines = tuple(Line(number, line) for line in edit.lines)
                text = edit.here and ast.get_source_segment(self.texts[number], edit.here)
                if right == self.goals[-1].wanted:
                    avoids = self.trace.turns < self.least
                    yield Repair(lines, edit.kind, " ".join((text or "").split()), avoids)
                else:
                    self.some[lines[0], right] = None

    def _right(self, number: int, edit: Edit) -> AnswerParts:
        """Return what is right after an edit; nothing if that is not more than before."""
        tree, name = self.trees[number]
        codes, right = self.trace.codes, AnswerParts()
        self.copies = self.reached = 0
        try:
            with edit.made():
                code = compile(tree, name, "exec")
            self.trace.codes = [*codes[:number], code, *codes[number + 1 :]]
            for goal, already in zip(self.goals, self.already, strict=True):
                right = goal.right(self.trace)
                # With few samples, nothing may be wrong yet
                if not right > already and not right == already == goal.wanted:
                    return AnswerParts()
            return right
        except Exception:  # it cannot be written in this way, or answers what nobody reads
            return AnswerParts()
        finally:
            self.trace.codes = codes

    def _clear_all(self, attribute: str) -> None:
        """Clear an attribute of all objects that the program knows where this stands in it."""
        if self.reached > MOST_REACHED:
            raise Ended
        self.reached += called_by_edits.all_cleared(attribute, sys._getframe(1))

    def _copy(self, value: Any) -> Any:
        """Return a copy of a value and of all that it holds, unless there are too many by now."""
        if self.copies > MOST_COPIES:
            raise Ended
        memo: dict = {}
        copied = copy.deepcopy(value, memo)
        self.copies += len(memo)
        return copied


def _in_order(found: Sequence[Repair], suspects: Sequence[Line] = ()) -> list[Repair]:
    """Return repairs, the likeliest first."""
    often = Counter(repair.lines[0] for repair in found)
    order = {line: place for place, line in enumerate(suspects)}

    def likelihood(repair: Repair) -> tuple:
        line, says_little = repair.lines[0], repair.kind not in SAYING_WHY
        place = order.get(line, len(order)), -often[line], line
        return repair.avoids, *place, says_little, len(repair.text)

    return sorted(found, key=likelihood)


def _holds(wanted: Callable[[Line], bool], part: int, line: int) -> bool:
    return wanted(Line(part, line))


# When a program is right


def _goals(program: Program, exercise: Exercise, network: Network, stops: bool) -> "list[Goal]":
    """Return what a program has to reach: what is the quickest to try comes first."""
    if not exercise.results:
        return [_WantedNumber(exercise, network)]
    whole, few, fewer = (_returned(exercise, network, n) for n in (None, FEW, FEWER))
    trace = Trace(program, None)
    # The number of samples may stand in the program, and then something else is wrong with few
    return [whole] if stops or few.right(trace) != whole.right(trace) else [fewer, few]


def _returned(exercise: Exercise, network: Network, samples: int | None) -> "_Returned":
    """Return what is to come of so many samples of a network of random numbers, or of all."""
    generic = waypoints.generic_network(network)
    X, T = generic.X[:samples], generic.T[:samples]
    return _Returned(exercise, network_of(generic.W, generic.B, X, T))


class _WantedNumber:
    """The number that a program is to print of a network."""

    wanted = AnswerParts({"printed"})

    def __init__(self, exercise: Exercise, network: Network) -> None:
        self.exercise, self.network, self.data = exercise, network, data_of(network)

    def right(self, trace: Trace) -> AnswerParts:
        answer = trace.once(lambda function: self.exercise.call(function, self.data))
        is_right = isinstance(answer, dict) and self.exercise.report(answer, self.network).ok
        return self.wanted if is_right else AnswerParts()


class _Returned:
    """What a program is to return for a network."""

    def __init__(self, exercise: Exercise, network: Network) -> None:
        self.exercise, self.data = exercise, data_of(network)
        tangent = linearised(network)
        if exercise.is_forward:
            self.values: dict = {"err": numpy.array(tangent.error(tangent.Y, tangent.T))}
        else:
            self.values = gradient(tangent)
            # Arrays are copied faster than lists
            self.data |= {name: getattr(network, name) for name in "WBXT"}
        self.wanted = AnswerParts(self.values)

    def right(self, trace: Trace) -> AnswerParts:
        answer = trace.once(lambda function: self.exercise.call(function, self.data))
        came = self._arrays(answer) if isinstance(answer, dict) else {}
        return AnswerParts(place for place, a in came.items() if is_right(a, self.values[place]))

    def _arrays(self, answer: dict) -> dict:
        if self.exercise.is_forward:
            return {"err": answer.get("err")}
        whole = all(len(answer[name]) == len(self.data["W"]) for name in ("DW", "DB"))
        return by_place(answer["DW"], answer["DB"]) if whole else {}


# What is to come of a program
Goal = _WantedNumber | _Returned
