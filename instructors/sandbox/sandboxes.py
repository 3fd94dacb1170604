"""Run a student's program where it can harm nobody, and get data back.

With bubblewrap the program sees a read-only system, an empty home and an empty /tmp, no network, no
processes but its own, no environment, and nothing of this repository but what students have anyway.
In any case it has limits: computing time, waiting, memory, processes, output, and files.

A job asks for one exercise on one network, of tasks that are calls. The job on the network of the
exercises comes first, and explores: it tells every state of the program that may be the answer,
with the way that leads to it, such as the first function of that name, or what the cells have
computed. They are ranked, and each further job follows the way of the best one, or of another.
"""

import contextlib
import json
import marshal
import math
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any, Self

from checks import reading
from checks.exercises import EXERCISES, Exercise
from checks.networks import series_network
from checks.points import share_of
from instructors.handin.programs import Program
from instructors.sandbox import bubblewrap
from instructors.sandbox import limits as limiting
from instructors.sandbox.bubblewrap import ENVIRONMENT, NoSandboxError
from instructors.sandbox.limits import SEMAPHORES, WRITABLE, Limits, Watch
from instructors.series import ROOT
from instructors.student_messages import ENDED

INSIDE = Path(__file__).with_name("inside.py")
# What a student's program may import. The checks can compute a gradient, by differences, so they
# would do the student's work; in their place stands a package that does nothing.
PUBLIC = ("utils.py",)
# What runs a student's program, and reads what it computes; it cannot compute a gradient either
_NAMES = ("calling", "findings", "harmless", "reading", "sentences", "tracing")
JUDGE = tuple(f"checks/{name}.py" for name in _NAMES)
REPLAY = (
    *("instructors/__init__.py", "instructors/stubs/nothing.py"),
    *(f"instructors/replay/{p.name}" for p in sorted(ROOT.glob("instructors/replay/*.py"))),
)
FUNCTION = "function"  # the way of a state, see `instructors.replay.states`
KNOWN = "known"  # the network of the exercises, on which it shows what the answer is
MOST_FATAL = 2  # cells of one program that end the interpreter, and are left out then
RESPONSE_SIZE = 5_000_000  # bytes; the inner half hands on less
# What came of each job; see `Sandboxes.run`
Results = dict[tuple[str, str], dict]
# What a file of bytecode begins with that belongs to the source beside it, whatever that is
UNCHECKED = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
START = 60  # seconds until the inner half must be ready
INTERVAL = 0.1  # seconds between two looks at the processes


@dataclass(frozen=True)
class Job:
    """What a student's function is asked to do at once."""

    exercise: str
    tasks: tuple  # for each call, what `checks.calling` needs, from `checks.reading.to_json`
    torch: bool = True  # whether PyTorch is there
    seconds: float = math.inf  # of computing, instead of those of the limits if these are more
    curvature: bool = (
        False  # whether it comes with each answer; see `instructors.replay.extracting`
    )
    recorded: bool = False  # whether the first comes with it; see `instructors.replay.recording`


class MachineError(Exception):
    """Something ended a program or kept it from running that is no student's fault."""


