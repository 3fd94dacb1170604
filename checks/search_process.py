"""Try a student's program with small changes, in a process of its own.

Started by `checks.locating`. Reads a request from standard input, and writes one line of JSON for
every change that makes the answer right, as soon as it is found: this process may be ended at any
moment. The student's program runs many times here, so it starts nothing and does not wait, and
what it prints, draws or writes goes nowhere.
"""

import builtins
import contextlib
import gc
import io
import json
import os
import sys
import time
import warnings

import numpy

from checks import calling, crashes, harmless, reading
from checks.limits import Clock, limit
from checks.matching import close
from checks.token_changes import changes

SMALL, LARGE = 2, 4  # what a change costs at most that is one token, and one operand
TERM = 6  # what a change costs that adds a term
MOST_CHANGES, MORE_CHANGES = 6000, 1200  # that are tried in all, and once one has helped
MOST_AFTER_A_STOP = 2500  # if the program has stopped, whose lines say more
MOST_TURNS = 4_000_000  # lines that are executed in all, whatever the machine; see `crashes.run`
LONGEST_PART = 20_000  # characters of a definition; that is ten times what an answer needs
SHORTEST_RUN, LONGEST_RUN = 0.02, 0.5  # seconds of computing


def leave_out_side_effects() -> None:
    """Let what is drawn, waited for or written come to nothing, and fail if it still has an effect.

    Files can be read. Starting a process and opening a connection fail. See `checks.harmless`.
    """
    drawing = harmless.Drawing("matplotlib")
    sys.modules |= dict.fromkeys(("matplotlib", "matplotlib.pyplot"), drawing)
    time.sleep = lambda seconds: None
    builtins.open = io.open = harmless.opened
    harmless.Guard().__enter__()


class Task:
    """What a program is asked to do, and what is right.

    Parameters
    ----------
    request : dict
        ``exercise``, ``data`` as for `checks.calling`, and ``right``, by the names in an answer.
    """

    def __init__(self, request) -> None:
        self.exercise, self.data = request["exercise"], request["data"]
        self.right = {
            name: [None if array is None else numpy.array(array) for array in arrays]
            for name, arrays in request["right"].items()
        }
        self.first = None

    def arguments(self, function):
        """Return fresh arguments for a call."""
        if self.exercise != "exercise1":
            return getattr(calling, f"arguments{self.exercise[-1]}")(self.data)
        if self.first is None:
            self.first = calling.arguments1(function, self.data)
        return tuple(
            [array.copy() for array in argument] if isinstance(argument, list) else argument.copy()
            for argument in self.first
        )

    def is_right(self, function):
        """Call a function, and say whether its answer is right."""
        arguments = self.arguments(function)
        if self.exercise == "exercise1":
            DW, DB = function(*arguments)
            return self._equal("DW", DW) and self._equal("DB", DB)
        if self.exercise == "exercise2":
            err = function(*arguments)
            if not self._equal("err", [err.detach().numpy()]) or err.numel() != 1:
                return False
            W, B = arguments[:2]
            if all(p.grad is None for p in (*W, *B)):
                err.backward()
            return self._equal("DW", [w.grad for w in W]) and self._equal("DB", [b.grad for b in B])
        printed = calling.printed_by(function, *arguments)
        return self._equal("printed", [numpy.array(float(printed))])

    def _equal(self, name, arrays):
        right = self.right[name]
        return len(arrays) == len(right) and all(map(_close, arrays, right))


def _close(array, right):
    if right is None:
        return True
    if not isinstance(array, numpy.ndarray):
        # A list may contain itself
        array = reading.read_array(array)
    if getattr(array, "shape", None) != right.shape or array.dtype.kind not in "fiu":
        return False
    return close(array, right)


