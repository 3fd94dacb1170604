"""Run a search in a process of its own, where nothing that a program does reaches the student.

A program that runs hundreds of times, with something changed in it, may wait for ever, take all
memory, write, or change what belongs to the notebook. Here it is ended after a while.

To import numpy and PyTorch takes longer than most searches. So a server has done that before, and
serves each request in a fork of itself. Where forks are not safe, it serves one and ends, and the
next server starts while the student reads.
"""

import atexit
import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy

from checks import harmless

FORKS = sys.platform == "linux"  # the linear algebra of macOS does not survive it
LONGEST = 30.0  # seconds, for what never ends; a search is bounded by what it counts
MEMORY = 1 << 30  # bytes
MEMORY_WITH_TORCH = 16 << 30  # of addresses, most of which nothing ever stands at
START = """
import gc, json, os, sys
gc.disable()
sys.path[:] = json.loads(sys.argv[1])
from checks.lines import search_process
search_process.serve(*map(int, sys.argv[2:]))
os._exit(0)
"""
# One thread is the fastest for such small arrays, and no window is to be opened
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
END = b"end\n"
_servers: dict[tuple[int, bool], subprocess.Popen] = {}
_one_by_one = threading.Lock()


def ask(request: dict) -> Any:
    """Return what `checks.lines.repairs.answer_request` returns for a request.

    Both are JSON data. None where no process can be started, as in a browser, and of what takes
    too long.
    """
    path, torch = _path(), bool(request.get("torch"))
    sent = json.dumps({"path": path, "request": request}).encode() + b"\n"
    lines: list[bytes] = []
    with _one_by_one, contextlib.suppress(OSError):
        server = _server(path, torch)
        lines = _told(server, sent)
        if not FORKS:
            _end(server)  # it may still be there for a moment, and would never answer
            _server(path, torch)
    for line in lines:
        with contextlib.suppress(ValueError):  # whoever is ended may be in the middle of a line
            return json.loads(line)
    return None


def _told(server: subprocess.Popen, sent: bytes) -> list[bytes]:
    """Return the lines that come for a request; end the server if it takes too long."""
    assert server.stdin and server.stdout
    ending = threading.Timer(LONGEST, _end, [server])
    ending.start()
    lines = []
    try:
        server.stdin.write(sent)
        server.stdin.flush()
        for line in server.stdout:
            if line == END:
                break
            lines.append(line)
        else:
            _end(server)
    except BaseException:  # such as that of a student who interrupts the kernel
        _end(server)
        raise
    finally:
        ending.cancel()
    return lines


def _path() -> list[str]:
    """Return where modules are. Whatever else a student has put there, Python passes over."""
    return [str(Path(__file__).parents[2]), *(e for e in sys.path if isinstance(e, str))]


def _server(path: list[str], torch: bool) -> subprocess.Popen:
    """Return the server of this process, with PyTorch or without; start it, if there is none."""
    key = os.getpid(), torch
    server = _servers.get(key)
    if server is None or server.poll() is not None:
        arguments = [json.dumps(path), str(int(FORKS)), str(int(torch))]
        _servers[key] = server = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", START, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | SETTINGS,
            start_new_session=True,  # who interrupts a program does not interrupt the server
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    return server


def _end(server: subprocess.Popen) -> None:
    """End a server, and what it serves."""
    if server.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(server.pid, signal.SIGKILL)
        else:
            server.kill()
    server.wait()


@atexit.register
def _end_all() -> None:
    for (process, _), server in _servers.items():
        if process == os.getpid():
            _end(server)


# What follows runs in that process


def serve(forks: int, with_torch: int) -> None:
    """Serve requests, one line of JSON each: a line for the answer, and one for the end."""
    if with_torch:
        import torch

        torch.set_num_threads(1)
    repairs = importlib.import_module("checks.lines.repairs")  # while nobody waits yet
    memory = MEMORY_WITH_TORCH if with_torch else MEMORY
    told = os.fdopen(os.dup(1), "wb")
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        child = os.fork() if forks else 0
        if child:
            os.waitpid(child, 0)
        else:
            _serve_one(repairs.answer_request, asked, told, memory)
        if child or not forks:
            told.write(b"\n" + END)
            told.flush()
        if not child:
            os._exit(0)


def _serve_one(answer: Callable, asked: dict, told: Any, memory: int) -> None:
    """Serve one request, and write its answer; what the program reads and prints is nothing."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    sys.path[:] = asked["path"]
    limit(memory)
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    with contextlib.suppress(Exception), harmless.Guard():
        told.write(json.dumps(answer(asked["request"])).encode() + b"\n")
        told.flush()


def limit(memory: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError, AttributeError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        signal.alarm(int(2 * LONGEST))  # should nobody be left who could end it
