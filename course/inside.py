"""Run a student's functions: the half of the sandbox that stands inside it.

Started by `course.sandbox` as a program of its own. The first line of standard input holds the
settings, each further one a job: the name of an exercise and its tasks. For each job it forks a
process that loads the student's ``solution.py``, and writes one line of JSON to standard output:
what came of it. A job is read when the one before has ended, so no program sees the tasks of
another. Only numbers, text and lists leave. Of this repository it imports `checks.calling`, which
calls a function and reads what it returns, and holds nothing that could compute a gradient.
"""

import builtins
import contextlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import numpy  # noqa: F401 - once, and not in every process that is forked

ANSWER_SIZE = 4_000_000  # bytes; the largest network has 160,000 parameters
ERROR_SIZE = 2000  # characters of a traceback


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
        ``exercise``, ``tasks``, and the ``limits`` of this job.
    settings : dict
        With the ``modules`` that `import_calling` returns.
    loaded : callable
        Is called once the program is loaded.
    """
    calling, reading = settings["modules"]
    sys.path[:0] = [settings["folder"], settings["stubs"]]
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
            answers.append({"answer": reading.to_json(call(function, task))})
        except NotImplementedError as error:
            answers.append({"missing": str(error)[:500]})
        except BaseException as error:
            answers.append({"error": told(error, settings["folder"])})
    return {"answers": answers}


def told(error, folder):
    """Return what there is to say of an error of the student's program."""
    name = type(error).__name__
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folder)]
    lines = traceback.format_list(own) + traceback.format_exception_only(error)
    return {
        # A name of the student's own could say anything
        "type": name if getattr(builtins, name, None) is type(error) else "an error of its own",
        "line": own[-1].lineno if own else getattr(error, "lineno", None),
        "text": "".join(lines)[-ERROR_SIZE:],
    }


def limit(limits):
    """Bound what this process and its children may use."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def child(job, settings, file):
    """Be the process of one job; does not return."""
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.closerange(3, file)
    os.closerange(file + 1, 256)
    # Computing time of all processes together is counted from outside
    limit(settings["limits"] | job["limits"])
    data = answer(job, settings, loaded=lambda: os.write(file, b"loaded\n"))
    with open(file, "w", encoding="utf-8", closefd=False) as answers:
        json.dump(data, answers)
    os._exit(0)


def run(job, settings):
    """Run one job in a process of its own, and return what came of it."""
    for folder in settings["writable"]:
        clear(folder)
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


def clear(folder):
    """Remove what the job before has left, which could fill the disk, or tell something."""
    for path in Path(folder).iterdir():
        with contextlib.suppress(OSError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def end_all(pid, alone):
    """End everything that the student's program has started.

    In a sandbox of its own, that is every process but this one; elsewhere it would be the user's.
    """
    with contextlib.suppress(OSError):
        if alone and os.getpid() < 10:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def main():
    """Serve jobs until there are no more."""
    settings = json.loads(sys.stdin.buffer.readline())
    # Once, and not in every process that is forked
    settings["modules"] = import_calling(settings["judge"])
    if settings["torch"]:
        import torch

        torch.set_num_threads(1)
    # From here on, whatever goes wrong is the student's doing
    print(json.dumps("ready"), flush=True)
    while line := sys.stdin.buffer.readline():
        print(json.dumps(run(json.loads(line), settings)), flush=True)


if __name__ == "__main__":
    main()
