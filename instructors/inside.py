"""Run a student's functions: the half of the sandbox that stands inside it.

Started by `instructors.sandbox` as a program of its own. The first line of standard input holds the
settings, each further one a job: the name of an exercise and its tasks. For each job it forks a
process that loads the student's ``solution.py``, and writes one line of JSON to standard output:
what came of it. A job is read when the one before has ended, so no program sees the tasks of
another. Only numbers, text and lists leave. Of this repository it imports `checks.calling`, which
calls a function and reads what it returns, and holds nothing that could compute a gradient.
"""

import builtins
import contextlib
import ctypes
import gc
import json
import os
import re
import resource
import secrets
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import numpy.ma  # noqa: F401 - once, and not in every process that is forked

ANSWER_SIZE = 4_000_000  # bytes; the largest network has 160,000 parameters
ERROR_SIZE = 2000  # characters of a traceback
PR_SET_DUMPABLE = 4  # of prctl(2)
LONGEST_END = 1  # seconds until what is killed must have ended
CELL = re.compile(r", code cell (\d{1,6})$")  # in the name of what `instructors.handin` has read


def import_calling(folder):
    """Import `checks.calling` from a folder, and leave no way to it for the student's program."""
    sys.path.insert(0, folder)
    from checks import calling, reading

    sys.path.remove(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "checks"]:
        del sys.modules[name]
    return calling, reading


def answer(job, settings, loaded):
    """Load the student's program and do the tasks of a job; return what came of it.

    Parameters
    ----------
    job : dict
        ``exercise``, ``tasks``, which are replaced by plain values, ``curvature``, and the
        ``limits`` of this job.
    settings : dict
        With the ``modules`` that `import_calling` returns.
    loaded : callable
        Is called once the program is loaded.
    """
    calling, reading = settings["modules"]
    # In place, so that what the program may find in memory is there once
    job["tasks"] = [reading.from_json(task) for task in job["tasks"]]
    sys.path[:0] = [settings["folder"], settings["stubs"]]
    if settings["torch"]:
        keep_graphs()
    differentiating = [sys.modules["torch"]] if settings["torch"] else []
    before = callers([calling, reading], differentiating)
    try:
        import solution
    except BaseException as error:  # SystemExit and KeyboardInterrupt are a student's, too
        return {"import": told(error, settings["folder"])}
    loaded()
    function = getattr(solution, job["exercise"], None)
    if function is None:
        return {"absent": True}
    call = getattr(calling, job["exercise"])
    answers = []
    for task in job["tasks"]:
        try:
            called = Called(function)
            answers.append({"answer": reading.to_json(call(called, task))})
            if job["curvature"]:
                answers[-1]["curvature"] = reading.to_json(
                    calling.curvature(called.returned, called.parameters)
                )
        except NotImplementedError as error:
            answers.append({"missing": str(error)[:500]})
        except BaseException as error:
            answers.append({"error": told(error, settings["folder"])})
    if callers([calling, reading], differentiating) != before:
        return {"patched": True}
    return {"answers": answers}


class Called:
    """A student's function, which keeps what it was given and what it returned."""

    def __init__(self, function):
        self.__wrapped__ = function  # whose signature this is
        self.parameters, self.returned = [], None

    def __call__(self, *arguments):
        """Call the function, with lists of parameters first."""
        for given in arguments[:2]:
            self.parameters += given if isinstance(given, list) else []
        self.returned = self.__wrapped__(*arguments)
        return self.returned


def keep_graphs():
    """Let a program that calls ``backward()`` itself leave its operations to be looked at."""
    import torch

    backward = torch.autograd.backward

    def keeping(*arguments, **options):
        # The third argument, if it is not named
        return backward(*arguments[:2], **options | {"retain_graph": True})

    torch.autograd.backward = keeping


def callers(modules, differentiating):
    """Return what calls a function and reads what it returns, to see whether it was changed."""
    owners = [vars(module) for module in (*modules, sys.modules["__main__"])]
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


def told(error, folder):
    """Return what there is to say of an error of the student's program."""
    name, own = type(error).__name__, own_frames(error, folder)
    lines = traceback.format_list(own) + traceback.format_exception_only(error)
    file = own[-1].filename if own else getattr(error, "filename", None)
    cell = CELL.search(str(file))
    return {
        # What runs may raise a SyntaxError as well
        "compiled": bool(own) or not isinstance(error, SyntaxError),
        # A name of the student's own could say anything
        "type": name if getattr(builtins, name, None) is type(error) else "an error of its own",
        "line": own[-1].lineno if own else getattr(error, "lineno", None),
        "cell": int(cell[1]) if cell else None,
        "text": "".join(lines).replace(f"{folder}/", "")[-ERROR_SIZE:],
    }


def own_frames(error, folder):
    """Return what of a traceback is the student's, without what calls the cells of a notebook."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return [
        entry
        for frame, entry in zip(frames, traceback.extract_tb(error.__traceback__), strict=False)
        if entry.filename.startswith(folder) and "__tracebackhide__" not in frame.f_code.co_varnames
    ]


def hide() -> None:
    """Let no process of this user look into this one, or take the files that it has opened."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit(limits):
    """Bound what this process and its children may use."""
    for name, wanted in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, most = resource.getrlimit(kind)
        allowed = [
            value if most == resource.RLIM_INFINITY else min(value, most) for value in wanted
        ]
        resource.setrlimit(kind, tuple(allowed))


def child(job, settings, file):
    """Be the process of one job; does not return."""
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.closerange(3, file)
    os.closerange(file + 1, 256)
    # Computing time of all processes together is counted from outside
    limit(job["limits"])
    data = answer(job, settings, loaded=lambda: os.write(file, b"loaded\n"))
    with open(file, "w", encoding="utf-8", closefd=False) as answers:
        json.dump(data, answers)
    os._exit(0)


def run(job, settings):
    """Run one job in a process of its own, and return what came of it."""
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
        end_all(pid, settings["alone"])
        file.seek(0)
        text = file.read(ANSWER_SIZE + 1)
    begun = text.startswith(b"loaded\n")
    result = {"loaded": begun, "answer": text.removeprefix(b"loaded\n").decode("utf-8", "replace")}
    if os.WIFSIGNALED(status):
        result |= {"signal": signal.Signals(os.WTERMSIG(status)).name}
    if len(text) > ANSWER_SIZE:
        result |= {"answer": "", "large": True}
    return result


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
    return [path if path.parent == folder else path.rename(folder / secrets.token_hex(16))]


def end_all(pid, alone):
    """End everything that the student's program has started.

    In a sandbox of its own, that is every process but this one; elsewhere it would be the user's.
    """
    with contextlib.suppress(OSError):
        if alone and os.getpid() < 10:
            # What is killed may run on for a moment, which would be beside the next job
            end = time.monotonic() + LONGEST_END
            while time.monotonic() < end:
                os.kill(-1, signal.SIGKILL)  # an error, once there is nobody else
                time.sleep(0.001)
        else:
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def main():
    """Serve jobs until there are no more."""
    hide()
    settings = json.loads(sys.stdin.buffer.readline())
    # Of what is imported, nothing goes; looking for it takes a tenth of the time
    gc.disable()
    # Once, and not in every process that is forked
    settings["modules"] = import_calling(settings["judge"])
    if settings["torch"]:
        import torch

        torch.set_num_threads(1)
    gc.freeze()
    gc.enable()
    # From here on, whatever goes wrong is the student's doing
    print(json.dumps("ready"), flush=True)
    while line := sys.stdin.buffer.readline():
        print(json.dumps(run(json.loads(line), settings)), flush=True)


if __name__ == "__main__":
    main()
