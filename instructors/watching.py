"""Watch a program and all that it starts, from outside: time, memory, processes, files."""

import contextlib
import os
import time
from pathlib import Path

import psutil

WRITABLE = ("scratch", "tmp", "home/student", "dev/shm")
# Of this share of its time a program that computes is running
BUSY = 0.5
# So many times as long as allowed may a program take that only waits for its turn
PATIENCE = 20


class Watch:
    """A program in which one job after the other is done.

    Parameters
    ----------
    pid : int
        Of the program that was started. What it has started by the first job is not the job's.
    """

    def __init__(self, pid):
        self.root = psutil.Process(pid) if psutil.pid_exists(pid) else None
        self.look()
        self.known = {process.pid for process in self.family}
        self.begin()

    def look(self):
        """Find all processes that the program has started, the oldest ones first."""
        self.family = []
        with contextlib.suppress(psutil.NoSuchProcess):
            if self.root:
                self.family = self.root.children(recursive=True)

    def begin(self):
        """Note that a job begins."""
        self.start, self.ended = time.monotonic(), None
        self.before = self._computed()
        self.waited = 0.0

    def _computed(self):
        """Return the seconds of computing of all processes up to now."""
        total = 0.0
        for process in [self.root, *self.family]:
            with contextlib.suppress(psutil.NoSuchProcess, AttributeError):
                # Those that have ended count with their parents
                total += sum(process.cpu_times()[:4])
        return total

    def too_slow(self, limits):
        """Say whether the job has computed or waited for longer than the limit."""
        computed = self._computed() - self.before
        if computed > limits.seconds:
            return True
        # While others keep it from running it does not wait
        elapsed = time.monotonic() - self.start - self._kept_waiting()
        return elapsed > 1.5 * limits.seconds + 1 and computed < BUSY * elapsed

    def starved(self, limits):
        """Say whether others have kept the job from running for very long."""
        return time.monotonic() - self.start > PATIENCE * (limits.seconds + 1)

    def _of_the_job(self):
        return [process for process in self.family if process.pid not in self.known]

    def _kept_waiting(self):
        """Return the seconds for which the job was ready to run and others ran."""
        for process in self._of_the_job()[:1]:
            with contextlib.suppress(OSError, ValueError, IndexError):
                text = Path(f"/proc/{process.pid}/schedstat").read_text()
                self.waited = int(text.split()[1]) / 1e9
        return self.waited

    def excess(self, limits):
        """Return what the processes together have too much of: a key of `sentences.ENDED`."""
        memory = threads = 0
        for process in self.family:
            with contextlib.suppress(psutil.NoSuchProcess):
                threads += process.num_threads()
                memory += process.memory_info().rss
        if threads > limits.processes:
            return "processes"
        if memory > limits.memory:
            return "memory"
        return "files" if self._files() > limits.files else None

    def _files(self):
        """Return the number of files in the folders that the sandbox may write to."""
        count = 0
        for process in self._of_the_job()[:1]:
            for name in WRITABLE:
                path = f"/proc/{process.pid}/root/{name}"
                with contextlib.suppress(OSError):
                    # Elsewhere than in a sandbox, these are not the student's alone
                    if os.path.ismount(path):
                        status = os.statvfs(path)
                        count += status.f_files - status.f_ffree
        return count

    def end_job(self):
        """End all processes of the job, but not the program that it was started by."""
        self.ended = self.ended or time.monotonic()
        for process in self._of_the_job():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def since_end(self):
        """Return the seconds since `end_job`."""
        return time.monotonic() - self.ended if self.ended else 0.0

    def end_all(self):
        """End all that the program has started; in a sandbox, its first process takes all along."""
        for process in self.family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
