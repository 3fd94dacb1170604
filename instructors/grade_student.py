"""Grade what one student has handed in: `grade_student`.

That starts a process of its own with limits, so that no submission can end the run, or take the
memory of the machine. The process runs this module, ``python -m instructors.grade_student``, which
is not made to be called by hand: it reads a request from standard input and writes the outcomes to
standard output, both as JSON.
"""

import base64
import ctypes
import dataclasses
import functools
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from checks.exercises import EXERCISES
from checks.hiding import DIFFERENTIATING
from instructors import sandbox
from instructors.handin.programs import ProgramFile, not_python
from instructors.messages import TO_LOOK_AT
from instructors.newer_python import needed
from instructors.printable import in_markdown
from instructors.results import Outcome, outcomes_from, shortened_pairs
from instructors.sandbox import bubblewrap
from instructors.series import ROOT
from instructors.student_messages import GRADING

MEMORY = 2 << 30  # bytes that reading and judging may take
READING = 30.0  # seconds of computing, within which what was handed in must have been read
THIS = ".".join(map(str, sys.version_info[:2]))  # the version of this Python
NO_NEWER = TO_LOOK_AT["newer"].format(this=THIS)
UNREAD = ("crashed", "missing", "unusable")  # how an exercise ends that this Python cannot read
TRIED_CANDIDATES = 3  # of a program that are right on the network of the exercises
MOST_OUTPUT_CHARACTERS = 16_000_000  # characters of what it says


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
        [sys.executable, "-m", "instructors.grade_student"],
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
    if process.returncode in (OUT_OF_MEMORY, -signal.SIGPROF):
        return unusable(GRADING["heavy"]), [(name, GRADING["heavy"]) for name in files]
    lines = errors.decode("utf-8", "replace").strip().splitlines() or ["it ended"]
    raise FailedError(lines[-1][:500])


def self_test(use_sandbox: bool = True) -> str:
    """Grade a trivial program; return why that failed, or an empty text.

    What keeps one program from being graded, such as a library that cannot be loaded, keeps all.
    """
    files = {"solution.py": b"def exercise2(W, B, X, T):\n    return X\n"}
    try:
        grade_student(files, "", sandbox.Limits(), use_sandbox)
    except FailedError as reason:
        return str(reason)
    return ""


OUT_OF_MEMORY = 9
PR_SET_PDEATHSIG = 1  # of prctl(2), which is there on Linux


def _limit() -> None:
    """Bound the memory of the process, and end it with the one that has started it."""
    import resource  # which Windows has not; the command line still says there what is missing

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # Of data, which is what it uses: libraries map much more than that
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounded = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bounded, hard))


def unusable(reason: str) -> dict[str, Outcome]:
    """Return the outcomes of a student of whom no program can be run."""
    return {exercise.name: Outcome(0.0, "unusable", reason) for exercise in EXERCISES}


def run_in_sandboxes(
    programs: Sequence[ProgramFile], seed: str, limits: sandbox.Limits, use_sandbox: bool
) -> tuple[dict[str, Outcome], list]:
    """Run ``programs``, the likeliest first, and judge what they return.

    Returns the best outcome for each exercise, and the cells that are no Python; see `Sandboxes`.
    """
    shell = any(program.has_magics for program in programs)
    with sandbox.Sandboxes(programs[0].files, limits, use_sandbox, shell) as sandboxes:
        return best_outcomes(programs, seed, sandboxes), sandboxes.broken


def best_outcomes(
    programs: Sequence[ProgramFile], seed: str, sandboxes: sandbox.Sandboxes
) -> dict[str, Outcome]:
    """Run programs in sandboxes, and judge them; see `run_in_sandboxes`."""
    # After the limit of memory is set, which an import at the top would not notice
    from instructors.scoring import jobs, score
    from instructors.spotting import spots

    best: dict[str, Outcome] = {}
    for program, rank in itertools.product(programs, range(TRIED_CANDIDATES)):
        left = [
            exercise.name
            for exercise in EXERCISES
            if exercise.name not in best or best[exercise.name].kind != "right"
            if rank == 0 or sandboxes.has_right_candidate(program, exercise, rank)
        ]
        if not left:
            continue
        # Networks of its own, so that what one try has printed is of no use in the next
        secret = f"{seed} {program.digest()}{rank or ''}"
        wanted = {key: job for key, job in jobs(secret).items() if job.exercise in left}
        results = _results(sandboxes, program, wanted, rank)
        lines = functools.partial(spots, sandboxes, program, rank)
        judged = score(results, secret, spots=lines)
        for name in left:
            outcome = judged[name]
            absent = "absent" in results.get((name, "known"), {})
            outcome = dataclasses.replace(outcome, file="" if absent else program.file)
            if name not in best or _quality(outcome) > _quality(best[name]):
                best[name] = outcome
    return best


