"""Run a search in a process of its own, where nothing that a program does reaches the student.

A program that runs hundreds of times, with something changed in it, may wait for ever, take all
memory, write, or change what belongs to the notebook. Here it is ended after a while.
"""

import contextlib
import importlib
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

from checks import harmless

LONGEST = 30.0  # seconds, for what never ends; a search is bounded by what it counts
MEMORY = 1 << 30  # bytes
MEMORY_WITH_TORCH = 16 << 30  # of addresses, most of which nothing ever stands at
# Without what only a student calls, until the program imports it. Whatever is imported stays
START = """
import gc, json, os, sys, types
gc.disable()
sys.path[:] = json.loads(sys.argv[1])
sys.modules["checks"] = types.ModuleType("checks")
sys.modules["checks"].__path__ = [os.path.join(sys.path[0], "checks")]
from checks import apart
apart.serve(sys.argv[2])
os._exit(0)
"""
# One thread is the fastest for such small arrays, and no window is to be opened
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}


def answers(module: str, request: dict) -> Iterator[Any]:
    """Yield what the function ``answers`` of a module of `checks` yields for a request.

    Both are JSON data. Where no process can be started, as in a browser, nothing comes; of what
    takes too long, that which came until then.
    """
    # Whatever else a student has put there, such as a Path, Python passes over
    path = [str(Path(__file__).parents[1]), *(e for e in sys.path if isinstance(e, str))]
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-c", START, json.dumps(path), module],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | SETTINGS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=LONGEST,
            check=False,
        )
        written = done.stdout
    except subprocess.TimeoutExpired as ended:
        written = ended.stdout or b""
    except OSError:
        return
    yield from map(json.loads, written[: written.rfind(b"\n") + 1].splitlines())


# What follows runs in that process


def serve(name: str) -> None:
    """Serve one request: JSON from standard input, a line of JSON for every answer."""
    module = importlib.import_module(f"checks.{name}")
    del sys.modules["checks"]
    request = json.load(sys.stdin)
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    limit(MEMORY_WITH_TORCH if request.get("torch") else MEMORY)
    if request.get("torch"):
        import torch

        torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    with harmless.Guard():
        for answer in module.answers(request):
            told.write(json.dumps(answer) + "\n")
            told.flush()


def limit(memory: int) -> None:
    """Bound the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