class Sandboxes:
    """Two sandboxes for all the programs of a student: without PyTorch, and with it.

    Without bubblewrap the limits hold, but the programs see and may change all that the user may.

    ``shell`` says whether IPython's may be needed. ``broken`` are the cells that are no Python: the
    label, what Python says, and the line or None.
    """

    def __init__(
        self, files: dict[str, bytes], limits: Limits, sandbox: bool = True, shell: bool = False
    ) -> None:
        self._limits, self._options = limits, (sandbox, shell)
        self._inner: dict[bool, _Inner] = {}  # by whether PyTorch is there
        self.broken: list = []
        # By program; and by exercise, of what was explored
        self._skipped: dict[str, list] = {}
        self._states: dict[tuple, list[dict]] = {}
        self._folder = tempfile.TemporaryDirectory()
        _prepare(Path(self._folder.name), files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for inner in self._inner.values():
            inner.end()
        self._folder.cleanup()

    def run(self, program: Program, jobs: dict, place: int = 0) -> Results:
        """Return what a program answers: its best state does, or the one at another place.

        Jobs without PyTorch are done first, and of each exercise that of the network of the
        exercises, ``"known"``, which shows what the answer is. What a program that cannot be loaded
        would do is not tried.

        Returns
        -------
        dict
            By the keys of the jobs, a dict of plain values with one of these keys. ``answers``: a
            list with a dict for each task: ``answer``, what was computed, in the form of
            `checks.reading.to_json`, and perhaps ``curvature``; or ``missing``, what a
            `NotImplementedError` says; or ``error``, see `instructors.replay.extracting`.
            ``import``: such an error, which kept the program from being loaded. ``absent``: there
            is no such function. ``ended``: why the program was ended, or ended itself.

        Raises
        ------
        NoSandboxError
            If the sandbox did not start.
        MachineError
            If the machine was too busy or had no memory left. Neither is a student's fault.
        """
        results: Results = {}
        order = sorted(jobs, key=lambda key: (jobs[key].torch, key[-1] != KNOWN))
        for key in order:
            exercise = jobs[key].exercise
            ended = [
                results[other]
                for other in results
                if jobs[other].exercise == exercise and "ended" in results[other]
            ]
            if ended:  # who waits once need not again
                results[key] = ended[0]
                continue
            results[key], loaded = self._answered(program, jobs[key], key[-1] == KNOWN, place)
            if not loaded:
                # Neither PyTorch nor another network helps
                return dict.fromkeys(jobs, results[key]) | results
            if "ended" not in results[key]:
                for torch in {job.torch for job in jobs.values()}:
                    self._started(torch)  # importing PyTorch takes longest, so it begins now
        return results

    def recorded(self, program: Program, job: Job, place: int = 0) -> dict:
        """Return the answer to a job that comes with what was recorded, or nothing.

        Of the programs and places that were tried before, as in `run`.
        """
        states = self._states.get((program.digest(), job.exercise, job.torch))
        if not states:
            return {}
        try:
            result, _ = self._ask(program, job, states[min(place, len(states) - 1)]["way"])
        except MachineError:  # nothing depends on it; but what still runs must not answer later
            self._inner.pop(job.torch).end()
            return {}
        answers = result.get("answers", [])
        return answers[0] if answers and isinstance(answers[0], dict) else {}

    def others(self, program: Program, exercise: Exercise, place: int) -> bool:
        """Say whether a further state is right on the network of the exercises as well."""
        states = self._states.get((program.digest(), exercise.name, exercise.torch), ())
        return len(states) > place and states[place]["share"] == 1

    def _answered(self, program: Program, job: Job, known: bool, place: int) -> tuple[dict, bool]:
        """Return the result of a job, and whether the program could be loaded."""
        key = program.digest(), job.exercise, job.torch
        if key not in self._states:
            states, ended, loaded = self._explored(program, job)
            self._states[key] = ranked(job.exercise, states)
            if not self._states[key] or not loaded:
                return ended or {"absent": True}, loaded
        states = self._states[key]
        state = states[min(place, len(states) - 1)] if states else None
        if known and state:
            parts = ("answer", "curvature", "missing", "error")
            return {"answers": [{part: state[part] for part in parts if part in state}]}, True
        if not state:
            return {"absent": True}, True
        asked = (
            [job] if state["way"][0] == FUNCTION else [replace(job, tasks=(t,)) for t in job.tasks]
        )
        answers = []
        for one in asked:
            result, _ = self._ask(program, one, state["way"])
            if "answers" not in result and len(asked) == 1:
                return result, True
            answers += result.get("answers", [{}])
        return {"answers": answers}, True

    def _explored(self, program: Program, job: Job) -> tuple[list[dict], dict, bool]:
        """Return all that may be the answer, why the program was ended, and whether it was loaded.

        A cell that ends the interpreter is left out in the next try.
        """
        skipped = self._skipped.setdefault(program.digest(), [])
        for _ in range(MOST_FATAL + 1):
            result, news = self._ask(program, job, None)
            states = [n["state"] for n in news if _is_state(n.get("state"))]
            skipped += [n["slow"] for n in news if _is_place(n.get("slow"))]
            self.broken += [n["broken"] for n in news if _is_broken(n.get("broken"))]
            last = next((n["at"] for n in news[::-1] if "at" in n), None)
            if "patched" in result:  # nobody can say what came of what
                states = []
            if "ended" not in result or program.is_module or not _is_place(last):
                break
            skipped.append(last)
        # In a module, what ends the interpreter before anything is called does so always
        loaded = "import" not in result and not (
            "ended" in result and program.is_module and _is_place(last)
        )
        return states, {} if "end" in result else result, loaded

    def _ask(self, program: Program, job: Job, way: list | None) -> tuple[dict, list[dict]]:
        """Have the inner half do a job; return the result, and what was told before."""
        asked = {
            "file": program.path,
            "cells": [asdict(cell) for cell in program.cells],
            "way": way,
            "results": next(e.results for e in EXERCISES if e.name == job.exercise),
            "skipped": self._skipped.get(program.digest(), []),
        }
        inner = self._started(job.torch)
        try:
            inner.watch  # noqa: B018 - which is there as soon as it is ready
        except NoSandboxError:  # what the other one did meanwhile may be why
            self._inner.pop(job.torch).end()
            inner = self._started(job.torch)
        return inner.ask(job, asked)

    def _started(self, torch: bool) -> "_Inner":
        """Return the inner half; whatever ends it, the jobs that are left get another one."""
        if torch in self._inner and not self._inner[torch].alive:
            self._inner.pop(torch).end()
        if torch not in self._inner:
            folder = Path(self._folder.name)
            self._inner[torch] = _Inner(folder, self._limits, *self._options, torch)
        return self._inner[torch]


def _is_place(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2 and all(type(n) is int for n in data)


def _is_state(data: object) -> bool:
    if not isinstance(data, dict) or not isinstance(data.get("way"), list):
        return False
    kind, *place = data["way"] or [None]
    return isinstance(kind, str) and 0 < len(place) < 3 and all(type(n) is int for n in place)


def _is_broken(data: object) -> bool:
    if not isinstance(data, list) or len(data) != 3:
        return False
    label, said, line = data
    return isinstance(label, str) and isinstance(said, str) and isinstance(line, int | None)


def ranked(exercise: str, states: list[dict]) -> list[dict]:
    """Return states, the best one on the network of the exercises first, each with its ``share``.

    Of those that are right, the first function comes first, which is called on other networks as it
    is, and else the last one that cells have computed. Of those that earn nothing, a whole answer
    comes before an error, and that before what is not finished or not begun.
    """
    judged = [state | _verdict(exercise, state) for state in states]
    numbered = enumerate(judged)

    def key(numbered_state: tuple[int, dict]) -> tuple:
        number, state = numbered_state
        function = state["way"][0] == FUNCTION
        place = -state["way"][1] if function and state["share"] == 1 else number
        return state["share"], state["whole"], function, place

    return [state for _, state in sorted(numbered, key=key, reverse=True)]


def _verdict(name: str, state: dict) -> dict:
    """Return the share of the exercise that is right, and how far the answer has come."""
    if "answer" not in state:
        return {"share": 0.0, "whole": 2 if "error" in state else 0}
    exercise = next(exercise for exercise in EXERCISES if exercise.name == name)
    try:
        answer = reading.from_json(state["answer"])
        report = exercise.report(answer, series_network(), explain=False)
    except (ValueError, RecursionError, MemoryError, AttributeError, KeyError, TypeError):
        return {"share": 0.0, "whole": 0}  # no answer of `checks.calling`, whoever has made it
    complete = all(row.right is not None for row in report.rows)
    return {"share": share_of(exercise, report).value, "whole": 3 if complete else 1}


def _prepare(folder: Path, files: dict[str, bytes]) -> None:
    """Write what the inner half needs, and what was handed in."""
    contents = {f"submission/{name}": (ROOT / name).read_bytes() for name in PUBLIC}
    contents |= {f"judge/{name}": (ROOT / name).read_bytes() for name in (*JUDGE, *REPLAY)}
    for name in (*JUDGE, *REPLAY):  # otherwise both sandboxes compile it, for every student
        code = SourceFileLoader(name, str(ROOT / name)).get_code(name)
        contents[f"judge/{cache_from_source(name)}"] = UNCHECKED + marshal.dumps(_in_judge(code))
    contents |= {f"submission/{name}": content for name, content in files.items()}
    for name, content in contents.items():
        path = folder / name
        with contextlib.suppress(OSError):  # a file where another one has a folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _in_judge(code: Any) -> Any:
    """Return code that tells nothing of where it lies on this machine."""
    if not isinstance(code, CodeType):
        return code
    return code.replace(co_filename="judge", co_consts=tuple(map(_in_judge, code.co_consts)))


def _laid_out(folder: Path) -> int:
    """Return how many files and folders stand in a sandbox for those that were handed in."""
    # `instructors.replay.answering.lay_out` also makes a link to each of those at the top
    return sum(1 for _ in folder.rglob("*")) + sum(1 for _ in folder.iterdir())


class _Inner:
    """The inner half, from outside: it is asked to do one job after the other."""

    def __init__(
        self, folder: Path, limits: Limits, sandbox: bool, shell: bool, torch: bool
    ) -> None:
        self.limits, self.sandbox = limits, sandbox
        self.handed_in = _laid_out(folder / "submission") if sandbox else None
        self.scratch = tempfile.TemporaryDirectory()
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with all the rest
        self.text = bytearray()
        command = [sys.executable, "-I", str(INSIDE)]
        settings: dict[str, object] = {
            "folder": f"{self.scratch.name}/submission",
            "handed_in": f"{folder}/submission",
            "judge": f"{folder}/judge",
            "writable": [self.scratch.name],
        }
        if sandbox:
            shown = bubblewrap.command_of(folder, INSIDE, limits, torch)
            command = [*shown, sys.executable, "-I", "/inside.py"]
            settings = {name: f"/{name}" for name in ("judge", "handed_in")}
            settings |= {"folder": "/submission", "writable": [*WRITABLE, SEMAPHORES]}
        settings |= {"torch": torch, "shell": shell, "alone": sandbox}
        with bubblewrap.calls_filtered(sandbox) as (options, passed):
            self.process = subprocess.Popen(
                [*command[:1], *options, *command[1:]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                env={**ENVIRONMENT, "HOME": self.scratch.name},
                cwd="/",
                start_new_session=True,
                pass_fds=passed,
            )
        assert self.process.stdin and self.process.stdout  # for who checks types
        self.writing, self.reading = self.process.stdin, self.process.stdout
        self._send(settings)

    def end(self) -> None:
        """End the inner half and all that it has started."""
        if self.errors.closed:
            return
        limiting.end_all(self.process.pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.writing, self.reading):
            with contextlib.suppress(OSError):
                stream.close()
        self.process.wait()
        self.errors.close()
        self.scratch.cleanup()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None and not self.reading.closed

    @cached_property
    def watch(self) -> Watch:
        """What watches the jobs, as soon as the inner half is ready for them."""
        line = self._line(time.monotonic() + START)
        if line != b'"ready"':
            self.errors.seek(0)
            said = self.errors.read(2000).decode("utf-8", "replace")
            raise NoSandboxError(f"the sandbox did not start: {said}")
        return Watch(self.process.pid, self.handed_in)

    def ask(self, job: Job, asked: dict) -> tuple[dict, list[dict]]:
        """Do a job; return the result, see `Sandboxes.run`, and what was told before, see `States`.

        ``asked`` is what else `instructors.replay.answering.answer` needs. The result is only
        ``end`` if all that may be an answer was told before.
        """
        limits = replace(self.limits, seconds=min(self.limits.seconds, job.seconds))
        self.watch.begin()
        self.oom_kills = limiting.oom_kills()
        seconds = int(limits.seconds) + 1
        # The first ends it with a signal of its own, which a program can ignore
        kernel = limiting.of_kernel(self.limits, self.sandbox, self.watch.mapped)
        kernel["CPU"] = (seconds, seconds + 2)
        asked |= {
            name: getattr(job, name) for name in ("exercise", "tasks", "curvature", "recorded")
        }
        self._send(asked | {"limits": kernel})
        reason = None
        while True:
            line = self._line(time.monotonic() + INTERVAL)
            if line is not None or not self.alive or self.reading.closed:
                break
            self.watch.look()
            # What takes too long is ended in the sandbox; what takes too much, with the sandbox
            if reason is None and self.watch.starved(limits):
                raise MachineError("the machine was too busy to run it")
            if reason is None and self.watch.too_slow(limits):
                reason = ENDED["slow"].format(seconds=limits.seconds)
                self.watch.end_job()
            elif reason and self.watch.since_end() > 2:
                break  # the inner half does not answer: it was stopped
            excess = self.watch.excess(limits)
            if excess:
                reason = ENDED[excess].format(
                    processes=limits.processes, memory=limits.memory >> 20, files=limits.files
                )
                break
        if time.monotonic() > self.watch.start + INTERVAL:  # what took less was not too slow
            self.watch.look()
        if line is None:
            self.end()
            line = b""
        return self._result(line, reason, limits)

    def _result(self, line: bytes, reason: str | None, limits: Limits) -> tuple[dict, list[dict]]:
        """Read what the inner half says of a job; a student's program may have written it, too."""
        said = _object(line)
        news = [_object(entry) for entry in self._told(said.get("size")).splitlines()]
        answer = news[-1] if news else {}
        if reason:
            return {"ended": reason}, news
        if self._is_out_of_memory(said):
            if self.watch.memory < limits.memory / 2:
                raise MachineError("the machine had no memory left")
            memory = limits.memory >> 20
            return {"ended": ENDED["memory"].format(memory=memory), "unsure": True}, news
        for kept, kind in (("answers", list), ("import", dict), ("absent", bool), ("end", bool)):
            if isinstance(answer.get(kept), kind):
                return {kept: answer[kept]}, news
        if answer.get("patched"):
            return {"ended": ENDED["patched"], "patched": True}, news
        if said.get("large"):
            return {"ended": ENDED["answer"]}, news
        name = said.get("signal")
        if name == "SIGXCPU" or (name == "SIGKILL" and self.watch.too_slow(limits)):
            return {"ended": ENDED["slow"].format(seconds=limits.seconds)}, news
        if isinstance(name, str) and name in signal.Signals.__members__:
            # Nobody can say who sent it
            return {"ended": ENDED["signal"].format(name=name), "unsure": True}, news
        return {"ended": ENDED["itself"]}, news

    def _is_out_of_memory(self, said: dict) -> bool:
        """Say whether the system has ended the job, or all, because it had no memory left."""
        killed = not said or said.get("signal") == "SIGKILL"
        return killed and limiting.oom_kills() != self.oom_kills

    def _send(self, data: object) -> None:
        with contextlib.suppress(OSError):
            self.writing.write(json.dumps(data).encode() + b"\n")
            self.writing.flush()

    def _line(self, end: float) -> bytes | None:
        """Return the next line of the inner half; None if there is none until a time."""
        stream, part = self.reading, bytes(self.text)
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while b"\n" not in part:
                left = end - time.monotonic()
                if left <= 0 or not selector.select(timeout=left):
                    return None
                part = os.read(stream.fileno(), 1 << 20)
                self.text += part
                if not part or len(self.text) > RESPONSE_SIZE:
                    self._close()
                    return None
        line, _, self.text = self.text.partition(b"\n")
        return bytes(line)

    def _told(self, size: object) -> bytes:
        """Return so many bytes that follow a line of the inner half."""
        size = min(size, RESPONSE_SIZE) if isinstance(size, int) else 0
        while len(self.text) < size and (part := os.read(self.reading.fileno(), 1 << 20)):
            self.text += part
        told = bytes(self.text[:size])
        del self.text[:size]
        return told

    def _close(self) -> None:
        """Ask no more."""
        self.reading.close()


def _object(text: str | bytes) -> dict:
    """Return the JSON object in a text; an empty one if it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
