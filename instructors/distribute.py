"""Grade many submissions on a cluster: one submission is one task of Dask distributed.

What was graded once, with the same submission, the same judge and the same seed, is not graded
again, so an interrupted run can be repeated. The command line is `instructors.grade`.
"""

import dataclasses
import hashlib
import json
import logging
import signal
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from checks.exercises import EXERCISES
from checks.settings import settings
from instructors import file_checks, grade_student, sandbox
from instructors.files import write
from instructors.handback.examples import code_of_answer
from instructors.handin.submissions import Submission
from instructors.messages import TO_LOOK_AT
from instructors.printable import clean
from instructors.results import Outcome, Result, outcomes_from
from instructors.series import ROOT
from instructors.student_messages import GRADING

if TYPE_CHECKING:
    from distributed import Client, Future

EXERCISE_NAMES = tuple(exercise.name for exercise in EXERCISES)
# Outcomes with these notes may differ next time, so they are not cached
NOT_KEPT = {TO_LOOK_AT["unsure"], file_checks.NO_NEWER}
# How much may wait for a worker at a time
AHEAD = 100  # submissions
AHEAD_SIZE = 300_000_000  # bytes, which Dask keeps some copies of


def grade_one(
    student: str,
    files: dict[str, bytes],
    seed: str,
    limits: sandbox.Limits,
    use_sandbox: bool,
    course: str,
) -> Result:
    """Grade one submission, where what the course sets of points is the same as elsewhere."""
    try:
        if settings().for_checks() != course:
            raise grade_student.FailedError(GRADING["other settings"])
        outcomes, unused = grade_student.grade_student(files, seed, limits, use_sandbox)
        return Result(student, outcomes, unused=tuple(unused))
    except grade_student.FailedError as reason:
        return failed(student, str(reason))


def failed(student: str, reason: str) -> Result:
    """Return the result of a submission that could not be graded, which is no student's fault."""
    feedback = GRADING["failed"].format(reason=clean(reason, 500))
    return Result(student, {name: Outcome(None, "failed", feedback) for name in EXERCISE_NAMES})


@dataclass
class PendingSubmission:
    """A submission, what was read of it, and where its result is kept."""

    submission: Submission
    files: dict[str, bytes]
    unused: tuple[tuple[str, str], ...]
    kept: Path

    def complete(self, result: Result) -> Result:
        """Return a result with what is known of the submission."""
        programs = {
            name: code_of_answer(self.files, outcome.file, name)
            for name, outcome in result.outcomes.items()
            if outcome.mistakes
        }
        return dataclasses.replace(
            result,
            student=self.submission.student,
            folder=self.submission.folder,
            identifiers=self.submission.identifiers,
            remarks=self.submission.remarks,
            members=self.submission.members,
            programs=programs,
            unused=(*self.unused, *result.unused),
        )


def grade_all(
    submissions: Sequence[Submission],
    output: Path,
    seed: str,
    client: "Client",
    limits: sandbox.Limits | None = None,
    use_sandbox: bool = True,
) -> list[Result]:
    """Return the result of each submission; what was graded once is kept in ``graded/``."""
    from distributed import as_completed

    terms = (seed, limits or sandbox.Limits(), use_sandbox, settings().for_checks())
    (output / "graded").mkdir(parents=True, exist_ok=True)
    graded: dict[str, Result] = {}
    under_way: dict[Future, PendingSubmission] = {}
    ended = as_completed(loop=client.loop)  # also what is cancelled, as when the scheduler is lost

    def take_one() -> None:
        future = next(ended)
        hand_in = under_way.pop(future)
        graded[hand_in.submission.student] = hand_in.complete(_result(future, hand_in))
        progress.update()

    # An average over the whole run does not jump when one submission takes long
    with tqdm(total=len(submissions), unit="submission", smoothing=0) as progress:
        for submission in submissions:
            files, unused = submission.read()
            kept = output / "graded" / f"{_key(files, submission.student, *terms)}.json"
            hand_in = PendingSubmission(submission, files, unused, kept)
            if known := _kept(kept):
                graded[submission.student] = hand_in.complete(known)
                skip(progress)
            elif client.status not in ("running", "connecting"):
                lost = failed(submission.student, GRADING["scheduler lost"])
                graded[submission.student] = hand_in.complete(lost)
                progress.update()
            else:
                # As often as workers die, the task runs again elsewhere
                task = (grade_one, submission.student, files, *terms)
                future = client.submit(*task, pure=False, retries=3)
                under_way[future] = hand_in
                ended.add(future)
            while queue_is_full(under_way.values()):
                take_one()
        while under_way:
            take_one()
    return [graded[submission.student] for submission in submissions]


def queue_is_full(under_way: Collection[PendingSubmission]) -> bool:
    """Say whether no more submissions should be read now."""
    size = sum(len(content) for hand_in in under_way for content in hand_in.files.values())
    return len(under_way) > AHEAD or size > AHEAD_SIZE


def skip(progress: tqdm) -> None:
    """Advance the bar without counting this submission in the speed: its result was cached."""
    progress.initial += 1
    progress.update()


def _result(future: "Future", hand_in: PendingSubmission) -> Result:
    """Return what has come of a task, and keep it if it would be the same next time."""
    student = hand_in.submission.student
    if future.status == "cancelled":
        return failed(student, GRADING["scheduler lost"])
    if future.status != "finished":
        error = future.exception()
        return failed(student, f"{type(error).__name__}: {error}")
    result = future.result()
    if all(
        outcome.kind != "failed" and NOT_KEPT.isdisjoint(outcome.marks)
        for outcome in result.outcomes.values()
    ):
        write(hand_in.kept, json.dumps(dataclasses.asdict(result)))
    return result


def _key(files: Mapping[str, bytes], *terms: object) -> str:
    """Return the cache name of a result: a hash of the code, the files and the terms."""
    digest = hashlib.sha256(_code_digest())
    for part in (repr(terms).encode(), *(repr(f).encode() + files[f] for f in sorted(files))):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


@cache
def _code_digest() -> bytes:
    """Return a hash of the code and notebooks that decide on points; taken once per run."""
    # Which cells are the student's, the notebooks tell
    paths = [ROOT / "utils.py", *sorted(ROOT.glob("notebooks/*.ipynb"))]
    for package in ("checks", "instructors"):
        for kind in ("*.py", "*.ipynb"):
            paths += sorted((ROOT / package).rglob(kind))
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)


def _kept(path: Path) -> Result | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Result(data["student"], outcomes_from(data["outcomes"]), unused=data["unused"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def connect(scheduler: str | None = None) -> "Client":
    """Return a client of a scheduler, or of one worker on every core of this machine.

    Raises `OSError` or `TimeoutError` if no scheduler answers, and `TypeError` if one at ``tls://``
    needs certificates that are not in Dask's own settings.
    """
    from distributed import Client, LocalCluster

    if scheduler:
        return Client(scheduler, timeout=20)
    local = {"dashboard_address": "127.0.0.1:0", "host": "127.0.0.1"}
    client = Client(LocalCluster(threads_per_worker=1, silence_logs=logging.CRITICAL, **local))
    # An interrupt from the keyboard reaches the workers, too, and is told by this process
    client.run(_ignore_interrupts)
    return client


def _ignore_interrupts() -> None:
    # Returns nothing: what was there before may be something that cannot be sent
    signal.signal(signal.SIGINT, signal.SIG_IGN)
