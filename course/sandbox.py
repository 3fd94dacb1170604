"""Run a student's program where it can harm nobody, and get data back.

With bubblewrap the program sees a read-only system, an empty home and an empty /tmp, no network, no
other processes, no environment, and nothing of this repository but what students have anyway.
In any case it has limits: CPU time, wall time, memory, processes, output and the size of files.
"""

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
INSIDE = Path(__file__).with_name("inside.py")
# What a student's program may import. The checks can compute a gradient, by differences, so they
# would do the student's work.
PUBLIC = ("utils.py",)
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache")
RESPONSE_SIZE = 16_000_000  # bytes


@dataclass(frozen=True)
class Limits:
    """What one exercise of one student may use.

    Attributes
    ----------
    seconds : float
        Wall time, and (rounded up) CPU time.
    memory : int
        Bytes, of one process as address space, of all together as resident memory.
    processes : int
        Processes and threads at a time.
    file_size : int
        Bytes of any file that is written; also of what is printed.
    """

    seconds: float = 20
    memory: int = 4 << 30
    processes: int = 64
    file_size: int = 8 << 20


class NoSandboxError(Exception):
    """Bubblewrap is missing or does not work here."""


def check_bubblewrap():
    """Raise `NoSandboxError` with the reason if bubblewrap cannot be used."""
    if not shutil.which("bwrap"):
        raise NoSandboxError("bubblewrap (the program bwrap) is not installed")
    done = subprocess.run(
        ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoSandboxError(f"bubblewrap does not work here: {done.stderr.strip()}")


def run(source, tasks, limits, sandbox=True):
    """Run the functions of a student's program.

    Parameters
    ----------
    source : bytes
        The student's ``solution.py``.
    tasks : dict
        The tasks of every exercise, a list of JSON data, by the exercise's name.
    limits : Limits
    sandbox : bool
        Whether to use bubblewrap. Without it the limits hold, but the program sees and may change
        all that the user may.

    Returns
    -------
    dict
        By the exercise's name a dict with one of these keys: ``answers``, a list; ``missing``, what
        the `NotImplementedError` said; ``error``, a traceback; ``ended``, a sentence on why the
        program was ended.

    Raises
    ------
    NoSandboxError
        If the sandbox did not start, which is no student's fault.
    """
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        submission = Path(folder, "submission")
        submission.mkdir()
        for name in PUBLIC:
            shutil.copy(ROOT / name, submission)
        (submission / "solution.py").write_bytes(source)
        # Whatever happens in one exercise, the others get their own try
        while len(results) < len(tasks):
            left = {name: task for name, task in tasks.items() if name not in results}
            done, reason = _run(submission, left, limits, sandbox)
            results |= done
            if len(done) < len(left):
                first = next(name for name in left if name not in done)
                results[first] = {"ended": reason}
    return results


def _run(submission, tasks, limits, sandbox):
    """Start the inner half once; return the results that came, and why no more came."""
    with tempfile.TemporaryDirectory() as scratch:
        inner = {"folder": str(submission), "scratch": scratch}
        if sandbox:
            inner = {"folder": "/submission", "scratch": "/scratch"}
        request = {
            "tasks": tasks,
            "seconds": limits.seconds,
            "alone": sandbox,
            "limits": {
                "CPU": int(limits.seconds) + 1,
                "AS": limits.memory,
                "FSIZE": limits.file_size,
                "NPROC": limits.processes,
                "NOFILE": 256,
                "CORE": 0,
            },
            **inner,
        }
        if not sandbox:
            # Without a user namespace, this limit counts all that the user runs
            del request["limits"]["NPROC"]
        command = [sys.executable, "-I", str(INSIDE)]
        if sandbox:
            command = _bubblewrap(submission, limits) + [sys.executable, "-I", "/inside.py"]
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors:
            given.write(json.dumps(request).encode())
            given.seek(0)
            process = subprocess.Popen(
                command,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**ENVIRONMENT, "HOME": scratch},
                cwd="/",
                start_new_session=True,
            )
            try:
                text, reason = _watch(process, limits, limits.seconds * len(tasks) + 20)
            finally:
                _end(process)
            if not text.startswith(b'"ready"\n'):
                errors.seek(0)
                said = errors.read(2000).decode("utf-8", "replace")
                raise NoSandboxError(f"the sandbox did not start: {reason} {said}")
    return _parse(text, tasks), reason


ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def _bubblewrap(submission, limits):
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    for name, value in {**ENVIRONMENT, "HOME": "/home/student"}.items():
        command += ["--setenv", name, value]
    # Before the rest, because the environment may be in a folder of /tmp
    for path in ("/tmp", "/home/student", "/scratch"):
        command += ["--size", str(4 * limits.file_size), "--tmpfs", path]
    for path in SYSTEM:
        command += ["--ro-bind-try", path, path]
    for path in sorted({sys.base_prefix, sys.prefix}):
        command += ["--ro-bind", path, path]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--ro-bind", str(submission), "/submission", "--ro-bind", str(INSIDE), "/inside.py"]
    # The folders on the way to what is bound would be writable
    return [*command, "--remount-ro", "/", "--chdir", "/home/student", "--"]


def _watch(process, limits, seconds):
    """Read what the inner half says, as long as it keeps to the limits.

    Returns
    -------
    text : bytes
    reason : str
        Why there is no more.
    """
    text, end = b"", time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < end:
            if selector.select(timeout=0.05):
                part = os.read(process.stdout.fileno(), 1 << 16)
                text += part
                if not part:
                    return text, "The interpreter ended before it gave an answer."
                if len(text) > RESPONSE_SIZE:
                    return text, "It returned too much."
            reason = _excess(process.pid, limits)
            if reason:
                return text, reason
    return text, "It took too long."


def _excess(pid, limits):
    """Say which limit the processes together exceed, or return None."""
    memory = threads = 0
    try:
        for process in psutil.Process(pid).children(recursive=True):
            try:
                threads += process.num_threads()
                memory += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        return None
    if threads > limits.processes:
        return f"It started more than {limits.processes} processes."
    if memory > limits.memory:
        return f"It used more than {limits.memory >> 20} MB of memory."
    return None


def _end(process):
    """End the inner half and all that it has started."""
    family = []
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid).children(recursive=True)
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()


def _parse(text, tasks):
    """Read the lines of the inner half; a student's program may have written them, too."""
    results = {}
    for line in text.split(b"\n"):
        try:
            name, inner = json.loads(line)
            result = json.loads(inner)
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(name, str) and name in tasks and isinstance(result, dict):
            results.setdefault(name, result)
    return results
