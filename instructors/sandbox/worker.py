"""Run a student's functions: the half of the sandbox that stands inside it.

Started by `instructors.sandbox.worker_process` as a program of its own, in this order:

1. `main` reads the settings from the first line of standard input, and `load` imports what runs
   cells, calls functions and reads what they return; nothing that could compute a gradient.
2. Each further line is a job: the cells of a file, the name of an exercise and its tasks. It is
   read when the one before has ended, so no program sees the tasks of another.
3. `run_job` empties the folders, and forks a process, the `child`, in which `instructors.replay`
   runs the cells. What they tell goes to a file without a name.
4. Whatever the program has started is ended, and to standard output goes a line of JSON on what
   came of the job, with the size of what follows: the lines of JSON that it told. Only numbers,
   text and lists leave.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy.ma  # noqa: F401 - once, and not in every process that is forked

ANSWER_SIZE = 4_000_000  # bytes; the largest network has 350,000 parameters
PR_SET_DUMPABLE = 4  # of prctl(2)
ENDING_SECONDS = 1  # until what is killed must have ended


def main() -> None:
    """Serve jobs until there are no more."""
    hide()
    settings = json.loads(sys.stdin.buffer.readline())
    # Of what is imported, nothing goes; looking for it takes a tenth of the time
    gc.disable()
    load(settings)
    gc.freeze()
    gc.enable()
    # From here on, whatever goes wrong is the student's doing
    print(json.dumps("ready"), flush=True)
    while line := sys.stdin.buffer.readline():
        sys.stdout.buffer.write(run_job(json.loads(line), settings))
        sys.stdout.flush()


def load(settings: dict) -> None:
    """Import once what all jobs need, and not in every process that is forked."""
    folder = settings["runner"]
    parts = "answering", "extracting", "running", "candidates", "as_json", "second_derivatives"
    names = (*(f"instructors.replay.{part}" for part in parts), "checks.calling", "checks.reading")
    modules = import_runner(folder, *names)
    answering, extracting, running, *_ = modules
    settings["do_job"] = answering.do_job
    # Few jobs need it
    settings["tracing"] = lambda: import_runner(folder, "checks.tracing")[0]
    nothing = Path(folder, "instructors", "replay", "nothing.py")
    code = compile(nothing.read_text(encoding="utf-8"), nothing.name, "exec")
    hidden = () if settings["torch"] else ("torch",)
    settings["stand_ins"] = partial(running.importing.StandIns, code, hidden)
    if settings["shell"]:
        from instructors.replay import shell

        shell.make()
    if settings["torch"]:
        import torch

        torch.set_num_threads(1)
        extracting.keep_graphs()
    differentiating = [sys.modules["torch"]] if settings["torch"] else []
    owners = [*modules, sys.modules["__main__"]]
    settings["fingerprint"] = partial(fingerprint, owners, differentiating)
    settings["unchanged"] = settings["fingerprint"]()


def run_job(job: dict, settings: dict) -> bytes:
    """Run one job in a process of its own; return a line on what came of it, and what it told."""
    for folder in settings["writable"]:
        renew(Path(folder))
    # Without a name, nobody can put something else in its place
    with tempfile.TemporaryFile(dir=settings["writable"][0], buffering=0) as file:
        pid = os.fork()
        if pid == 0:
            try:
                child(job, settings, file.fileno())
            finally:
                os._exit(1)
        _, status = os.waitpid(pid, 0)
        end_all(pid, settings["sandbox"])
        file.seek(0)
        text = file.read(ANSWER_SIZE + 1)
    head: dict = {"large": True} if len(text) > ANSWER_SIZE else {"size": len(text)}
    if os.WIFSIGNALED(status):
        head |= {"signal": signal.Signals(os.WTERMSIG(status)).name}
    return json.dumps(head).encode() + b"\n" + text[: head.get("size", 0)]


def child(job: dict, settings: dict, file: int) -> None:
    """Be the process of one job; does not return."""
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.closerange(3, file)
    os.closerange(file + 1, 256)
    # Computing time of all processes together is counted from outside
    set_limits(job["limits"])

    def tell(data: dict) -> None:
        os.write(file, json.dumps(data).encode() + b"\n")

    came = settings["do_job"](job, settings, tell)
    changed = settings["fingerprint"]() != settings["unchanged"]
    tell({"patched": True} if changed else came)
    os._exit(0)


def import_runner(folder: str, *names: str) -> list[ModuleType]:
    """Import what runs and reads a program from a folder, and leave no way to the checks."""
    sys.path.insert(0, folder)
    modules = [importlib.import_module(name) for name in names]
    sys.path.remove(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "checks"]:
        del sys.modules[name]
    return modules


def fingerprint(
    modules: Iterable[ModuleType], differentiating: Iterable[ModuleType]
) -> list[tuple[str, int, int]]:
    """Return what calls a function and reads what it returns, to see whether it was changed."""
    owners = [vars(module) for module in modules]
    owners += [vars(value) for owner in owners for value in owner.values() if _is_own(value)]
    for torch in differentiating:
        names = ("backward", "grad")
        owners += [{name: getattr(torch.autograd, name) for name in names}]
        owners += [{"backward": torch.Tensor.backward, "detach": torch.Tensor.detach}]
    return [
        (name, id(value), id(getattr(value, "__code__", None)))
        for owner in owners
        for name, value in sorted(owner.items())
        if not name.startswith("__")  # what Python itself notes there, such as warnings
    ]


def _is_own(value: object) -> bool:
    return isinstance(value, type) and value.__module__.startswith("instructors.replay")


def hide() -> None:
    """Let no process of this user look into this one, or take the files that it has opened."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def set_limits(limits: dict[str, tuple[int, int]]) -> None:
    """Bound what this process and its children may use."""
    for name, wanted in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, most = resource.getrlimit(kind)
        free = most == resource.RLIM_INFINITY
        soft, hard = (value if free else min(value, most) for value in wanted)
        resource.setrlimit(kind, (soft, hard))


def renew(folder: Path) -> None:
    """Leave a folder as it was for the first job: without what could fill it, or tell something."""
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        parent.chmod(0o700)
        for path in list(parent.iterdir()):
            with contextlib.suppress(OSError):
                waiting += remove(path, folder)
        with contextlib.suppress(OSError):
            if parent != folder:
                parent.rmdir()
    # Otherwise it would tell when the job before has changed something last
    with contextlib.suppress(OSError):
        Path(tempfile.mkdtemp(dir=folder)).rmdir()


def remove(path: Path, folder: Path) -> list[Path]:
    """Remove what is in a folder; return what has to be emptied first, wherever it is by then."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return []
    # This Python may lie in a folder for temporary files, where it is only shown
    if any(Path(kept).is_relative_to(path) for kept in (sys.prefix, sys.base_prefix)):
        return [] if path.is_mount() else [path]
    path.chmod(0o700)
    with contextlib.suppress(OSError):
        path.rmdir()
        return []
    # However deep it was, its path stays short
    return [path if path.parent == folder else path.rename(folder / os.urandom(16).hex())]


def end_all(pid: int, sandbox: bool) -> None:
    """End everything that the student's program has started.

    In a sandbox of its own, that is every process but this one; elsewhere it would be the user's.
    """
    with contextlib.suppress(OSError):
        if sandbox and os.getpid() < 10:
            # What is killed may run on for a moment, which would be beside the next job
            end = time.monotonic() + ENDING_SECONDS
            while time.monotonic() < end:
                os.kill(-1, signal.SIGKILL)  # an error, once there is nobody else
                time.sleep(0.001)
        else:
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


if __name__ == "__main__":
    main()