class Runner:
    """Runs a program, as it is or changed.

    Attributes
    ----------
    functions : set of str
        The names of the program that can be called.
    """

    def __init__(self, request) -> None:
        self.parts, self.name = request["parts"], request["name"]
        self.parts = self._without_what_fails()
        self.task, self.clock = Task(request), Clock()
        self.longest = LONGEST_RUN
        self.codes = [
            compile(part["text"], f"<part {number}>", "exec")
            for number, part in enumerate(self.parts)
        ]

    def function(self, number=None, text=""):
        """Return the program's function, with one part changed if there is a number."""
        space = {"__name__": "student"}
        for index, code in enumerate(self.codes):
            exec(compile(text, "<changed>", "exec") if index == number else code, space)
        return space[self.name]

    def _without_what_fails(self):
        """Leave out the parts that the function does not use and that cannot be executed here."""
        space, kept = {"__name__": "student"}, []
        for part in self.parts:
            try:
                exec(part["text"], space)
            except Exception:
                if part["fixed"]:
                    continue
            kept.append(part)
        self.functions = {name for name, value in space.items() if callable(value)}
        return kept

    def helps(self, number, text):
        """Say whether the answer is right once one part is changed."""
        try:
            with self.clock.limit(self.longest):
                return self.task.is_right(self.function(number, text))
        except (KeyboardInterrupt, Exception, SystemExit):
            # Whatever the changed program does, it is no answer
            return False

    def first_run(self):
        """Run the program as it is; return what is to be told of it, and measure its time."""
        told = crashes.run(self)
        start = time.process_time()
        self.helps(0, self.parts[0]["text"])
        self.longest = min(LONGEST_RUN, max(SHORTEST_RUN, 10 * (time.process_time() - start)))
        return told


def search(runner, suspects, order, send, most) -> None:
    """Try the changes of all parts, the likely ones first.

    Parameters
    ----------
    runner : Runner
    suspects : callable
        From the number of a part and a change to how early the change is to be tried; a negative
        number for one that is likelier than all others.
    order : callable
        From the cost of a change and what ``suspects`` says to what the changes are sorted by.
    send : callable
        Is told what helps.
    most : int
        How many changes are tried. No time ends it, so that all machines find the same.
    """
    names = sorted({name for part in runner.parts for name in part["binds"]})
    found = []
    for number, part in enumerate(runner.parts):
        if not part["fixed"] and len(part["text"]) <= LONGEST_PART:
            found += [(number, change) for change in changes(part["text"], names, runner.functions)]
    found.sort(key=lambda pair: order(pair[1].cost, suspects(*pair)))
    waiting, left = iter(found), most
    while left:
        # The interruption of a change may arrive when the change is over
        with contextlib.suppress(KeyboardInterrupt):
            for number, change in waiting:
                part = runner.parts[number]
                if runner.helps(number, change.of(part["text"])):
                    line = part["line"] + change.line - 1
                    cost = change.cost if suspects(number, change) >= 0 else 0
                    send({"line": line, "place": part["place"], "cost": cost})
                    left = min(left, MORE_CHANGES, max(1, most // 2))
                left -= 1
                if not left:
                    break
            left = 0


def _order(cost, suspicion, left_out, stopped):
    """Return when a change is tried: those of a token first, unless a term is missing.

    Of these, the cheap ones come first, whatever their lines: once one helps, no other costs less.
    If the program has stopped, its lines say more than the costs.
    """
    if left_out == "term" and cost == TERM:
        turn = 0
    elif cost <= SMALL:
        turn = SMALL if stopped else cost
    else:
        turn = LARGE + (cost > LARGE and not left_out)
    return suspicion >= 0, turn, suspicion, cost


def main() -> None:
    """Serve one request."""
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    if request["exercise"] != "exercise1":
        import torch

        torch.set_num_threads(1)
    gc.freeze()
    gc.enable()
    limit(request["seconds"], request["memory"])
    leave_out_side_effects()
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")

    def send(data) -> None:
        answers.write(json.dumps(data) + "\n")
        answers.flush()

    runner = Runner(request)
    told = runner.first_run()
    send(told)
    if told["right"]:
        return
    suspects = crashes.suspects(told, runner.parts)

    def order(cost, suspicion):
        return _order(cost, suspicion, request["left_out"], told["stopped"])

    most = MOST_AFTER_A_STOP if told["stopped"] else MOST_CHANGES
    search(runner, suspects, order, send, min(most, MOST_TURNS // max(1, told["turns"])))
