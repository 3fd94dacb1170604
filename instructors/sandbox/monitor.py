"""Look at the processes of a job from outside, several times a second: `Monitor`.

The kernel bounds every process by itself; what all of a job take together is added up here: time,
memory, processes and files. What has ended counts with its parent, since
`instructors.sandbox.system_calls` lets no process leave its children to nobody.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil

from instructors.sandbox.limits import SEMAPHORES, WRITABLE, Limits

# A program that computes for this share of the time does not wait
BUSY = 0.5
# So many times as long as allowed may a program take that only waits for its turn
PATIENCE = 20


class Monitor:
    """A program in which one job after the other is done.

    What the program with this number has started by the first job is not the job's. In a sandbox,
    ``files_at_start`` is how many files there are; elsewhere it is None, and they are not counted.
    """

    def __init__(self, pid: int, files_at_start: int | None = None) -> None:
        self.files_at_start = files_at_start
        self.root = [psutil.Process(pid)] if psutil.pid_exists(pid) else []
        self._find()
        self.known = {process.pid for process in self.family}
        sizes = list(_told(self._all(), psutil.Process.memory_info))
        self.resident = sum(size.rss for size in sizes)
        self.mapped = max((size.vms for size in sizes), default=0)
        self.begin()

    def _find(self) -> None:
        """Find all processes that the program has started, the oldest ones first."""
        self.family: list[psutil.Process] = []
        for process in self.root:
            with contextlib.suppress(psutil.NoSuchProcess):
                self.family = process.children(recursive=True)

    def _all(self) -> list[psutil.Process]:
        return [*self.root, *self.family]

    def begin(self) -> None:
        """Note that a job begins."""
        self.family = [process for process in self.family if process.pid in self.known]
        self.start = self.looked = time.monotonic()
        self.before = self._added_up()
        self.ended, self.waited, self.computed, self.memory = 0.0, 0.0, 0.0, 0

    def look(self) -> None:
        """See how far the job has come."""
        self._find()
        now, computed = time.monotonic(), self._added_up() - self.before
        gap, self.looked = now - self.looked, now
        # While others keep it, or what it was started by, from running it does not wait
        if computed - self.computed < BUSY * gap and not any(map(_is_ready, self._all())):
            self.waited += gap
        self.computed = max(computed, self.computed)

    def _added_up(self) -> float:
        """Return the seconds of computing of all processes up to now."""
        # Those that have ended count with their parents
        return sum(sum(times[:4]) for times in _told(self._all(), psutil.Process.cpu_times))

    def too_slow(self, limits: Limits) -> bool:
        """Say whether the job has computed or waited for longer than the limit."""
        return self.computed > limits.seconds or self.waited > 1.5 * limits.seconds + 1

    def starved(self, limits: Limits) -> bool:
        """Say whether others have kept the job from running for very long."""
        return time.monotonic() - self.start > PATIENCE * (limits.seconds + 1)

    def _of_the_job(self) -> list[psutil.Process]:
        return [process for process in self.family if process.pid not in self.known]

    def excess(self, limits: Limits) -> str | None:
        """Return what the processes together have too much of: a key of `ENDED`."""
        processes = self._of_the_job()
        memory = sum(size.rss for size in _told(processes, psutil.Process.memory_info))
        self.memory = max(memory, self.memory)
        if sum(_told(processes, psutil.Process.num_threads)) > limits.processes:
            return "processes"
        # What libraries have loaded is seen in every process that was forked
        if memory > limits.memory + self.resident:
            return "memory"
        # Elsewhere than in a sandbox, the folders are not the student's alone
        if self.files_at_start is not None and self._files() > self.files_at_start + limits.files:
            return "files"
        return None

    def _files(self) -> int:
        """Return the number of files in the folders that the sandbox may write to."""
        count = 0
        for process in self._of_the_job()[:1]:
            for name in (*WRITABLE, SEMAPHORES):
                with contextlib.suppress(OSError):
                    status = os.statvfs(f"/proc/{process.pid}/root{name}")
                    count += status.f_files - status.f_ffree
        return count

    def end_job(self) -> None:
        """End all processes of the job, but not the program that it was started by."""
        self.ended = self.ended or time.monotonic()
        _kill(self._of_the_job())

    def since_end(self) -> float:
        """Return the seconds since `end_job`."""
        return time.monotonic() - self.ended if self.ended else 0.0


def end_family(pid: int) -> None:
    """End all that a program has started; in a sandbox, its first process takes all along."""
    with contextlib.suppress(psutil.NoSuchProcess):
        _kill(psutil.Process(pid).children(recursive=True))


def _kill(processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _told(processes: Iterable[psutil.Process], ask: Callable) -> Iterator[Any]:
    """Yield what is told of those processes that still run."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            yield ask(process)


def _is_ready(process: psutil.Process) -> bool:
    """Say whether a process runs, or would if it were its turn."""
    with contextlib.suppress(OSError):
        threads = Path(f"/proc/{process.pid}/task").iterdir()
        states = (path.joinpath("stat").read_text().rpartition(")")[2].split() for path in threads)
        return any(state[:1] == ["R"] for state in states)
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_RUNNING
    return False


def oom_kills() -> int | None:
    """Return how many processes the system has ended because it had no memory left, or None."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/vmstat").read_text().splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return None