def _results(
    sandboxes: sandbox.Sandboxes, program: ProgramFile, wanted: dict, rank: int
) -> sandbox.Results:
    """Run the wanted jobs; return the results by their keys, see `Sandboxes.run`.

    Most notebooks answer one exercise, and importing PyTorch takes longest. So if the text of a
    module shows no answer to an exercise, one cheap job first asks whether there is one, without
    starting PyTorch for it.
    """
    torch = any(job.torch for job in wanted.values() if job.exercise in program.answers)

    def is_sure(job: sandbox.Job) -> bool:
        # In a module, whatever needs no further process is simply tried
        return job.exercise in program.answers or (program.is_module and job.torch is torch)

    sure = {key: job for key, job in wanted.items() if is_sure(job)}
    unsure = {key: job for key, job in wanted.items() if key not in sure}
    if not program.is_module:
        # Of cells, the text tells
        absent: sandbox.Results = {key: {"absent": True} for key in unsure}
        return absent | sandboxes.run(program, sure, rank)
    probes = {
        key: dataclasses.replace(job, torch=torch)
        for key, job in unsure.items()
        if key[1] == "known"
    }
    results = sandboxes.run(program, sure | probes, rank)
    nothing = {key[0] for key in probes if _is_nothing(results[key], key[0] in program.stubs)}
    rest = {key: job for key, job in unsure.items() if job.exercise not in nothing}
    if rest:
        results |= sandboxes.run(program, rest, rank)
    return results


def _is_nothing(result: dict, handed_out: bool) -> bool:
    """Say whether an exercise that a program was asked for is not there, or as it was handed out.

    Whatever else came of it may be because PyTorch was there, or was not.
    """
    answers = result.get("answers", [])
    missing = any(isinstance(answer, dict) and "missing" in answer for answer in answers)
    return "absent" in result or (handed_out and missing)


def with_file_checks(
    outcomes: dict[str, Outcome], files: dict[str, bytes], seconds: float
) -> dict[str, Outcome]:
    """Return the outcomes after a look at the files, unpacked.

    What this Python cannot read is not graded if a newer one can read it, and is marked if there is
    no newer one here. An exercise without PyTorch is marked if a package that differentiates was
    handed in with it. Ends this process after ``seconds`` of computing.
    """
    unread = {n for n, o in outcomes.items() if not o.points and o.kind in UNREAD}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    newer = needed(files.items()) if unread else ""
    signal.setitimer(signal.ITIMER_PROF, 0)
    packages = ", ".join(differentiating(name.replace(": ", "/") for name in files))
    found = {}
    for exercise in EXERCISES:
        outcome = outcomes[exercise.name]
        mark = ""
        if newer and exercise.name in unread:
            reason = GRADING["newer"].format(version=newer, this=THIS)
            outcome = Outcome(None, "failed", GRADING["failed"].format(reason=reason))
        elif newer is None and exercise.name in unread:
            mark = NO_NEWER
        elif packages and not exercise.torch and outcome.points:
            mark = TO_LOOK_AT["package"].format(packages=packages)
        if mark:
            outcome = dataclasses.replace(outcome, marks=(*outcome.marks, mark))
        found[exercise.name] = outcome
    return found


def differentiating(names: Iterable[str]) -> list[str]:
    """Return which packages that differentiate are among files, by their paths with slashes."""
    paths = [PurePosixPath(name) for name in names]
    modules = {
        path.parent.name if path.stem == "__init__" else path.stem
        for path in paths
        if path.suffix == ".py"
    }
    return sorted(modules.intersection(DIFFERENTIATING))


def _quality(outcome: Outcome) -> tuple:
    """Return a sort key, greatest is best: points, then tried, then found in a file."""
    return outcome.points, outcome.kind not in ("missing", "unusable"), bool(outcome.file)


def main() -> None:
    """Serve one request."""
    from instructors.handin.programs import programs

    request = json.load(sys.stdin)
    # The sandbox is ended with this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        files = {name: base64.b64decode(data) for name, data in request["files"].items()}
        # Archives of archives may take hours to unpack; this signal ends the process
        signal.setitimer(signal.ITIMER_PROF, request["reading"])
        found = programs(files)
        signal.setitimer(signal.ITIMER_PROF, 0)
        unused = shortened_pairs(
            (entry.file, entry.reason) for entry in found.unused if entry.matters
        )
        if found.programs:
            limits = sandbox.Limits(**request["limits"])
            options = request["seed"], limits, request["sandbox"]
            outcomes, broken = run_in_sandboxes(found.programs, *options)
            cells = [(label, not_python(said, line)) for label, said, line in broken]
            unused = shortened_pairs(dict.fromkeys([*unused, *cells]))
        else:
            reasons = [f"{in_markdown(file)}: {in_markdown(reason)}" for file, reason in unused]
            outcomes = unusable("\n\n".join([GRADING["nothing"], *reasons]))
        outcomes = with_file_checks(outcomes, found.files, request["reading"])
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except (sandbox.NoSandboxError, sandbox.MachineError) as reason:
        sys.exit(f"{type(reason).__name__}: {reason}")
    data = {name: dataclasses.asdict(outcome) for name, outcome in outcomes.items()}
    print(json.dumps({"outcomes": data, "unused": unused}))


if __name__ == "__main__":
    main()
