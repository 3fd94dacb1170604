"""Grade what one student has handed in: `grade_student`.

That starts a process of its own with limits, `instructors.grading_process`, so that no submission
can end the run, or take the memory of the machine.
"""

import base64
import ctypes
import dataclasses
import json
import os
import signal
import subprocess
import sys

from instructors import grading_process, sandbox
from instructors.results import Outcome, outcomes_from
from instructors.sandbox import bubblewrap
from instructors.series import ROOT
from instructors.student_messages import GRADING

MEMORY = 2 << 30  # bytes that reading and judging may take
READING = 30.0  # seconds of computing, within which what was handed in must have been read
MOST_OUTPUT_CHARACTERS = 16_000_000  # of what it says
PR_SET_PDEATHSIG = 1  # of prctl(2), which is there on Linux


class FailedError(Exception):
    """Grading failed for a reason that is not the student's."""


def grade_student(
    files: dict[str, bytes], seed: str, limits: sandbox.Limits, use_sandbox: bool = True
) -> tuple[dict[str, Outcome], list[tuple[str, str]]]:
    """Grade what one student has handed in, in a process of its own.

    The seed is the secret that chooses the networks. Returns an `Outcome` by the name of the
    exercise, and the files that could not be used, with the reasons; raises `FailedError`.
    """
    request = {
        "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
        "seed": seed,
        "limits": dataclasses.asdict(limits),
        "sandbox": use_sandbox,
        "reading": READING,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", grading_process.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **bubblewrap.ONE_THREAD},
        preexec_fn=_limit,
    )
    try:
        said, errors = process.communicate(json.dumps(request).encode())
    except BaseException:
        # Ends the sandbox along with it, which asks for that
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise
    if process.returncode == 0 and len(said) <= MOST_OUTPUT_CHARACTERS:
        answer = json.loads(said)
        return outcomes_from(answer["outcomes"]), [tuple(pair) for pair in answer["unused"]]
    if process.returncode in (grading_process.OUT_OF_MEMORY, -signal.SIGPROF):
        reason = GRADING["heavy"]
        return grading_process.unusable(reason), [(name, reason) for name in files]
    lines = errors.decode("utf-8", "replace").strip().splitlines() or ["it ended"]
    raise FailedError(lines[-1][:500])


def self_test(use_sandbox: bool = True) -> str:
    """Grade a trivial program; return why that failed, as all would, or an empty text."""
    files = {"solution.py": b"def exercise2(W, B, X, T):\n    return X\n"}
    try:
        grade_student(files, "", sandbox.Limits(), use_sandbox)
    except FailedError as reason:
        return str(reason)
    return ""


def _limit() -> None:
    """Bound the memory of the process, and end it with the one that has started it."""
    import resource  # which Windows has not; the command line still says there what is missing

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # Of data, which is what it uses: libraries map much more than that
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounded = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bounded, hard))
