"""Find the lines of a program in which the mistake may be.

The program is tried with small changes in a process of its own, `checks.search_process`. The
lines whose changes make the answer right are those of the mistake.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

# Of computing, once the modules are imported. The search is over before, on every machine
SECONDS = {"exercise1": 9.0, "exercise2": 6.0, "exercise3": 4.5}
# That may pass in all, on a machine that is busy with other things, too
LONGEST = 12.0
MEMORY = {"exercise1": 1 << 30}  # bytes
MOST_MEMORY = 16 << 30
# Without what only a student calls, until the program imports it. Whatever is imported stays:
# there is nothing to collect in it, and taking PyTorch apart takes longer than a search
START = """
import gc, json, os, sys, types
gc.disable()
sys.path[:] = json.loads(sys.argv[1])
sys.modules["checks"] = types.ModuleType("checks")
sys.modules["checks"].__path__ = [os.path.join(sys.path[0], "checks")]
from checks import search_process
del sys.modules["checks"]
search_process.main()
os._exit(0)
"""
# One thread is the fastest for such small arrays, and no window is to be opened
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}


def locate(program, exercise, data, right, left_out="", seconds=None):
    """Try a program with small changes.

    Parameters
    ----------
    program : Program or None
    exercise : str
    data : dict
        See `checks.calling`.
    right : dict
        Lists of arrays, by their names in an answer.
    left_out : str
        What is known to be missing: "operand", "term", or nothing.
    seconds : float, optional
        For the search.

    Returns
    -------
    list of dict
        What `checks.search_process` has told; nothing if the program is not known, or if it does
        not know the exercise.
    """
    if program is None or exercise not in SECONDS:
        return []
    seconds = seconds or SECONDS[exercise]
    request = {
        "exercise": exercise,
        "data": data,
        "right": {name: [_listed(array) for array in arrays] for name, arrays in right.items()},
        "parts": [dict(part) for part in program.parts],
        "name": program.name,
        "left_out": left_out,
        "seconds": seconds,
        "memory": MEMORY.get(exercise, MOST_MEMORY),
    }
    # Whatever else a student has put there, such as a Path, Python passes over
    path = [str(Path(__file__).parents[1]), *(e for e in sys.path if isinstance(e, str))]
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", START, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | SETTINGS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return []  # where no process can be started, as in a browser
    timer = threading.Timer(seconds + LONGEST, process.kill)
    timer.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode())
            process.stdin.close()
        return [json.loads(line) for line in process.stdout.read().splitlines()]
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def _listed(array):
    return None if array is None else array.tolist()


def likeliest(told):
    """Return the lines whose changes make the answer right, the likeliest first.

    Parameters
    ----------
    told : list of dict
        From `locate`.

    Returns
    -------
    list of (int, str)
        The number of a line and the name of its file or cell.
    """
    found = {}
    for entry in told:
        if "cost" in entry:
            found.setdefault((entry["line"], entry["place"]), []).append(entry["cost"])
    # The smallest change counts; of two that are alike, that of the line that was suspected first
    return sorted(found, key=lambda spot: min(found[spot]))
