"""Grade many submissions on a cluster: one submission is one task of Dask distributed.

What was graded once, with the same submission, the same judge and the same seed, is not graded
again, so an interrupted run can be repeated. The command line is `instructors.grade`.
"""

import ast
import dataclasses
import hashlib
import json
import logging
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tqdm import tqdm

from checks.exercises import EXERCISES
from checks.settings import settings
from instructors import assess, sandbox
from instructors.examples import answer_in
from instructors.files import write
from instructors.judge import clean
from instructors.names import printable
from instructors.results import Outcome, Result, outcomes_from
from instructors.sentences import GRADING

ROOT = Path(__file__).resolve().parents[1]
NAMES = tuple(exercise.name for exercise in EXERCISES)
# What is read before those before it are graded
AHEAD = 100  # submissions
AHEAD_SIZE = 300_000_000  # bytes, which Dask keeps some copies of
LONG = 30  # seconds after which a submission that still runs is named
OTHER_SETTINGS = "The machine that was to grade it has another course.toml."
STARTED = "backprop-exercises started"


def grade_one(student, files, seed, limits, use_sandbox, course):
    """Run and judge one submission; the task that Dask distributes.

    Parameters
    ----------
    student : str
    files : dict
        The bytes of the files by their names.
    seed : str
    limits : Limits
    use_sandbox : bool
    course : str
        The settings that decide on points, which must be the same on every machine.

    Returns
    -------
    dict
        As from `as_data`.
    """
    from distributed import get_worker

    # A name may hold what Dask cannot send as text
    get_worker().log_event(STARTED, ascii(student))
    if settings().for_checks() != course:
        return as_data(failed(student, OTHER_SETTINGS))
    try:
        outcomes, unused = assess.assess(files, seed, limits, use_sandbox)
    except assess.FailedError as reason:
        return as_data(failed(student, str(reason)))
    return as_data(Result(student, outcomes, unused=tuple(unused)))


def failed(student, reason):
    """Return the result of a submission that could not be graded, which is no student's fault."""
    feedback = GRADING["failed"].format(reason=clean(reason, 500))
    return Result(student, {name: Outcome(None, "failed", feedback) for name in NAMES})


def as_data(result):
    """Return a `Result` as JSON data."""
    return dataclasses.asdict(result)


def as_result(data):
    """Return the `Result` that `as_data` was made of."""
    outcomes = outcomes_from(data["outcomes"])
    pairs = tuple(map(tuple, data["unused"]))
    return Result(
        **data | {"outcomes": outcomes, "unused": pairs, "remarks": tuple(data["remarks"])}
    )


def keeps(result):
    """Say whether a result would be the same next time, whatever the machine does."""
    return all(
        outcome.kind != "failed" and GRADING["unsure"] not in outcome.marks
        for outcome in result.outcomes.values()
    )


def grade_all(submissions, output, seed, client, limits=None, use_sandbox=True):
    """Grade submissions.

    Parameters
    ----------
    submissions : list of Submission
    output : pathlib.Path
        The folder to write to. What was graded once is kept in its folder ``graded``.
    seed : str
    client : distributed.Client
    limits : Limits, optional
    use_sandbox : bool

    Returns
    -------
    list of Result
        In the order of the submissions.
    """
    limits, course = limits or sandbox.Limits(), settings().for_checks()
    done_before = output / "graded"
    done_before.mkdir(parents=True, exist_ok=True)
    graded = {}
    run = _Run(client, len(submissions))
    for submission in submissions:
        files, unused = submission.read()
        path = done_before / f"{_key(submission.student, files, seed, limits, use_sandbox)}.json"
        result = _kept(path)
        if result:
            run.skip()
            graded[submission.student] = _complete(result, submission, files, unused)
            continue
        # As often as workers die, the task runs again elsewhere
        task = (grade_one, submission.student, files, seed, limits, use_sandbox, course)
        future = client.submit(*task, pure=False, retries=3)
        run.start(future, (submission, files, unused, path), sum(map(len, files.values())))
        for ended, about in run.ended(run.is_full):
            _take(ended, *about, graded)
    for ended, about in run.ended(run.is_under_way):
        _take(ended, *about, graded)
    run.close()
    return [graded[submission.student] for submission in submissions]


def _take(future, submission, files, unused, path, graded) -> None:
    """Take the result of a task that has ended, and keep it if it would be the same next time."""
    if future.status == "finished":
        result = as_result(future.result())
    else:
        result = failed(submission.student, _reason(future))
    graded[submission.student] = _complete(result, submission, files, unused)
    if keeps(result):
        write(path, json.dumps(as_data(result)))


