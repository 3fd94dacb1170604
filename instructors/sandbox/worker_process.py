"""The worker of a sandbox, from outside: started, asked to do one job after the other, ended.

It is `instructors.sandbox.worker`, a program of its own, and reads lines of JSON: settings, then
jobs. While it does a job, `instructors.sandbox.monitor` looks at it.
"""

import contextlib
import json
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
from pathlib import Path

from instructors.messages import SANDBOX
from instructors.sandbox import bubblewrap, monitor
from instructors.sandbox.limits import SEMAPHORES, WRITABLE, Limits
from instructors.sandbox.preparing import count_laid_out
from instructors.sandbox.system_calls import NoSandboxError, calls_filtered
from instructors.student_messages import ENDED

WORKER = Path(__file__).with_name("worker.py")
RESPONSE_SIZE = 5_000_000  # bytes; the worker hands on less
START = 60  # seconds until the worker must be ready
INTERVAL = 0.1  # seconds between two looks at the processes
UNANSWERED = 2  # seconds after the end of a job, within which the worker says so


@dataclass(frozen=True)
class Job:
    """What a student's program is asked to do at once: one exercise, on some networks."""

    exercise: str
    tasks: tuple  # for each call, what `checks.calling` needs, from `as_json.to_json`
    torch: bool = True  # whether PyTorch is there
    seconds: float = math.inf  # of computing, instead of those of the limits if these are more
    # Whether it comes with each answer, see `instructors.replay.extracting`; and whether what was
    # recorded comes with the first, see `instructors.replay.recording`
    curvature: bool = False
    record_values: bool = False


class MachineError(Exception):
    """Something ended a program or kept it from running that is no student's fault."""


