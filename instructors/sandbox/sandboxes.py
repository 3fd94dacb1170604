"""The sandboxes of one student: `Sandboxes`, which asks programs for their answers.

A job asks for one exercise, on some networks. The job on the network of the exercises comes first,
and explores: it tells every candidate, which is what may be the answer, with the way that leads to
it, such as the first function of that name, or what the cells have computed. They are ranked, and
each further job follows the way of the best one, or of one of another rank.
"""

import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple, Self

from checks.exercises import EXERCISES, Exercise
from instructors.handin.programs import ProgramFile
from instructors.replay import FUNCTION
from instructors.sandbox.limits import Limits
from instructors.sandbox.preparing import prepare
from instructors.sandbox.ranking import is_candidate, ranked
from instructors.sandbox.system_calls import NoSandboxError
from instructors.sandbox.worker_process import Job, MachineError, WorkerProcess

KNOWN = "known"  # the network of the exercises, on which it shows what the answer is
MOST_FATAL = 2  # cells of one program that end the interpreter, and are left out then
# What came of each job; see `Sandboxes.run`
Results = dict[tuple[str, str], dict]


class Explored(NamedTuple):
    """What the first job on a program has found."""

    candidates: list[dict]  # all that may be the answer
    ended: dict  # the result that says why it did not come to its end; empty if it did
    loaded: bool  # whether the program could be loaded


