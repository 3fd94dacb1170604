"""Run a student's functions: the half of the sandbox that stands inside it.

Started by `course.sandbox` as a program of its own. Reads a request from standard input: the tasks
of every exercise and the limits. For each exercise it forks a process that loads the student's
``solution.py``, and writes one line of JSON to standard output: what came of it. Only numbers, text
and lists leave. Imports nothing of this repository, because nothing of it is to be seen here.
"""

import contextlib
import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

import numpy
import torch

ANSWER_SIZE = 4_000_000  # bytes; the answers to all tasks take some tens of thousands
OUTPUT_SIZE = 10_000  # bytes of print that are read
ERROR_SIZE = 2000  # characters of a traceback


def exercise1(solution, task):
    """Return what the student's backward pass returns, as lists."""
    arrays = {
        name: [numpy.array(a) for a in value] if name in "WBA" else numpy.array(value)
        for name, value in task.items()
    }
    return as_data(solution.exercise1(*(arrays[name] for name in ("W", "B", "A", "Y", "T"))))


def exercise2(solution, task):
    """Return the student's error, and the gradients after ``backward()``."""
    dtype = getattr(torch, task["dtype"])
    W, B = ([torch.nn.Parameter(torch.tensor(p, dtype=dtype)) for p in task[name]] for name in "WB")
    X, T = (torch.tensor(task[name], dtype=dtype) for name in "XT")
    err = solution.exercise2(W, B, X, T)
    kind = type(err).__name__
    if isinstance(err, torch.Tensor):
        if err.numel() != 1:
            kind = f"tensor of shape {tuple(err.shape)}"
        elif not err.requires_grad:
            kind = "tensor without a graph"
        else:
            err.backward()
            return {
                "err": float(err.detach()),
                "W": [as_data(w.grad) for w in W],
                "B": [as_data(b.grad) for b in B],
            }
    return {"kind": kind}


def exercise3(solution, task):
    """Return what the student prints for a network."""
    dtype = getattr(torch, task["dtype"])
    layers = []
    for w, b in zip(task["W"], task["B"], strict=True):
        w, b = torch.tensor(w, dtype=dtype), torch.tensor(b, dtype=dtype)
        layers += [torch.nn.Linear(*w.shape, dtype=dtype), torch.nn.ReLU()]
        layers[-2].weight.data, layers[-2].bias.data = w.T.contiguous(), b
    net = torch.nn.Sequential(*layers[:-1])
    X, T = (torch.tensor(task[name], dtype=dtype) for name in "XT")
    ((net(X) - T) ** 2).mean().backward()

    before = os.lseek(1, 0, os.SEEK_END)
    solution.exercise3(net)
    sys.stdout.flush()
    os.lseek(1, before, os.SEEK_SET)
    return os.read(1, OUTPUT_SIZE).decode("utf-8", "replace")


EXERCISES = {"exercise1": exercise1, "exercise2": exercise2, "exercise3": exercise3}


def as_data(value, depth=3):
    """Turn what a student returns into lists and numbers; other things into their type's name."""
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    if isinstance(value, numpy.ndarray):
        return value.tolist() if value.dtype.kind in "iuf" else str(value.dtype)
    if isinstance(value, numpy.generic):
        return as_data(value.item())
    if isinstance(value, (list, tuple)) and depth:
        return [as_data(item, depth - 1) for item in value]
    return type(value).__name__


def answer(exercise, tasks, folder):
    """Load the student's program and do the tasks of an exercise; return what came of it."""
    sys.path.insert(0, folder)
    try:
        import solution

        return {"answers": [EXERCISES[exercise](solution, task) for task in tasks]}
    except BaseException as error:  # SystemExit and KeyboardInterrupt are a student's, too
        if isinstance(error, NotImplementedError):
            return {"missing": str(error)[:500]}
        own = [
            f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folder)
        ]
        lines = traceback.format_list(own) + traceback.format_exception_only(error)
        return {"error": "".join(lines)[-ERROR_SIZE:]}


def limit(limits):
    """Bound what this process and its children may use."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def child(exercise, request, paths):
    """Be the process of one exercise; does not return."""
    os.setpgid(0, 0)
    output = os.open(paths["output"], os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(3, 256)
    limit(request["limits"])
    data = answer(exercise, request["tasks"][exercise], request["folder"])
    paths["answer"].write_text(json.dumps(data), encoding="utf-8")
    os._exit(0)


def run(exercise, request):
    """Run one exercise in a process of its own, and return what came of it."""
    paths = {name: Path(request["scratch"], name) for name in ("answer", "output")}
    # What the exercise before has left could fill the disk, or stand in the way
    for path in Path(request["scratch"]).iterdir():
        with contextlib.suppress(OSError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    pid = os.fork()
    if pid == 0:
        try:
            child(exercise, request, paths)
        finally:
            os._exit(1)
    status = wait(pid, request["seconds"])
    end_all(pid, request["alone"])
    if status is None:
        return {"ended": f"It took longer than {request['seconds']} seconds."}
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return {"ended": f"The interpreter was ended by the signal {name}."}
    try:
        with paths["answer"].open(encoding="utf-8") as file:
            text = file.read(ANSWER_SIZE + 1)
        if len(text) > ANSWER_SIZE:
            return {"ended": "It returned too much."}
        json.loads(text)
    except (OSError, ValueError):
        return {"ended": "The interpreter ended before it gave an answer."}
    return text


def wait(pid, seconds):
    """Wait for a process; return its status, or None if it had to be ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        time.sleep(0.01)
    return None


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
        os.waitpid(pid, 0)


def main():
    """Serve one request."""
    request = json.load(sys.stdin)
    torch.set_num_threads(1)
    # From here on, whatever goes wrong is the student's doing
    print(json.dumps("ready"), flush=True)
    for exercise in request["tasks"]:
        result = run(exercise, request)
        text = result if isinstance(result, str) else json.dumps(result)
        print(json.dumps([exercise, text]), flush=True)


if __name__ == "__main__":
    main()