class WorkerProcess:
    """A process that does jobs; whoever has ended it, it can be asked no more."""

    def __init__(
        self, folder: Path, limits: Limits, sandbox: bool, shell: bool, torch: bool
    ) -> None:
        self.limits, self.sandbox = limits, sandbox
        self.files_at_start = count_laid_out(folder) if sandbox else None
        self.scratch = tempfile.TemporaryDirectory()
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with all the rest
        self.text = bytearray()
        command, settings = self._started_as(folder, torch)
        unfiltered: contextlib.AbstractContextManager = contextlib.nullcontext(([], []))
        with calls_filtered() if sandbox else unfiltered as (options, passed):
            self.process = subprocess.Popen(
                [*command[:1], *options, *command[1:]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                env={**bubblewrap.ENVIRONMENT, "HOME": self.scratch.name},
                cwd="/",
                start_new_session=True,
                pass_fds=passed,
            )
        assert self.process.stdin and self.process.stdout  # for who checks types
        self.writing, self.reading = self.process.stdin, self.process.stdout
        self._send(settings | {"torch": torch, "shell": shell, "sandbox": sandbox})

    def _started_as(self, folder: Path, torch: bool) -> tuple[list[str], dict[str, object]]:
        """Return the command, and where what it needs lies: in a sandbox, or on this machine."""
        if self.sandbox:
            command = bubblewrap.command_of(folder, WORKER, self.limits, torch)
            settings: dict[str, object] = {name: f"/{name}" for name in ("runner", "handed_in")}
            settings |= {"folder": "/submission", "writable": [*WRITABLE, SEMAPHORES]}
            return [*command, sys.executable, "-I", "/worker.py"], settings
        settings = {name: f"{folder}/{name}" for name in ("runner", "handed_in")}
        settings |= {"folder": f"{self.scratch.name}/submission", "writable": [self.scratch.name]}
        return [sys.executable, "-I", str(WORKER)], settings

    def end(self) -> None:
        """End the worker and all that it has started."""
        if self.errors.closed:
            return
        monitor.end_family(self.process.pid)
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
    def monitor(self) -> monitor.Monitor:
        """What watches the jobs, as soon as the worker is ready for them."""
        line = self._line(time.monotonic() + START)
        if line != b'"ready"':
            self.errors.seek(0)
            said = self.errors.read(2000).decode("utf-8", "replace")
            raise NoSandboxError(SANDBOX["not started"].format(said=said))
        return monitor.Monitor(self.process.pid, self.files_at_start)

    def ask(self, job: Job, asked: dict) -> tuple[dict, list[dict]]:
        """Do a job; return the result, see `Sandboxes.run`, and what was told before.

        ``asked`` is what else `instructors.replay.answering.do_job` needs. The result is only
        ``end`` if all that may be an answer was told before; see `instructors.replay.candidates`.
        """
        limits = replace(self.limits, seconds=min(self.limits.seconds, job.seconds))
        self.monitor.begin()
        self.oom_kills = monitor.oom_kills()
        names = ("exercise", "tasks", "curvature", "record_values")
        asked |= {name: getattr(job, name) for name in names}
        self._send(asked | {"limits": self._of_kernel(limits)})
        line, reason = self._awaited(limits)
        if time.monotonic() > self.monitor.start + INTERVAL:  # what took less was not too slow
            self.monitor.look()
        if line is None:
            self.end()
        # A student's program may have written any of it
        said = _object(line or b"")
        news = [_object(entry) for entry in self._told(said.get("size")).splitlines()]
        if reason:
            return {"ended": reason}, news
        return self._result(said, news[-1] if news else {}, limits), news

    def _of_kernel(self, limits: Limits) -> dict[str, tuple[int, int]]:
        """Return what the kernel limits in each process of a job.

        Libraries map more than they use, and each build of PyTorch another multiple of it.
        """
        seconds, memory = int(limits.seconds) + 1, self.monitor.mapped + limits.memory
        # What reads what was handed in has a lower limit of data, which would hold here as well
        kernel = {"AS": memory, "DATA": memory, "FSIZE": limits.file_size, "NOFILE": 64, "CORE": 0}
        if self.sandbox:
            # Without a user namespace, this limit counts all that the user runs
            kernel["NPROC"] = limits.processes
        # The first ends it with a signal of its own, which a program can ignore
        return {"CPU": (seconds, seconds + 2)} | {n: (most, most) for n, most in kernel.items()}

    def _awaited(self, limits: Limits) -> tuple[bytes | None, str | None]:
        """Return the line on what came of a job, if there is one, and why it was ended, if it was.

        What takes too long is ended in the sandbox; what takes too much, with the sandbox.
        """
        reason = None
        while True:
            line = self._line(time.monotonic() + INTERVAL)
            if line is not None or not self.alive:
                return line, reason
            self.monitor.look()
            if reason is None and self.monitor.starved(limits):
                raise MachineError(SANDBOX["busy"])
            if reason is None and self.monitor.too_slow(limits):
                reason = _ended("slow", limits)
                self.monitor.end_job()
            elif reason and self.monitor.since_end() > UNANSWERED:
                return None, reason  # the worker was stopped
            if excess := self.monitor.excess(limits):
                return None, _ended(excess, limits)

    def _result(self, said: dict, answer: dict, limits: Limits) -> dict:
        """Return what came of a job, by what the worker says and what was told last."""
        if self._is_out_of_memory(said):
            if self.monitor.memory < limits.memory / 2:
                raise MachineError(SANDBOX["no memory"])
            return {"ended": _ended("memory", limits), "unsure": True}
        for kept, kind in (("answers", list), ("import", dict), ("absent", bool), ("end", bool)):
            if isinstance(answer.get(kept), kind):
                return {kept: answer[kept]}
        if answer.get("patched"):
            return {"ended": ENDED["patched"], "patched": True}
        if said.get("large"):
            return {"ended": ENDED["answer"]}
        name = said.get("signal")
        if name == "SIGXCPU" or (name == "SIGKILL" and self.monitor.too_slow(limits)):
            return {"ended": _ended("slow", limits)}
        if isinstance(name, str) and name in signal.Signals.__members__:
            # Nobody can say who sent it
            return {"ended": ENDED["signal"].format(name=name), "unsure": True}
        return {"ended": ENDED["itself"]}

    def _is_out_of_memory(self, said: dict) -> bool:
        """Say whether the system has ended the job, or all, because it had no memory left."""
        killed = not said or said.get("signal") == "SIGKILL"
        return killed and monitor.oom_kills() != self.oom_kills

    def _send(self, data: object) -> None:
        with contextlib.suppress(OSError):
            self.writing.write(json.dumps(data).encode() + b"\n")
            self.writing.flush()

    def _line(self, end: float) -> bytes | None:
        """Return the next line of the worker; None if there is none until a time."""
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
                    self.reading.close()
                    return None
        line, _, self.text = self.text.partition(b"\n")
        return bytes(line)

    def _told(self, size: object) -> bytes:
        """Return so many bytes that follow a line of the worker."""
        size = min(size, RESPONSE_SIZE) if isinstance(size, int) else 0
        while len(self.text) < size and (part := os.read(self.reading.fileno(), 1 << 20)):
            self.text += part
        told = bytes(self.text[:size])
        del self.text[:size]
        return told


def _ended(kind: str, limits: Limits) -> str:
    """Return the sentence on a limit that was exceeded."""
    fields = asdict(limits) | {"memory": limits.memory >> 20}  # in MB
    return ENDED[kind].format(**fields)


def _object(text: str | bytes) -> dict:
    """Return the JSON object in a text; an empty one if it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