class Sandboxes:
    """Two sandboxes for all the programs of a student: without PyTorch, and with it.

    Without bubblewrap the limits hold, but the programs see and may change all that the user may.

    ``shell`` says whether IPython's may be needed. ``broken`` are the cells that are no Python: the
    label, what Python says, and the line or None.
    """

    def __init__(
        self, files: dict[str, bytes], limits: Limits, sandbox: bool = True, shell: bool = False
    ) -> None:
        self._limits, self._options = limits, (sandbox, shell)
        self._workers: dict[bool, WorkerProcess] = {}  # by whether PyTorch is there
        self.broken: list = []
        # By program; and by exercise, of what was explored
        self._skipped: dict[str, list] = {}
        self._candidates: dict[tuple, list[dict]] = {}
        self._folder = tempfile.TemporaryDirectory()
        prepare(Path(self._folder.name), files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers.values():
            worker.end()
        self._folder.cleanup()

    def run(self, program: ProgramFile, jobs: dict, rank: int = 0) -> Results:
        """Return what a program answers: its best candidate, or the one of another rank.

        Jobs without PyTorch are done first, and of each exercise that of the network of the
        exercises, ``"known"``, which shows what the answer is. What a program that cannot be loaded
        would do is not tried.

        What is returned is, by the keys of the jobs, a dict with one of these keys. ``answers``:
        for each task a result, see `instructors.replay.extracting.Extractor`. ``import``: the error
        that kept the program from being loaded. ``absent``: there is no such function. ``ended``:
        why the program was ended, or ended itself.

        Raises `NoSandboxError` if the sandbox did not start, and `MachineError` if the machine was
        too busy or had no memory left: neither is a student's fault.
        """
        results: Results = {}
        # What is told in full comes before all that knows something unseen
        order = sorted(jobs, key=lambda key: (jobs[key].torch, key[-1] != KNOWN))
        for key in order:
            exercise = jobs[key].exercise
            ended = [
                results[other]
                for other in results
                if jobs[other].exercise == exercise and "ended" in results[other]
            ]
            if ended:  # who waits once need not again
                results[key] = ended[0]
                continue
            results[key], loaded = self._answered(program, jobs[key], key[-1] == KNOWN, rank)
            if not loaded:
                # Neither PyTorch nor another network helps
                return dict.fromkeys(jobs, results[key]) | results
            if "ended" not in results[key]:
                for torch in {job.torch for job in jobs.values()}:
                    self._started(torch)  # importing PyTorch takes longest, so it begins now
        return results

    def record_values(self, program: ProgramFile, job: Job, rank: int) -> dict:
        """Run the candidate again while recording; return its answer with ``recorded``, or {}.

        The program was tried before with this rank; see `run`.
        """
        candidate = self._candidate(program, job, rank)
        if candidate is None:
            return {}
        try:
            result, _ = self._ask(program, job, candidate["way"])
        except MachineError:  # nothing depends on it; but what still runs must not answer later
            self._workers.pop(job.torch).end()
            return {}
        answers = result.get("answers", [])
        return answers[0] if answers and isinstance(answers[0], dict) else {}

    def has_right_candidate(self, program: ProgramFile, exercise: Exercise, rank: int) -> bool:
        """Say whether there is a candidate of this rank that is right on the known network."""
        candidates = self._candidates.get((program.digest(), exercise.name, exercise.torch), ())
        return len(candidates) > rank and candidates[rank]["share"] == 1

    def _candidate(self, program: ProgramFile, job: Job, rank: int) -> dict | None:
        """Return the candidate of a rank, or the last one, of what was explored."""
        candidates = self._candidates.get((program.digest(), job.exercise, job.torch))
        return candidates[min(rank, len(candidates) - 1)] if candidates else None

    def _answered(
        self, program: ProgramFile, job: Job, known: bool, rank: int
    ) -> tuple[dict, bool]:
        """Return the result of a job, and whether the program could be loaded."""
        key = program.digest(), job.exercise, job.torch
        if key not in self._candidates:
            explored = self._explored(program, job)
            self._candidates[key] = ranked(job.exercise, explored.candidates)
            if not explored.candidates or not explored.loaded:
                return explored.ended or {"absent": True}, explored.loaded
        candidate = self._candidate(program, job, rank)
        if candidate is None:
            return {"absent": True}, True
        if known:  # which was computed when it was found
            parts = ("answer", "curvature", "missing", "error")
            found = {part: candidate[part] for part in parts if part in candidate}
            return {"answers": [found]}, True
        return self._followed(program, job, candidate["way"]), True

    def _followed(self, program: ProgramFile, job: Job, way: list) -> dict:
        """Return the result of a job, which cells have to compute anew for every task."""
        if way[0] == FUNCTION:
            return self._ask(program, job, way)[0]
        results = [self._ask(program, replace(job, tasks=(task,)), way)[0] for task in job.tasks]
        if len(results) == 1 and "answers" not in results[0]:
            return results[0]
        return {"answers": [answer for r in results for answer in r.get("answers", [{}])]}

    def _explored(self, program: ProgramFile, job: Job) -> Explored:
        """Run a program to find all that may be the answer.

        A cell that ends the interpreter is left out in the next try.
        """
        skipped = self._skipped.setdefault(program.digest(), [])
        for _ in range(MOST_FATAL + 1):
            result, news = self._ask(program, job, None)
            candidates = [n["candidate"] for n in news if is_candidate(n.get("candidate"))]
            skipped += [n["slow"] for n in news if _is_place(n.get("slow"))]
            self.broken += [n["broken"] for n in news if _is_broken(n.get("broken"))]
            last = next((n["at"] for n in news[::-1] if "at" in n), None)
            if "patched" in result:  # nobody can say what came of what
                candidates = []
            if "ended" not in result or program.is_module or not _is_place(last):
                break
            skipped.append(last)
        # In a module, what ends the interpreter before anything is called does so always
        loaded = "import" not in result and not (
            "ended" in result and program.is_module and _is_place(last)
        )
        return Explored(candidates, {} if "end" in result else result, loaded)

    def _ask(self, program: ProgramFile, job: Job, way: list | None) -> tuple[dict, list[dict]]:
        """Have the worker do a job; return the result, and what was told before."""
        asked = {
            "file": program.path,
            "cells": [asdict(cell) for cell in program.cells],
            "way": way,
            "results": next(e.results for e in EXERCISES if e.name == job.exercise),
            "skipped": self._skipped.get(program.digest(), []),
        }
        worker = self._started(job.torch)
        try:
            worker.monitor  # noqa: B018 - which is there as soon as it is ready
        except NoSandboxError:  # what the other one did meanwhile may be why
            self._workers.pop(job.torch).end()
            worker = self._started(job.torch)
        return worker.ask(job, asked)

    def _started(self, torch: bool) -> WorkerProcess:
        """Return the worker; whatever ends it, the jobs that are left get another one."""
        if torch in self._workers and not self._workers[torch].alive:
            self._workers.pop(torch).end()
        if torch not in self._workers:
            folder = Path(self._folder.name)
            self._workers[torch] = WorkerProcess(folder, self._limits, *self._options, torch)
        return self._workers[torch]


def _is_place(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2 and all(type(n) is int for n in data)


def _is_broken(data: object) -> bool:
    if not isinstance(data, list) or len(data) != 3:
        return False
    label, said, line = data
    return isinstance(label, str) and isinstance(said, str) and isinstance(line, int | None)
