"""Try a program with small changes: the line whose change makes the answer right is the one.

This is for what has no name. The program runs many times, in a process of its own, which counts
the turns of its loops: however fast a machine is, and whatever else it does, it finds the same.
"""

import ast
import contextlib
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy

from checks import calling, harmless, reading
from checks.changing import Change, changes
from checks.matching import close
from checks.sources import Program, is_import
from checks.tracing import ALIVE, Counted, Ended

# Turns of loops and calls. To compile a program and call it takes about as long as some
MOST_TURNS, OF_A_TRY = 800_000, 150
MORE_TURNS = 30_000  # once a change has helped
FEW_TURNS = 200_000  # to confirm what the values say
MOST_OF_A_RUN = 20_000
LONGEST = 12.0  # seconds, for what never ends within numpy
MEMORY = 1 << 30  # bytes
LONGEST_PART = 20_000  # characters of a definition; that is ten times what an answer needs
# Without what only a student calls, until the program imports it. Whatever is imported stays
START = """
import gc, json, os, sys, types
gc.disable()
sys.path[:] = json.loads(sys.argv[1])
sys.modules["checks"] = types.ModuleType("checks")
sys.modules["checks"].__path__ = [os.path.join(sys.path[0], "checks")]
from checks import trying
del sys.modules["checks"]
trying.main()
os._exit(0)
"""
# One thread is the fastest for such small arrays, and no window is to be opened
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}

Line = tuple[int, int]  # the number of a part of a program, and the line in it, from 1


def lines(
    program: Program,
    data: dict,
    right: dict[str, list[numpy.ndarray | None]],
    suspects: Sequence[Line] = (),
    turns: int = MOST_TURNS,
) -> list[tuple[int, str]]:
    """Return the lines whose changes make the answer to exercise 1 right, the likeliest first.

    None in place of a right array does not count. The suspects are tried before other lines.
    ``turns`` bounds what is computed.
    """
    request = {
        "name": program.name,
        "parts": [(part.text, part.binds, part.fixed) for part in program.parts],
        "data": data,
        "right": {
            name: [None if array is None else array.tolist() for array in arrays]
            for name, arrays in right.items()
        },
        "suspects": list(suspects),
        "turns": turns,
    }
    found: dict[tuple[int, str], int] = {}
    for cost, number, line in map(json.loads, _answered(json.dumps(request))):
        spot = (program.parts[number].line + line - 1, program.parts[number].place)
        found[spot] = min(cost, found.get(spot, cost))
    return sorted(found, key=lambda spot: found[spot])


def _answered(request: str) -> list[bytes]:
    """Start the process, and return the lines that it has written."""
    # Whatever else a student has put there, such as a Path, Python passes over
    path = [str(Path(__file__).parents[1]), *(e for e in sys.path if isinstance(e, str))]
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-c", START, json.dumps(path)],
            input=request.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | SETTINGS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as ended:
        written = ended.stdout or b""
        return written[: written.rfind(b"\n") + 1].splitlines()
    except OSError:
        return []  # where no process can be started, as in a browser
    return done.stdout.splitlines()


# What follows runs in that process


class Tried:
    """A program that can be run with changes."""

    def __init__(self, request: dict) -> None:
        self.name, self.data = request["name"], request["data"]
        self.right = {
            name: [
                None if array is None else numpy.array(array) for array in request["right"][name]
            ]
            for name in ("DW", "DB")
        }
        self.space: dict[str, Any] = harmless.names() | {ALIVE: self._alive}
        self.left = 0
        self.answer: Any = None
        self.arguments: tuple = ()
        # What does not change is executed once
        self.codes, self.trees = {}, {}
        for number, (text, _, fixed) in enumerate(request["parts"]):
            tree = Counted().visit(ast.parse(text))
            if fixed or is_import(text):
                with contextlib.suppress(Exception):
                    exec(compile(tree, f"<part {number}>", "exec"), self.space)
                continue
            self.trees[number] = tree
            self.codes[number] = compile(tree, f"<part {number}>", "exec")
        with contextlib.suppress(Exception):
            self.longest = MOST_OF_A_RUN
            self.longest = 3 * self.run({}) + OF_A_TRY

    def _alive(self, begins: bool) -> bool:
        self.left -= 1
        if self.left < 0:
            raise Ended
        return True

    def run(self, changed: dict) -> int:
        """Run the program with some codes changed; return the number of turns."""
        self.left, self.answer = self.longest, None
        space = dict(self.space)
        with contextlib.suppress(BaseException):
            for code in (self.codes | changed).values():
                exec(code, space)
            function = space[self.name]
            if not self.arguments:
                self.arguments = calling.arguments1(function, self.data)
            self.answer = function(*map(_copied, self.arguments))
        return self.longest - max(self.left, 0)

    def is_right(self) -> bool:
        """Say whether the last run has given the right answer."""
        with contextlib.suppress(BaseException):
            DW, DB = self.answer
            return self._equal(DW, self.right["DW"]) and self._equal(DB, self.right["DB"])
        return False

    @staticmethod
    def _equal(arrays: Any, right: list[numpy.ndarray | None]) -> bool:
        return len(arrays) == len(right) and all(map(_close, arrays, right))


def _copied(argument: Any) -> Any:
    return [a.copy() for a in argument] if isinstance(argument, list) else argument.copy()


def _close(array: Any, right: numpy.ndarray | None) -> bool:
    if right is None:
        return True
    if not isinstance(array, numpy.ndarray):
        array = reading.read_array(array)  # a list may contain itself
    if getattr(array, "shape", None) != right.shape or array.dtype.kind not in "fiu":
        return False
    return close(array, right)


def search(request: dict) -> Iterator[tuple[int, int, int]]:
    """Yield the cost, the part and the line of every change that makes the answer right."""
    tried = Tried(request)
    order = {tuple(line): number for number, line in enumerate(request["suspects"])}
    names = sorted({name for _, binds, _ in request["parts"] for name in binds})
    functions = {name for name, value in tried.space.items() if callable(value)}
    functions |= {getattr(node, "name", "") for tree in tried.trees.values() for node in tree.body}
    every: list[tuple[tuple, int, Change]] = []
    for number, tree in tried.trees.items():
        if len(request["parts"][number][0]) <= LONGEST_PART:
            for change in changes(tree, names, functions):
                suspected = order.get((number, change.line), len(order))
                every.append(((change.cost, suspected), number, change))
    every.sort(key=lambda entry: entry[0])
    left = request["turns"]
    for _, number, change in every:
        with change.made():
            try:
                code = compile(tried.trees[number], f"<part {number}>", "exec")
            except (SyntaxError, ValueError, TypeError):
                continue
        left -= OF_A_TRY + tried.run({number: code})
        if tried.is_right():
            yield change.cost, number, change.line
            left = min(left, MORE_TURNS)
        if left < 0:
            return


def limit() -> None:
    """Bound the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Serve one request: JSON from standard input, a line of JSON for every change that helps."""
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    limit()
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    with harmless.Guard():
        for found in search(request):
            answers.write(json.dumps(found) + "\n")
            answers.flush()
