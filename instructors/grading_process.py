"""The process in which what one student has handed in is read, run and judged.

`instructors.grade_student` starts it as ``python -m instructors.grading_process``; it is not made
to be called by hand. It reads a request from standard input and writes the outcomes to standard
output, both as JSON.
"""

import base64
import dataclasses
import functools
import itertools
import json
import signal
import sys
from collections.abc import Sequence

from checks.exercises import EXERCISES
from instructors import sandbox
from instructors.file_checks import with_file_checks
from instructors.handin.programs import ProgramFile, not_python, programs
from instructors.handin.unused import told
from instructors.printable import in_markdown
from instructors.results import Outcome, shortened_pairs
from instructors.student_messages import GRADING

TRIED_CANDIDATES = 3  # of a program that are right on the network of the exercises
OUT_OF_MEMORY = 9  # the exit status if what was handed in takes too much memory


def unusable(reason: str) -> dict[str, Outcome]:
    """Return the outcomes of a student of whom no program can be run."""
    return {exercise.name: Outcome(0.0, "unusable", reason) for exercise in EXERCISES}


def run_in_sandboxes(
    programs: Sequence[ProgramFile], seed: str, limits: sandbox.Limits, use_sandbox: bool
) -> tuple[dict[str, Outcome], list]:
    """Return the best outcome of programs for each exercise, and the cells that are no Python."""
    shell = any(program.has_magics for program in programs)
    with sandbox.Sandboxes(programs[0].files, limits, use_sandbox, shell) as sandboxes:
        return best_outcomes(programs, seed, sandboxes), sandboxes.broken


def best_outcomes(
    programs: Sequence[ProgramFile], seed: str, sandboxes: sandbox.Sandboxes
) -> dict[str, Outcome]:
    """Run programs, the likeliest first, and judge them; return the best outcomes."""
    # After the limit of memory is set, which an import at the top would not notice
    from instructors.scoring import jobs, score
    from instructors.scoring.spotting import spots

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


def _quality(outcome: Outcome) -> tuple:
    """Return a sort key, greatest is best: points, then tried, then found in a file."""
    return outcome.points, outcome.kind not in ("missing", "unusable"), bool(outcome.file)


def main() -> None:
    """Serve one request."""
    request = json.load(sys.stdin)
    # The sandbox is ended with this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        files = {name: base64.b64decode(data) for name, data in request["files"].items()}
        # Archives of archives may take hours to unpack; this signal ends the process
        signal.setitimer(signal.ITIMER_PROF, request["reading"])
        found = programs(files)
        signal.setitimer(signal.ITIMER_PROF, 0)
        unused = shortened_pairs(told(found.unused))
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