def _complete(result, submission, files, unused):
    """Return a result with what is known of the submission."""
    programs = {
        name: answer_in(files, outcome.file, name)
        for name, outcome in result.outcomes.items()
        if outcome.mistakes
    }
    return dataclasses.replace(
        result,
        student=submission.student,
        folder=submission.folder,
        identifiers=submission.identifiers,
        remarks=tuple(submission.remarks),
        members=submission.members,
        programs=programs,
        unused=(*unused, *result.unused),
    )


class _Run:
    """The tasks that are under way, and what is shown of them."""

    def __init__(self, client, count) -> None:
        self.client, self.about, self.sizes, self.started = client, {}, {}, {}
        # An average over the whole run does not jump when one submission takes long
        self.progress = tqdm(total=count, unit="submission", smoothing=0)
        client.subscribe_topic(STARTED, self._note)

    def _note(self, event) -> None:
        when, student = event
        self.started.setdefault(ast.literal_eval(student), when)

    def skip(self) -> None:
        """Count a submission that need not be graded, and says nothing on how long others take."""
        self.progress.initial += 1
        self.progress.update()

    def start(self, future, about, size) -> None:
        """Watch a task; ``about`` begins with its submission, which has so many bytes."""
        self.about[future], self.sizes[future] = about, size

    def is_full(self):
        """Say whether no more submissions should be read now."""
        return len(self.about) > AHEAD or sum(self.sizes.values()) > AHEAD_SIZE

    def is_under_way(self):
        """Say whether there are tasks that have not ended."""
        return bool(self.about)

    def ended(self, as_long_as):
        """Yield tasks that have ended, and what they are about, as long as a condition holds."""
        from distributed import CancelledError, wait

        while as_long_as():
            if self.client.status not in ("running", "connecting"):
                done = set(self.about)
            else:
                try:
                    done = wait(list(self.about), timeout=1, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    done = set()
                except CancelledError:
                    done = {future for future in self.about if future.status == "cancelled"}
            for future in done:
                about, _ = self.about.pop(future), self.sizes.pop(future)
                self.started.pop(about[0].student, None)
                self.progress.update()
                yield future, about
            self.progress.set_postfix_str(_longest(self.started))

    def close(self) -> None:
        """Show no more."""
        self.progress.close()
        if self.client.status == "running":
            self.client.unsubscribe_topic(STARTED)


def _longest(started):
    """Say which submission has run for longest, if that is long."""
    if not started:
        return ""
    student = min(started, key=started.get)
    seconds = time.time() - started[student]
    return f"{printable(student)} for {seconds:.0f} s" if seconds > LONG else ""


def _reason(future) -> str:
    """Say why a task has no result."""
    if future.status == "pending":
        return "The scheduler was lost."
    if future.status == "cancelled":
        return "The task was cancelled; the scheduler was lost."
    error = future.exception()
    return f"{type(error).__name__}: {error}"


def _key(
    student: str, files: Mapping[str, bytes], seed: str, limits: sandbox.Limits, use_sandbox: bool
) -> str:
    """Return a name for the result that changes with all that it depends on."""
    digest = hashlib.sha256(_judges())
    course = settings().for_checks()
    for part in (
        repr((student, seed, limits, use_sandbox, course)).encode(),
        *(repr(name).encode() + data for name, data in sorted(files.items())),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


@cache
def _judges() -> bytes:
    """Return a digest of all that decides, as it is when the run begins."""
    paths = [ROOT / "utils.py"]
    for package in ("checks", "instructors"):
        paths += sorted((ROOT / package).rglob("*.py"))
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)


def _kept(path):
    try:
        return as_result(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def connect(scheduler=None, certificates=None):
    """Return a client of a scheduler, or of one worker on every core of this machine.

    Parameters
    ----------
    scheduler : str, optional
        The address.
    certificates : pathlib.Path, optional
        A folder with ``ca.pem``, ``cert.pem`` and ``key.pem``.

    Raises
    ------
    OSError, TimeoutError
        If no scheduler answers.
    """
    from distributed import Client, LocalCluster
    from distributed.security import Security

    if scheduler:
        security = None
        if certificates:
            ca, cert, key = (str(certificates / name) for name in ("ca.pem", "cert.pem", "key.pem"))
            security = Security(
                require_encryption=True, tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key
            )
        return Client(scheduler, security=security, timeout=20)
    cluster = LocalCluster(
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
        silence_logs=logging.CRITICAL,
    )
    client = Client(cluster)
    # An interrupt from the keyboard reaches them, too, and is told by this process
    client.run(_ignore_interrupts)
    return client


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
